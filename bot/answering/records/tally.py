"""How many partnerships places have, and which of them prove it: what places are ranked by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.answering.blocks import Item
from bot.answering.records import query as q
from bot.answering.records.areas import Area, within
from bot.answering.records.draft import Draft, Value
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records


@dataclass(frozen=True)
class Tally:
    """Partnerships of the places in `places` with partners in `partners_in`; without areas, anywhere."""

    records: Records
    bonds: Sequence[Bond]
    places: tuple[Area, ...] = ()
    partners_in: tuple[Area, ...] = ()

    @cached_property
    def counts(self) -> Counter[int]:
        """How many each place has."""
        return q.tally(self.records, self.bonds, self.places, self.partners_in)

    def ranked(self, numbers: Collection[int]) -> list[int]:
        """Return places with most first, level ones by name."""
        return sorted(numbers, key=lambda number: (-self.counts[number], self.records.label(number)))

    def proof(self, numbers: Collection[int]) -> dict[int, list[Bond]]:
        """Return the partnerships that count for each place, the oldest first."""
        there, found = within(self.records, self.partners_in), {number: list[Bond]() for number in numbers}
        kept = (bond for bond in self.bonds if bond.a in found or bond.b in found)
        for bond in q.ordered(self.records, kept):
            for number, other in ((bond.a, bond.b), (bond.b, bond.a)):
                if number in found and (there is None or other in there):
                    found[number].append(bond)
        return found

    def items(self, draft: Draft, numbers: Sequence[int], each: int = 1) -> list[Item]:
        """Write places with how many they have; of each, so many partnerships are cited."""
        proof = self.proof(numbers)
        return [
            Item(
                self.records.label(number),
                str(self.counts[number]),
                draft.cite(*proof[number][:each], compare=False),
            )
            for number in numbers
        ]


def one_or_all(labels: list[str]) -> Value:
    """Return what ranks first: a label, or a list of those that are level."""
    return labels[0] if len(labels) == 1 else labels


def as_asked(found: list[str], reading: Reading) -> Value:
    """Return what was found: whether it is anything, or how much, where that is asked; else all of it."""
    if reading.asks == "yes-no":
        return bool(found)
    return len(found) if reading.asks == "count" else found
