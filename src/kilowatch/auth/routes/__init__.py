"""HTTP in: logins, sessions, passwords, signing keys, devices, and the broker's questions."""
