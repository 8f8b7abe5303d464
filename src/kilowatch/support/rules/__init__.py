"""Answers that administrators wrote, and the questions they match."""
