"""Requests and responses of the `auth` API, one module per routes module."""
