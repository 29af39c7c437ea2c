"""Vectors in pgvector's binary form: two numbers of 16 bits (dimensions, 0), then its own, all big-endian."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.model import Floats, Halves
from index.vectors import starts_of
from index.words import Counts

_HEAD = struct.Struct(">HH")
_SCHEMA = """
SELECT nspname FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace WHERE typname = 'halfvec'
"""


async def register(connection: Any) -> None:
    """Have a connection take and give vectors as bytes in that form."""
    schema = await connection.fetchval(_SCHEMA)
    for name in ("halfvec", "vector"):
        await connection.set_type_codec(name, schema=schema, encoder=bytes, decoder=bytes, format="binary")


def halves(vectors: Halves) -> list[bytes]:
    """Return each of the vectors, (n, dimensions), as a halfvec."""
    head = _HEAD.pack(vectors.shape[1], 0)
    return [head + row.tobytes() for row in vectors.astype(">f2")]


def singles(vectors: Floats) -> list[bytes]:
    """Return each of the vectors, (n, dimensions), as a vector."""
    head = _HEAD.pack(vectors.shape[1], 0)
    return [head + row.tobytes() for row in vectors.astype(">f4")]


def counts(keys: NDArray[np.uint32], times: NDArray[np.uint16]) -> bytes:
    """Return how often a passage holds which terms: all keys (uint32), then how often each (uint16)."""
    return keys.astype("<u4").tobytes() + times.astype("<u2").tobytes()


def of_counts(rows: Sequence[bytes], lengths: Sequence[int]) -> Counts:
    """Return what `counts` wrote of passages, each of which has so many terms."""
    size = 6  # bytes of a key and its number
    sizes = np.array([len(row) // size for row in rows], np.int64)
    return Counts(
        starts_of(sizes),
        np.frombuffer(b"".join(row[: 4 * (len(row) // size)] for row in rows), "<u4"),
        np.frombuffer(b"".join(row[4 * (len(row) // size) :] for row in rows), "<u2"),
        np.array(lengths, np.int32),
    )


def of_halves(rows: Sequence[bytes], dimensions: int) -> Halves:
    """Return what `halves` wrote: (n, dimensions)."""
    joined = b"".join(row[_HEAD.size :] for row in rows)
    return np.frombuffer(joined, ">f2").astype(np.float16).reshape(len(rows), dimensions)
