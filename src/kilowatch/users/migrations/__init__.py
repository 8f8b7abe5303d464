"""The migrations of the `users` database."""
