"""Imports of history from files: preview, stepwise storage, undo, and records."""
