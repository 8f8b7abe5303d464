"""Refused readings: seen, taken again once the cause is mended, or discarded."""
