"""How Kilowatch runs in containers. `python -m deploy.generate` writes what is made of this."""
