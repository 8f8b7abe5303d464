"""One migration per file, with its SQL beside it."""
