"""Runs the whole platform on one machine: real servers and services, each its own process."""
