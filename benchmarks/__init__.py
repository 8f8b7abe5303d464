"""What is fast, and by how much: run by hand, compared within one run."""
