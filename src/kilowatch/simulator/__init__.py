"""Realistic meters, and replay of real data sets. Talks to the platform only as a meter would."""
