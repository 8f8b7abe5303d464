"""Stores readings, sums them per hour, detects overconsumption, serves history."""
