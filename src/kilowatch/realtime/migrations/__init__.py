"""The steps of the database of `realtime`."""
