"""Tells people what concerns them at the moment it happens, over a WebSocket."""
