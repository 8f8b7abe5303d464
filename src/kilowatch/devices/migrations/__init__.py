"""The steps that bring the database of `devices` up to date."""
