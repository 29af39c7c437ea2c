"""Benchmarks: quality and speed, against a baseline in the same run."""

import bot  # noqa: F401  (before numpy, which asks once how many threads it may use: as it is in use)
