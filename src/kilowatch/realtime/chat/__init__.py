"""Conversations with the support: what is told of them, and what is only of the moment."""
