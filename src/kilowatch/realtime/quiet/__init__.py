"""Quiet hours: notifications in them are silent."""
