"""The latest reading per device, and whether the device is silent."""
