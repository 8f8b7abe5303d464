"""Messages between services: outbox, event consumers, dead letters, copies, fan-out listeners."""
