"""One step per file; its SQL lies beside it."""
