"""The owners of devices over time."""
