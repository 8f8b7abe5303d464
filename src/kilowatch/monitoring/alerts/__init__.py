"""Alerts: hours over their limit, and their acknowledgement."""
