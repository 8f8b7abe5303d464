"""Devices that clients add themselves."""
