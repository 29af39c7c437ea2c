"""Find where a line can be cut though no sentence ends there: before numbered items, between clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.late import LatePattern
from corpus.marks import MARK, readings

_MARK = LatePattern(rf"(?:(?<=\s)|(?<=^))(?P<open>\(?)(?P<mark>{MARK})(?P<close>[.)])\s+(?=\S)")
_CLAUSE = LatePattern(
    r"[;；]\s+|\s+(?=[^\W\d_a-zß-öø-ÿ]{5,}\b)|(?<=[^\W\d_]):\s+(?=[^\W\d_a-zß-öø-ÿ])|(?<=,)\s+(?=\()"
)
_LEAST_ITEMS = {"digit": 3, "letter": 3, "roman": 2, "bracket": 2}
_LEADER = 4  # dots in a row from which on they are no ellipsis
_NEXT = 20  # characters looked at behind them
_SHORTEST = 60  # characters of a clause that stands for itself


def items(text: str, start: int, end: int) -> list[int]:
    """Return where numbered items begin within a line: marks of one kind that count up by one.

    One alone is an initial, an abbreviation or a number at a sentence's end, so it takes a chain of them.
    """
    chains: list[list[tuple[int, int]]] = []
    open_chains: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for found in _MARK.finditer(text, start, end):
        if _is_initial(text, found, start):
            continue
        for kind, value in _values(found):
            chain = open_chains.pop((kind, value), [])
            if not chain:
                chains.append(chain)
            chain.append((found.start(), _LEAST_ITEMS[kind.split()[0]]))
            open_chains[kind, value + 1] = chain
    places = {at for chain in chains if chain and len(chain) >= chain[0][1] for at, _ in chain}
    return sorted(at for at in places if at > start)


def is_leader(text: str, stop: re.Match[str]) -> bool:
    """Tell dots that lead the eye on, as to a price: after a blank, or before what is no word."""
    dots = sum(character in ".…" for character in stop[0])
    is_apart = text[max(0, stop.start() - 1) : stop.start()].isspace()
    following = text[stop.end() : stop.end() + _NEXT].lstrip()
    return dots >= _LEADER and (is_apart or not following[:1].isalpha())


def _is_initial(text: str, found: re.Match[str], start: int) -> bool:
    """Tell a name's initial from a mark: it stands in a sentence, behind a word or a comma."""
    if not (len(found["mark"]) == 1 and found["mark"].isupper() and found["open"] + found["close"] == "."):
        return False
    before = text[start : found.start()].rstrip()[-1:]
    return before.isalnum() or before == ","


def _values(found: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield the ways in which a mark can count: its kind, with how it is written, and its number."""
    mark, dress = found["mark"], found["open"] + found["close"]
    bracketed = found["open"] == "(" and found["close"] == ")"
    case = "upper" if mark.isupper() else "lower"
    for form, number in readings(mark):
        yield f"{'bracket' if bracketed else form} {form} {case} {dress}", number


def clauses(text: str, start: int, end: int, limit: int) -> list[int]:
    """Return where to cut a long stretch into clauses of at most `limit` characters, where it has them."""
    cuts: list[int] = []
    begin = start
    last = None
    for found in _CLAUSE.finditer(text, start, end):
        at = found.end()
        if at - begin < _SHORTEST or end - at < _SHORTEST:
            continue
        if last is not None and at - begin > limit:
            cuts.append(last)
            begin = last
        last = at
        if text[found.start()].isspace() or text[found.start()] in ";；":  # a clause of its own
            cuts.append(at)
            begin, last = at, None
    if last is not None and end - begin > limit:
        cuts.append(last)
    return cuts
