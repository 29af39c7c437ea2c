"""A state of the index: the partitions that a search looks at, and what they are of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from index.partition import Live, Partition, PartitionKey


def keys_of(scope: str) -> tuple[PartitionKey, PartitionKey]:
    """Return the keys of a scope's partitions."""
    return PartitionKey(scope, "passage"), PartitionKey(scope, "record")


@dataclass(frozen=True, slots=True)
class State:
    """One state of the index; a search uses one from beginning to end.

    `name` is empty for an index that is in memory only. `base` is the revision the generation was built
    from, `revision` the one that the partitions bring it up to. `partitions` has several by a key: of
    those in `built` the first is the generation's own, every other came since.
    """

    name: str
    base: int
    revision: int
    created: str
    partitions: dict[PartitionKey, tuple[Live, ...]]
    built: frozenset[PartitionKey] = frozenset()

    @classmethod
    def of(cls, name: str, revision: int, created: str, built: Mapping[PartitionKey, Partition]) -> Self:
        """Return the state of a generation, or of an index in memory, with nothing changed since."""
        partitions: dict[PartitionKey, tuple[Live, ...]] = {
            pkey: (Live.of(partition),) for pkey, partition in built.items()
        }
        return cls(name, revision, revision, created, partitions, frozenset(partitions))

    def without(self, scopes: Collection[str]) -> Self:
        """Return the state without all that these scopes hold."""
        partitions = {
            pkey: partitions for pkey, partitions in self.partitions.items() if pkey.scope not in scopes
        }
        return replace(self, partitions=partitions, built=self.built & partitions.keys())

    def searched(self, scopes: Iterable[str]) -> Iterator[tuple[PartitionKey, Live]]:
        """Yield the partitions of these scopes with their keys, and look at no other."""
        for scope in dict.fromkeys(scopes):
            for pkey in keys_of(scope):
                for live in self.partitions.get(pkey, ()):
                    yield pkey, live

    def own(self, pkey: PartitionKey) -> tuple[Live, ...]:
        """Return the generation's own partition of a key, if it has one."""
        return self.partitions.get(pkey, ())[: pkey in self.built]

    def since(self, pkey: PartitionKey) -> tuple[Live, ...]:
        """Return the partitions of a key that were added since the generation was built."""
        return self.partitions.get(pkey, ())[pkey in self.built :]

    @property
    def changed(self) -> int:
        """Return how many units were added or removed since the generation was built."""
        removed = sum(
            live.partition.units - live.units for pkey in self.partitions for live in self.own(pkey)
        )
        return removed + sum(live.partition.units for pkey in self.partitions for live in self.since(pkey))

    @property
    def units(self) -> int:
        """Return how many units are searched."""
        return sum(live.units for partitions in self.partitions.values() for live in partitions)
