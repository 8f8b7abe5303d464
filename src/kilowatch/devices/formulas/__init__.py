"""Calculated channels: formulas over the channels of devices."""
