"""Quiet hours: notifications in them make no sound."""
