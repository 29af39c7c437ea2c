"""Arrays that are derived from the model and from our own texts: made once, kept beside the model."""

from __future__ import annotations

import contextlib
import hashlib
import os
import zipfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


def is_kept(folder: Path | None, name: str, source: str) -> bool:
    """Tell whether there are arrays of this `source`, or nowhere to keep them."""
    return folder is None or _file(folder, name, source).is_file()


def _file(folder: Path, name: str, source: str) -> Path:
    return folder / f"{name}-{hashlib.sha256(source.encode()).hexdigest()[:16]}.npz"


def kept(
    folder: Path | None, name: str, source: str, make: Callable[[], Arrays], only: Collection[str] = ()
) -> Arrays:
    """Return the arrays that `make` makes, from the folder where they were kept for this very `source`.

    Of what is kept, `only` those of these names are read, if any are given. What is there for another source
    goes; where nothing can be read or written they are made each time. Float arrays are kept in 16 bits.
    """
    if folder is None:
        return make()
    file = _file(folder, name, source)
    try:
        with np.load(file, allow_pickle=False) as arrays:
            return {key: arrays[key] for key in only or arrays.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        pass  # missing, or cut off while it was written
    made = make()
    with contextlib.suppress(OSError):
        _write(file, name, made)
    return made


def _write(file: Path, name: str, made: Arrays) -> None:
    fresh = file.with_name(f".{os.getpid()}-{file.name}")
    packed = {
        key: one.astype(np.float16) if np.issubdtype(one.dtype, np.floating) else one
        for key, one in made.items()
    }
    with fresh.open("wb") as stream:
        np.savez(stream, allow_pickle=False, **packed)
    for old in file.parent.glob(f"{name}-*.npz"):
        old.unlink(missing_ok=True)
    fresh.replace(file)
