"""Passwords, sessions and the access tokens that every service accepts."""
