"""Rejected readings: listed, replayed once the cause is fixed, or discarded."""
