"""Maintenance: a period in which a device's alerts don't notify anyone."""
