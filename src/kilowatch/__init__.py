"""Kilowatch: a distributed energy management platform."""

__version__ = "0.1.0"
