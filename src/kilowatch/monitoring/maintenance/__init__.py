"""Maintenance: a time in which nobody is notified about a device."""
