"""Kilowatch in containers. `python -m deploy.generate` writes the files that describe it."""
