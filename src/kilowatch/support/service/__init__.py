"""The use cases of `support`."""
