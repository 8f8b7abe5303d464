"""Hours over their limit, as people work with them."""
