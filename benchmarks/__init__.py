"""Benchmarks: run by hand, compared within one run."""
