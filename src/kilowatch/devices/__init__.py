"""Metering devices: their fields, their owners, and their hourly limits."""
