"""What the API of `support` takes and answers, a module for each of routes."""
