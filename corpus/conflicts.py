"""Compare what passages say of places with what the records say.

Only plain contradictions count: a place of the records named with another country ("Puerto Cabeza,
Venezuela"), and a year since when two partners are said to be twinned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus import countries
from corpus.countries import fold
from corpus.late import LatePattern
from corpus.model import Statement
from corpus.partnerships import Records

_WORD = r"[^\W\d_][\w'’.\-]*"
# Whatever is a connector is one, and few stand together: else a text of nothing but "de" takes for ever.
_CONNECTORS = r"(?:(?:de|da|do|del|la|le|of|upon|am|an|der|the|and|sur|di) ){0,3}+"
_PLACE_IN = LatePattern(
    rf"(?P<name>{_WORD}(?: {_CONNECTORS}{_WORD}){{0,4}})"
    rf"(?:, | \(| in )(?:the )?(?P<country>{_WORD}(?: [A-Z][\w'’.\-]*){{0,3}})"
)
_PARTNERSHIP = LatePattern(r"\b(?:sister|twin|partner)", re.IGNORECASE)
_SINCE = LatePattern(
    r"(?:sister|twin|partner)\w*(?: cit(?:y|ies)| towns?)?"
    # with whom, and how; not something else that has been so: "whose exchange has run since 1992"
    r"(?:,? (?:with|of|to|and|each|other|ever|already|the|city|town|[^\W\d_a-z][\w'’-]*|[a-z]+ly)\b){0,8}+"
    r",? since (?P<year>1[89]\d\d|20\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A passage and a record that contradict each other.

    `said` is what the passage says at [start, end) of its text, `recorded` what the statement says; `matter`
    is what they differ in, of the place or the pair named in `places`.
    """

    about: str
    said: str
    recorded: str
    statement: Statement
    start: int
    end: int
    matter: Literal["country", "since"]
    places: tuple[str, ...]


def passage_conflicts(text: str, records: Records) -> list[Conflict]:
    """Return the contradictions between a text and the records, in the order of the text."""
    found = [*_countries(text, records), *_years(text, records)]
    unique = {(conflict.about, conflict.said, conflict.recorded): conflict for conflict in reversed(found)}
    return sorted(unique.values(), key=lambda conflict: conflict.start)


def _spans(text: str) -> list[tuple[int, int, str, str]]:
    """Return (start, end, name, country) wherever a name is followed by a country."""
    spans = []
    position = 0
    while match := _PLACE_IN.search(text, position):
        position = match.start() + 1
        while position < len(text) and (text[position].isalnum() or text[position] in "'’.-"):
            position += 1
        country, words = None, match["country"].split(" ")
        while words and country is None:
            country = countries.named(" ".join(words).rstrip(".,'’"))
            end = match.start("country") + len(" ".join(words))
            words = words[:-1]
            if words and not words[-1].endswith("."):  # "Mexico City" is not Mexico
                break
        name = match["name"]
        if country and name[0].isupper():
            spans.append((match.start(), end, name, country))
    return spans


def _countries(text: str, records: Records) -> list[Conflict]:
    found = []
    taken = -1
    for start, end, name, country in _spans(text):
        if start < taken:  # "Puerto Cabeza, Venezuela" was read; not "Cabeza, Venezuela" again
            continue
        numbers = _places(name, records)
        if not numbers:
            continue
        taken = end
        known = {records.place(number).country for number in numbers}
        if country in known or len(numbers) != 1 or not _would_be_news(numbers[0], country, records):
            continue
        place = records.place(numbers[0])
        statement = _evidence(numbers[0], records, text)
        if statement and _same_matter(text, start, end, numbers[0], records):
            about, names = f"country of {place.name}", (place.name,)
            found.append(Conflict(about, country, place.country, statement, start, end, "country", names))
    return found


def _places(name: str, records: Records) -> tuple[int, ...]:
    """Return the places of a name; a spelling error away only for names of two words or more."""
    gazetteer = records.gazetteer
    found = gazetteer.look_up(name)
    if found and found.how != "part":
        return found.places
    if found is None and " " in name:
        guessed = gazetteer.guess(name)
        return guessed.places if guessed else ()
    return ()


def _would_be_news(number: int, country: str, records: Records) -> bool:
    """Tell whether the two countries cannot both be meant: England is in the United Kingdom."""
    place = records.place(number)
    return fold(country) not in (fold(place.region or ""), fold(place.name))


def _same_matter(text: str, start: int, end: int, number: int, records: Records) -> bool:
    """Tell whether the sentence means the recorded place and not another of that name.

    It does where it names a partner, or a partner's partner; or, for a name of several words and
    no other place, where it speaks of partnership at all (there is a London in Canada too).
    """
    left = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
    right = min((at for mark in ".!?\n" if (at := text.find(mark, end)) >= 0), default=len(text))
    others = {n for n in _named_in(text[left:start] + " | " + text[end:right], records) if n != number}
    near = {bond.other(number) for bond in records.of.get(number, [])}
    near |= {bond.other(one) for one in list(near) for bond in records.of.get(one, [])}
    if others:
        return bool(others & near)
    return " " in records.place(number).name and bool(_PARTNERSHIP.search(text[left:right]))


def _evidence(number: int, records: Records, text: str) -> Statement | None:
    """Return the statement that places it, best one about a partner that the text names too."""
    bonds = records.of.get(number, [])
    low = fold(text)
    named = [bond for bond in bonds if fold(records.place(bond.other(number)).name) in low]
    return (named or bonds)[0].statements[0] if bonds else None


def _years(text: str, records: Records) -> list[Conflict]:
    """Return years since when two partners named in one sentence are said to be twinned."""
    found = []
    for sentence in re.finditer(r"[^.!?\n]+[.!?]?", text):
        match = _SINCE.search(sentence[0])
        if not match:
            continue
        numbers = _named_in(sentence[0], records)
        bonds = [
            bond
            for i, one in enumerate(numbers)
            for other in numbers[i + 1 :]
            if (bond := records.between(one, other)) is not None
        ]
        if len(bonds) != 1 or not bonds[0].since:
            continue
        years = {row.since[:4] for row in bonds[0].statements if row.since}
        if match["year"] not in years:
            a, b = records.place(bonds[0].a), records.place(bonds[0].b)
            start = sentence.start() + match.start("year")
            about = f"start of the partnership of {a.name} and {b.name}"
            row = next(row for row in bonds[0].statements if row.since)
            recorded, names = str(row.since), (a.name, b.name)
            found.append(Conflict(about, match["year"], recorded, row, start, start + 4, "since", names))
    return found


def _named_in(sentence: str, records: Records) -> list[int]:
    """Return the places, of one meaning each, that a sentence names with capitals."""
    words = list(re.finditer(r"[^\W\d_][\w'’\-]*", sentence))
    numbers: list[int] = []
    at = 0
    while at < len(words):
        step = 1
        for size in range(min(5, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + size - 1].end()
            name = re.sub(r"['’]s$", "", sentence[start:end])
            found = records.gazetteer.look_up(name) if name[0].isupper() else None
            if found and len(found.places) == 1:
                numbers.append(found.places[0])
                step = size
                break
        at += step
    return list(dict.fromkeys(numbers))
