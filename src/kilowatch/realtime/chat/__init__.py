"""Conversations with the support: notifications, and events of the moment."""
