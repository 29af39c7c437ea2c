"""Small partitions, kept in files together: what a server holds is all that it costs.

Every file is one array, the rows of one partition after those of another; `partitions.json` says how many
rows are whose. A partition is opened as the stretch of each array that is its own, and reaches no other row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.arrays import read_array, read_vectors
from index.awaited import Awaited, Keys
from index.held import FEW
from index.partition import KINDS, Partition, PartitionKey, expect
from index.rows import Rows
from index.vectors import Vectors
from index.words import Counts, Words

MOST_ROWS = 1_000
"""Passages of a small partition at most: as many as a search scores by their words."""

_INDEX = "partitions.json"
_ARRAYS: Final[Mapping[str, str]] = {
    "numbers": "<i8",
    "spans": "<i4",
    "units": "<i4",  # (rows, 3): how many vectors of each kind
    "terms": "<i4",  # how many keys
    "lengths": "<i4",
    "keys": "<u4",
    "times": "<u2",
}


def fits(rows: Rows) -> bool:
    """Tell whether these are few enough to be kept with those of others."""
    return len(rows) <= MOST_ROWS and bool((rows.counts.sum(0) <= FEW).all())


class TogetherWriter:
    """Writes small partitions, one after the other."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._folder = folder
        folder.mkdir()
        self._files = {name: (folder / name).open("wb") for name in _ARRAYS}
        self._rows: dict[str, int] = {}
        self.awaited = tuple(Awaited(folder / name, dimensions) for name in KINDS)
        self._dimensions = dimensions

    def add(self, pkey: PartitionKey, rows: Rows, keys: Keys) -> None:
        """Add a partition, with the keys of its units' texts in the order of `Units.all`."""
        words = rows.words
        arrays: dict[str, NDArray[Any]] = {
            "numbers": rows.numbers, "spans": rows.spans, "units": rows.counts,
            "terms": np.diff(words.starts), "lengths": words.lengths,
            "keys": words.keys, "times": words.times,
        }  # fmt: skip
        for name, array in arrays.items():
            self._files[name].write(array.astype(_ARRAYS[name]).tobytes())
        expect(self.awaited, rows, keys)
        self._rows[str(pkey)] = len(rows)

    def close(self) -> None:
        """Finish the files but for the vectors, which are put where they are awaited."""
        self.let_go()
        whole = {"dimensions": self._dimensions, "rows": self._rows}
        (self._folder / _INDEX).write_text(json.dumps(whole, indent=1) + "\n", "utf-8")

    def let_go(self) -> None:
        """Close the files, finished or not."""
        for file in self._files.values():
            file.close()


def open_together(folder: Path) -> dict[PartitionKey, Partition]:
    """Open what `TogetherWriter` wrote; raises whatever a damaged file makes its reader raise."""
    index = json.loads((folder / _INDEX).read_text("utf-8"))
    arrays: dict[str, NDArray[Any]] = {
        name: read_array(folder / name, np.dtype(kind)) for name, kind in _ARRAYS.items()
    }
    arrays["units"] = arrays["units"].reshape(-1, 3)
    kinds = [read_vectors(folder / name, index["dimensions"]) for name in KINDS]
    ends = np.concatenate([[0], np.cumsum(list(index["rows"].values()))]).astype(np.int64)
    keys = np.concatenate([[0], np.cumsum(arrays["terms"])]).astype(np.int64)
    units = np.concatenate([np.zeros((1, 3)), np.cumsum(arrays["units"], 0)]).astype(np.int64)
    counted = {len(arrays[name]) for name in ("numbers", "spans", "units", "terms", "lengths")}
    told = [ends[-1], keys[-1], keys[-1], *units[-1]]
    if counted != {ends[-1]} or told[1:] != [len(arrays["keys"]), len(arrays["times"]), *map(len, kinds)]:
        raise ValueError(f"{folder.name} counts its passages in two ways")
    found = {}
    for name, first, last in zip(index["rows"], ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        own = {one: arrays[one][first:last] for one in ("numbers", "spans", "units", "lengths")}
        at, end = keys[first], keys[last]
        counts = Counts(
            keys[first : last + 1] - at, arrays["keys"][at:end], arrays["times"][at:end], own["lengths"]
        )
        passage, window, sentence = (
            Vectors.few(vectors[units[first, kind] : units[last, kind]], own["units"][:, kind])
            for kind, vectors in enumerate(kinds)
        )
        found[PartitionKey.named(name)] = Partition(
            own["numbers"], own["spans"], (passage, window, sentence), Words.few(counts)
        )
    return found
