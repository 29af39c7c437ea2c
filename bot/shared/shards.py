"""Which of a bot's shards this process runs, and so which servers are its own.

Discord deals servers out by their number; direct messages come to shard 0. What belongs to a server of
another shard is that process' to answer, to pick up after a restart, and to note as left.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards `ids` of `count`; `count` None where Discord says how many, and all of them run here."""

    ids: frozenset[int] = frozenset()
    count: int | None = None

    def holds(self, guild: int | None) -> bool:
        """Tell whether a server's events come here; those of direct messages for None."""
        return self.count is None or shard_of(guild, self.count) in self.ids


def shard_of(guild: int | None, count: int) -> int:
    """Return the shard, from 0, of a server among `count`; of direct messages for None."""
    return 0 if guild is None else (guild >> 22) % count


def dealt(process: str, processes: int, count: int) -> frozenset[int]:
    """Return the shards, of `count`, that are dealt out to one of so many processes.

    It is named by its number from 0, alone or at the end of a name, as the pods of a StatefulSet are:
    `footbridge-2`. Raises ValueError for what ends in none, or in one too high.
    """
    _, _, number = process.strip().rpartition("-")
    if not number.isdecimal() or not number.isascii():
        raise ValueError(f"“{process}” does not end in a number")
    if int(number) >= processes:
        raise ValueError(f"“{process}” is none of {processes} processes; the last is {processes - 1}")
    return frozenset(range(int(number), count, processes))


def numbers(text: str, count: int) -> frozenset[int]:
    """Read the numbers and ranges of some of `count` shards: `0-2,5`.

    Raises ValueError where they are none, or where there are not so many; before any range is spelt out.
    """
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise ValueError(f"“{part.strip()}” is no number and no range")
        begin, end = _number(first), _number(last or first)
        if end < begin:
            raise ValueError(f"“{part.strip()}” ends before it begins")
        if end >= count:
            raise ValueError(
                f"“{part.strip()}” names a shard that is none of {count}; the last is {count - 1}"
            )
        found |= set(range(begin, end + 1))
    return frozenset(found)


def _number(digits: str) -> int:
    """Read a number; one too long to be any shard's is as good as another."""
    return int(digits[-20:]) if digits[:-20].strip("0") == "" else 10**20
