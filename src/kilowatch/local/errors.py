"""The error of all local commands."""


class LocalError(Exception):
    """Something on this machine prevents the platform from running. Says what to do about it."""
