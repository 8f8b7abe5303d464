"""Support conversations: notifications, and ephemeral events."""
