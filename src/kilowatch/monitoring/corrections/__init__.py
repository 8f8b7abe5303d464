"""Corrections of history by administrators: previewed, made, undone, recorded."""
