"""What the API of `auth` takes and answers, a module for each of routes."""
