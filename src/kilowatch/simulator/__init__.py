"""Realistic meters, and replay of real data sets. Reports to the platform only as a meter would."""
