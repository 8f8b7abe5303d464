"""The use cases of credentials and sessions."""
