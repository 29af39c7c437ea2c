"""Lists cut into pieces that fit one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

_SIZE = 500  # below every engine's limit on parameters (SQLite's oldest: 999)


def batches(items: Sequence[T], size: int = _SIZE) -> Iterator[Sequence[T]]:
    """Yield the items in order, at most `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
