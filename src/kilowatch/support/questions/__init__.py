"""Questions about one's own consumption, understood and answered without AI."""
