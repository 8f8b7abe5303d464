"""History from files: understood, seen beforehand, put in by steps, undone, on record."""
