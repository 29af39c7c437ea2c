"""Names in examples and questions: slots that are filled with names, and names that are all alike."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.records.reading import Reading
from corpus.late import LatePattern

NAMES = {
    "A": "Springfield",
    "B": "Riverton",
    "X": "Germany",
    "X2": "Japan",
    "Y": "1990",
    "Y2": "2005",
    "N": "five",
}
_SLOT = LatePattern(r"\{(?:(?P<sign>\w+):)?(?P<said>[^{}]+)\}")


def filled(example: str) -> tuple[str, dict[int, str]]:
    """Return an example with names in its slots, and the signs that it gives to words, by where these stand.

    {A} and {B} are places, {X} and {X2} areas, {Y} and {Y2} years; {ended:axed} gives a word a sign.
    Names are given out in order, as `masked` does: that of {A} goes to {B} where {B} comes first.
    """
    parts: list[str] = []
    given: dict[int, str] = {}
    swapped = _order(example)
    at = length = 0
    for match in _SLOT.finditer(example):
        said = match["said"] if match["sign"] else NAMES[swapped.get(match["said"], match["said"])]
        parts += [example[at : match.start()], said]
        length += match.start() - at
        if match["sign"]:
            given[length] = match["sign"]
        length += len(said)
        at = match.end()
    return "".join([*parts, example[at:]]), given


def _order(example: str) -> dict[str, str]:
    """Return for each slot of an example the one whose name it gets, so that names come in order."""
    found = list(dict.fromkeys(match["said"] for match in _SLOT.finditer(example) if not match["sign"]))
    return {
        said: name
        for names in (("A", "B"), ("X", "X2"), ("Y", "Y2"))
        for said, name in zip((one for one in found if one in names), names, strict=False)
    }


_SET_ASIDE = LatePattern(r"(?<![\w'’])\w+")
"""A word that stands between those of a reading: it was set aside."""

_MASKS = {"CITY": ("A", "B"), "WHERE": ("X", "X2"), "YEAR": ("Y", "Y2"), "NUMBER": ("N", "N")}


def is_name(sign: str) -> bool:
    """Tell whether a sign is that of a name, a year or a number."""
    return sign in _MASKS or sign == "EXCEPTED"


def masked(reading: Reading, wanted: Sequence[int]) -> tuple[str, list[tuple[int, int]]]:
    """Return a question with its names replaced as in the examples, and where the wanted words stand.

    What is named twice has one name, years and numbers are all alike, and what was set aside is left out.
    """
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    given: dict[tuple[str, str], str] = {}
    length = 0
    at = reading.spans[0][0] if reading.spans else 0
    for place, ((start, end), sign) in enumerate(zip(reading.spans, reading.order, strict=True)):
        between = _SET_ASIDE.sub("", reading.text[at:start])
        parts.append(between)
        length += len(between)
        said = reading.text[start:end]
        if sign in _MASKS:
            before = sum(one == sign for one, _ in given)
            said = given.setdefault((sign, said.casefold()), NAMES[_MASKS[sign][min(before, 1)]])
        if place in wanted:
            spans.append((length, length + len(said)))
        parts.append(said)
        length += len(said)
        at = end
    parts.append(_SET_ASIDE.sub("", reading.text[at:]))
    return "".join(parts), spans
