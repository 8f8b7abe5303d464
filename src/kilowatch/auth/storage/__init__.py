"""The tables of `auth`."""
