"""The migrations of the `devices` database."""
