"""Consumption over any range of days: buckets, sums, comparison, export."""
