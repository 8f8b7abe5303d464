"""HTTP routes: logins, sessions, passwords, signing keys, devices, and requests of the broker."""
