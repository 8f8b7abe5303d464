"""People: who they are, what they may do, and whether they may use the platform at all."""
