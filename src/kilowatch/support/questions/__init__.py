"""Questions about the client's own consumption, understood and answered without AI."""
