"""Users: their names, their roles, and their status."""
