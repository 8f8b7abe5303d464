"""Passwords, sessions and the tokens that every service believes."""
