"""The database of `balancing`, by subject."""
