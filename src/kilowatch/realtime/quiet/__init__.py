"""Quiet hours: what a person is told in them makes no sound."""
