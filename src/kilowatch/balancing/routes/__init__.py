"""HTTP in: readings, how they are dispatched, and who sends too much."""
