"""Requests and responses of the `support` API, one module per routes module."""
