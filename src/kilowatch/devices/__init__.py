"""Metering devices: what they are, whose they are, and how much they may use in an hour."""
