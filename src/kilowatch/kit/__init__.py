"""Mechanism that every service shares, without a word of metering in it."""
