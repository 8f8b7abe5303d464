"""Brings the whole platform up on one machine: real parts, each its own process."""
