"""Reads what meters send in the form of their makers: pure functions of bytes."""
