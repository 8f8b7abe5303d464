"""The steps that bring the database of `auth` up to date."""
