"""The steps that bring the database of `users` up to date."""
