"""Names as one types them: which of tens of thousands begin so, the best of them first, in milliseconds.

Each name is kept from each of its words on, sorted, so that what was typed is found by halving; which of
two entries is the better one is settled once, and not while somebody types.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LAST = "\U0010ffff"
_GUESSED_FROM = 4
"""Letters from which what was typed may be misspelt."""

_COMPARED = 16
"""Letters of a name that are compared with what may be misspelt."""


class Names:
    """Names and the entries (by number) that they are of; an entry with more `weight` comes first."""

    def __init__(self, names: Iterable[tuple[str, int]], weights: Sequence[float]) -> None:
        best = sorted(range(len(weights)), key=lambda entry: -weights[entry])
        place = {entry: at for at, entry in enumerate(best)}
        self._best = best
        found = {
            (word, start > 0, place[entry]) for name, entry in names for start, word in _from_each_word(name)
        }
        rows = sorted(found)
        self._keys = [key for key, _, _ in rows]
        self._rows = [(later, at) for _, later, at in rows]
        self._words: dict[str, list[str]] = {}
        for word in dict.fromkeys(key.partition(",")[0][:_COMPARED] for key in self._keys):
            self._words.setdefault(word[0], []).append(word)

    def beginning(self, typed: str, most: int) -> list[int]:
        """Return the entries one of whose names is, begins or has a word that begins as was typed.

        Those that are called so whole come first, then those whose name begins so, then those with a word
        that does.
        """
        found: list[int] = []
        for whole in (self._range(f"{typed}\0"), self._range(typed)):
            firsts = {at for later, at in self._rows[whole] if not later}
            found += heapq.nsmallest(most, firsts.difference(found))
        words = {at for _, at in self._rows[self._range(typed)]}
        found += heapq.nsmallest(most, words.difference(found))
        return [self._best[at] for at in dict.fromkeys(found)][:most]

    def misspelt(self, typed: str, most: int) -> list[int]:
        """Return the entries with a word that begins nearly so: one slip from four letters, two from eight.

        The first letter is taken for right: people rarely mistype it.
        """
        slips = 0 if len(typed) < _GUESSED_FROM else 1 if len(typed) < 8 else 2
        if not slips:
            return []
        typed = typed[: _COMPARED - 1]
        words = self._words.get(typed[0], [])
        best: dict[str, int] = {}
        for length in range(len(typed) - 1, len(typed) + 2):
            pool = [word[:length] for word in words]
            for beginning, errors, _ in process.extract_iter(
                typed, pool, scorer=OSA.distance, score_cutoff=slips
            ):
                best[beginning] = int(errors)
        found: list[int] = []
        for beginning in sorted(best, key=lambda one: best[one])[:most]:
            entries = {at for _, at in self._rows[self._range(beginning)]}
            found += heapq.nsmallest(most, entries.difference(found))
        return [self._best[at] for at in found][:most]

    def _range(self, beginning: str) -> slice:
        """Return where the names stand that begin so."""
        return slice(bisect_left(self._keys, beginning), bisect_left(self._keys, beginning + _LAST))


def _from_each_word(name: str) -> list[tuple[int, str]]:
    """Return where each word begins, and the name from there on; the mark at its end tells whole names."""
    starts = [0, *(at + 1 for at, letter in enumerate(name) if letter in " -(/")]
    return [(at, f"{name[at:]}\0") for at in starts if name[at : at + 1].isalnum()]
