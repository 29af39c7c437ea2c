"""Benchmarks: quality and speed, against a baseline in the same run."""
