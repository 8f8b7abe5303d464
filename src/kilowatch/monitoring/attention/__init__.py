"""What interrupts people: early warnings by their choice, and none during maintenance."""
