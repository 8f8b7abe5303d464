"""Controls what interrupts people: early warnings by choice, and none during maintenance."""
