"""Measures: how quickly Kilowatch does what it does."""
