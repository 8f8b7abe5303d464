"""Mechanisms that all services share, independent of metering."""
