"""The use cases of `balancing`, by subject."""
