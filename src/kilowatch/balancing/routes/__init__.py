"""HTTP routes: readings, their dispatch, and devices over their quota."""
