"""The migrations of the `realtime` database."""
