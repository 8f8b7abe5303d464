"""Submeters: channels that are a part of another channel."""
