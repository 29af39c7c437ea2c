"""Arrays in plain files, which are read where they are looked at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.model import Halves, Row


def read_vectors(file: Path, dimensions: int) -> Halves:
    """Return the vectors of a plain file, (n, dimensions), which are read when they are looked at."""
    return read_array(file, np.dtype("<f2")).reshape(-1, dimensions)


def read_array(file: Path, dtype: np.dtype[Row]) -> NDArray[Row]:
    """Return the numbers of a plain file, which are read when they are looked at."""
    if not file.stat().st_size:
        return np.empty(0, dtype)
    return np.asarray(np.memmap(file, dtype, "r"))
