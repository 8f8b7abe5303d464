"""The audit log: collected from every service, searched, exported, and shown to clients."""
