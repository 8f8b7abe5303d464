"""One module per step, its SQL beside it."""
