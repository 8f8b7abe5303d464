"""Talks to clients: by rules, from their own data, by AI, and by people who take over."""
