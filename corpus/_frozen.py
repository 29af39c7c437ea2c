"""Records as plain values, from which what a question needs is read and made when it is asked for."""

from __future__ import annotations

import marshal
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")

_TOGETHER = 256  # rows that are read at once


def packed(rows: Sequence[Any]) -> tuple[int, list[bytes]]:
    """Return how many rows of plain values there are, and these as bytes, a stretch of them at a time."""
    starts = range(0, len(rows), _TOGETHER)
    return len(rows), [marshal.dumps(tuple(rows[first : first + _TOGETHER])) for first in starts]


class Packed(Sequence[Any]):
    """The rows that `packed` returned, each stretch read when the first of its rows is asked for."""

    def __init__(self, count: int, stretches: Sequence[bytes]) -> None:
        self._count = count
        self._stretches = stretches
        self._read: dict[int, Sequence[Any]] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: Any) -> Any:
        stretch, row = divmod(at, _TOGETHER)
        read = self._read.get(stretch)
        if read is None:
            read = self._read[stretch] = marshal.loads(self._stretches[stretch])  # noqa: S302 - our own file
        return read[row]


class Ordered(Set[Any]):
    """A set whose rows are in order, so that few of them are read to find one."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._rows = rows

    def __contains__(self, row: object) -> bool:
        at = bisect_left(self._rows, row)
        return at < len(self._rows) and self._rows[at] == row

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Table(Mapping[str, tuple[int, ...]]):
    """A table of numbers by name that is kept as bytes, and read when something is first looked up in it."""

    def __init__(self, kept: bytes) -> None:
        self._kept = kept

    @cached_property
    def _rows(self) -> dict[str, tuple[int, ...]]:
        rows: dict[str, tuple[int, ...]] = marshal.loads(self._kept)  # noqa: S302 - our own file
        return rows

    def __getitem__(self, name: str) -> tuple[int, ...]:
        return self._rows[name]

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Lazy(Sequence[T], Generic[T]):
    """A sequence whose items are made of rows when they are first asked for, and kept."""

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._count = count
        self._make = make
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._count))]
        if at < 0:
            at += self._count
        if not 0 <= at < self._count:
            raise IndexError(at)
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = self._make(at)
        return made


class Chosen(Mapping[int, list[T]], Generic[T]):
    """For each number the items of a sequence that its row names."""

    def __init__(self, rows: Mapping[int, Sequence[int]], items: Sequence[T]) -> None:
        self._rows = rows
        self._items = items
        self._made: dict[int, list[T]] = {}

    def __getitem__(self, number: int) -> list[T]:
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = [self._items[at] for at in self._rows[number]]
        return made

    def __contains__(self, number: object) -> bool:
        return number in self._rows

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
