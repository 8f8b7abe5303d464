"""What each device said last, and whether it has fallen silent."""
