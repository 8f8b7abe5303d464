"""When most is used: the top hours of a range, and its typical day."""
