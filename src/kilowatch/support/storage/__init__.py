"""The tables of `support`."""
