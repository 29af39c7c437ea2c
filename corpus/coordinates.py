"""Coordinates that cannot be right: not where the place is, or those of one in another country as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus._meaning import meanings_of, shared
from corpus.model import Place


def doubted(places: Iterable[Place]) -> Iterator[tuple[Place, str]]:
    """Yield the places as written whose coordinates are not used, and why not, by their labels."""
    meanings = meanings_of(places)
    alike = shared(meanings)
    for place in sorted(meanings, key=lambda one: (one.label, one.latitude or 0.0, one.longitude or 0.0)):
        if meanings[place].astray:
            yield place, "lie far from it, or in another country"
        elif place in alike:
            yield place, f"are also those of {alike[place].label}"
