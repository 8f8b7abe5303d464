"""What a browser is given: the front end, and one page for the whole platform's API."""
