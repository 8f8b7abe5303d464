"""Answers clients: by rules, from their own data, by AI, and by humans who take over."""
