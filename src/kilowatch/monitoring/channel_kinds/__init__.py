"""Which kinds and directions of energy the caller's devices measure."""
