"""Takes readings in, sums them per hour, detects overconsumption, serves history."""
