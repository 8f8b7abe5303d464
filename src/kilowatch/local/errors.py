"""The error of everything that works on this machine."""


class LocalError(Exception):
    """Something on this machine keeps the platform from running. Says what to do about it."""
