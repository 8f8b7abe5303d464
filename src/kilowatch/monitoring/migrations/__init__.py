"""Migrations of the monitoring database."""
