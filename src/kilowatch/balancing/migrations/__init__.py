"""Migrations of the balancing database."""
