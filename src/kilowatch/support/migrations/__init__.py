"""The migrations of the `support` database."""
