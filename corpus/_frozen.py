"""Records as plain tuples, from which what a question needs is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")


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
