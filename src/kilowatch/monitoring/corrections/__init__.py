"""Corrections of history by administrators: seen beforehand, made, undone, on record."""
