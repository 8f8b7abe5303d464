"""Stored readings as they came in, and devices that nobody has registered yet."""
