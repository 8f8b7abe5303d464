"""Serves the front end, and one page with the whole platform's API."""
