"""The channels of a device: what it measures beside the electricity it takes from the grid."""
