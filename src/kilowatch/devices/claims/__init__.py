"""Codes by which clients claim devices."""
