"""Notification settings of a device: its early warnings and its maintenance."""
