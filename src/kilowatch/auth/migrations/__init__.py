"""The migrations of the `auth` database."""
