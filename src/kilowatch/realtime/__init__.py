"""Notifies users of events as they happen, over a WebSocket."""
