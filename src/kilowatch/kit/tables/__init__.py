"""Tables that several services have in their own database, as migration steps."""
