"""The steps that bring the database of `support` up to date."""
