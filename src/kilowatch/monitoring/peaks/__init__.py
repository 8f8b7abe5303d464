"""Peaks of consumption: the top hours of a range, and its typical day."""
