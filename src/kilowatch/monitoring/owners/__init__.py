"""Who owned a device when."""
