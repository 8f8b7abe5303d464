"""The audit log: collected from every service, searched, exported, shown to whom it concerns."""
