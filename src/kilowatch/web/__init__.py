"""What a browser is given: one page of documentation for the whole platform's API."""
