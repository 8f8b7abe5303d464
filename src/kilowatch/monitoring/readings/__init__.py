"""Stored readings as they arrived, and devices that are not registered."""
