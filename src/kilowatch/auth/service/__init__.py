"""What can be done with credentials and sessions."""
