"""Reads the stream of readings and dispatches them to monitoring replicas."""
