"""Compare an answer's values with what a file of questions says they must be.

Expected is a list of places or of pairs ("A – B"), a number, a truth value, a year, a label, null where
records cannot know it, or an object with `place` and `deg`, its partners counted, or with `partners` and
`partnersB` of the two halves of a question, `inner` of the pairs among them. Some is said in words: an area
in which all must lie, "10 without A, B", "~9,000 km", "pairs", "a count of …", "say that only A is known",
"unknown place (A)". Places are compared by what the gazetteer takes them for, however they are spelt. Where
several places have the name that is asked about, to ask which is right if the wanted one is offered, or if
their counts add up to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from bot.answering.answer import Answer
from corpus.countries import fold, named
from corpus.partnerships import Records

_PAIR = " – "
_KILOMETRES = 0.02  # by so much may a distance differ
_ROUGHLY = 0.05  # the same of one that is given as about so much
_WORD = re.compile(r"[^\W_]+")


class Judge:
    """Compares values with what is expected, places by their numbers."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._in_words: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Any, Answer], bool]], ...] = (
            (re.compile(r"pairs"), self._pairs),
            (re.compile(r"a count of \w+"), _counts),
            (re.compile(r"~([\d,]+) km"), _near),
            (re.compile(r"(\d+) without (.+)"), self._without),
            (re.compile(r"say that only (.+) is known"), self._says_which),
            (re.compile(r"(.+?)(?: state/any)?"), self._inside),
        )

    def verdict(self, row: Mapping[str, Any], answer: Answer) -> str:
        """Return what came of an answer: right, wrong, not answered, or to read."""
        wanted = row["expected"]
        if isinstance(wanted, str) and wanted.startswith("unknown place"):
            return self._no_other(row, answer)
        if wanted is None:
            known = answer.has_values and answer.values is not None
            return "wrong" if known and not answer.abstained else "right"
        if answer.abstained or not answer.has_values:
            met = self._without_records(wanted, answer) or self._offered(wanted, answer)
            return "right" if met else "not answered"
        same = self._same(row, answer.values, wanted, answer)
        return "to read" if same is None else "right" if same else "wrong"

    def _same(self, row: Mapping[str, Any], given: Any, wanted: Any, answer: Answer) -> bool | None:
        if isinstance(wanted, bool):
            return given is wanted if isinstance(given, bool) else None
        if isinstance(wanted, int):
            return self._number(row, given, wanted)
        if isinstance(wanted, list):
            return self._all(given, wanted)
        if isinstance(wanted, dict):
            return self._object(row, given, wanted, answer)
        subject = self._numbers(wanted.removeprefix("list of the partners of ").replace(" / ", ", "))
        if subject and isinstance(given, list) and row["kind"] not in ("or", "comparison"):
            return self._list_of(given, subject)
        return self._label(given, wanted, answer)

    def _number(self, row: Mapping[str, Any], given: Any, wanted: int) -> bool:
        if row["kind"] == "chain":
            return isinstance(given, list) and len(given) - 1 == wanted
        if isinstance(given, list) and row["kind"] != "distance":
            return len(given) == wanted
        near = _KILOMETRES * wanted if row["kind"] == "distance" else 0
        same = str(given)[:4] == str(wanted)
        return same or (isinstance(given, (int, float)) and abs(given - wanted) <= near)

    def _label(self, given: Any, wanted: str, answer: Answer) -> bool | None:
        first = given[0] if isinstance(given, list) and given else given
        if str(first)[: len(wanted)] == wanted:
            return True
        if named(wanted):
            return named(str(first)) == named(wanted)
        if self._numbers(wanted):
            return bool(self._numbers(str(first)) & self._numbers(wanted))
        for pattern, judged in self._in_words:
            if match := pattern.fullmatch(wanted):
                return judged(match, given, answer)
        return None

    def _all(self, given: Any, wanted: Sequence[str]) -> bool:
        if not isinstance(given, list):
            given = [given]
        told = [self._key(str(one)) for one in given]
        keys = [self._key(one) for one in wanted]
        return all(any(one & key for key in keys) for one in told) and all(
            any(one & key for one in told) for key in keys
        )

    def _object(
        self, row: Mapping[str, Any], given: Any, wanted: Mapping[str, Any], answer: Answer
    ) -> bool | None:
        if "partners" in wanted:
            return self._halves(row["question"], given, wanted)
        if isinstance(given, list):
            return self._list_of(given, self._numbers(wanted["place"]))
        return any(
            given in (self._records.partners(number), wanted["deg"])
            and self._records.label(number).split(",")[0] in answer.answer
            for number in self._numbers(wanted["place"])
        )

    def _halves(self, question: str, given: Any, wanted: Mapping[str, Any]) -> bool:
        """Judge a question of two halves: lists, countries, an edge, or pairs of the partners."""
        told, own = given if isinstance(given, list) else [given], wanted["partners"]
        if "each other" in question:
            return self._all(told, [_PAIR.join(pair) for pair in wanted["inner"]])
        if "the most" in question:
            name, _, country = wanted["mostof"][0]
            return self._all(told, [f"{name}, {country}"])
        if "oldest" in question:
            return self._edges(told, own)
        if "countries" in question:
            countries = {label.rpartition(", ")[2] for label in own} - {"Northern Cyprus"}
            return countries <= set(told) and self._all([one for one in told if one not in countries], own)
        return self._all(told, [*own, *wanted["partnersB"]])

    def _edges(self, told: Sequence[Any], own: Sequence[str]) -> bool:
        """Tell whether two are the partners of the earliest and the latest year on record."""
        keys = [self._key(label) for label in own]
        for bonds in self._records.of.values():
            years = {bond: bond.since[:4] for bond in bonds if bond.since}
            sides = [{bond.a, bond.b} for bond in bonds]
            if len(sides) >= len(keys) and all(any(key & side for side in sides) for key in keys):
                ends = [[b for b in years if self._key(str(one)) & {b.a, b.b}] for one in told]
                edge = [min(years.values()), max(years.values())]
                return [{years[bond] for bond in found} for found in ends] == [{year} for year in edge]
        return False

    def _pairs(self, _: re.Match[str], given: Any, __: Answer) -> bool:
        """Tell whether all that is told are partnerships on record."""
        known = {(bond.a, bond.b) for bond in self._records.bonds}
        return isinstance(given, list) and all(self._key(one) & known for one in given)

    def _without(self, match: re.Match[str], given: Any, _: Answer) -> bool:
        """Tell whether partners of a place with so many are told, and none of those named."""
        if not isinstance(given, list):
            return False
        told = [self._numbers(one) for one in given]
        bonds = (self._records.of.get(number, ()) for number in next(iter(told), ()))
        subjects = {bond.a if bond.b in told[0] else bond.b for found in bonds for bond in found}
        whose = {number for number in subjects if self._records.partners(number) == int(match[1])}
        names = {self._records.place(number).name for one in told for number in one}
        return self._list_of(given, frozenset(whose)) and names.isdisjoint(match[2].split(", "))

    def _says_which(self, match: re.Match[str], given: Any, answer: Answer) -> bool:
        """Tell whether the partners of a place are told together with which place that is."""
        subject = self._numbers(match[1])
        said = any(self._records.label(number) in answer.answer for number in subject)
        return said and isinstance(given, list) and self._list_of(given, subject)

    def _inside(self, match: re.Match[str], given: Any, _: Answer) -> bool:
        """Tell whether of all that is told a place lies in a region; else words are compared."""
        region = fold(match[1])
        if region not in self._records.gazetteer.regions:
            return set(_WORD.findall(region)) <= set(_WORD.findall(fold(str(given))))
        return isinstance(given, list) and all(self._lies(one, region) for one in given)

    def _lies(self, told: str, region: str) -> bool:
        numbers = {number for side in told.split(_PAIR) for number in self._numbers(side)}
        return any(self._records.areas[number][1] == region for number in numbers)

    def _list_of(self, given: Sequence[Any], subject: frozenset[int]) -> bool:
        """Tell whether a list holds partners of one of these places, and of no other."""
        told = {str(one) for one in given}
        return any(
            told <= {self._records.label(bond.other(number)) for bond in self._records.of.get(number, ())}
            for number in subject
        )

    def _without_records(self, wanted: Any, answer: Answer) -> bool:
        """Tell whether it is said of a place that has no records that it has none."""
        if not isinstance(wanted, str) or self._numbers(wanted) or answer.choices:
            return False
        return "," in wanted and wanted.partition(",")[0] in answer.answer

    def _offered(self, wanted: Any, answer: Answer) -> bool:
        """Tell whether it is asked which place is meant, where one of them, or all together, are wanted."""
        offered = [self._records.gazetteer.labels[fold(label)][0] for label in answer.choices]
        if isinstance(wanted, int):
            return bool(offered) and sum(map(self._records.partners, offered)) == wanted
        return isinstance(wanted, str) and bool(self._numbers(wanted).intersection(offered))

    def _no_other(self, row: Mapping[str, Any], answer: Answer) -> str:
        """Judge what is said of a place taken to be without records: another place must not answer.

        It may be that the records have it by another name: then it has the people that are said.
        """
        if answer.abstained:
            return "right"
        said = row["expected"].removeprefix("unknown place (").rstrip(")")
        name, country, *people = said.split(", ")
        if not answer.values and name in answer.answer:
            return "right"
        known = [number for number in self._numbers(name) if self._records.label(number) in answer.answer]
        same = (
            self._records.place(number).country == country
            and f"population {self._records.gazetteer.population(number):,}" in people
            for number in known
        )
        return "right" if any(same) else "wrong"

    def _key(self, text: str) -> frozenset[Any]:
        """Return what a value may stand for: numbers of a place, two such sets for a pair, or its words."""
        if _PAIR in text:
            a, b = text.split(_PAIR, 1)
            return frozenset(
                (min(one, other), max(one, other)) for one in self._numbers(a) for other in self._numbers(b)
            )
        return self._numbers(text) or frozenset((text,))

    @cached_property
    def _sighted(self) -> dict[str, set[int]]:
        """Places by how records write them: "Famagusta, Northern Cyprus" is Famagusta, Cyprus."""
        found: dict[str, set[int]] = {}
        for place in self._records.gazetteer.sightings:
            label = fold(f"{place.name}, {place.country}")
            found.setdefault(label, set()).add(self._records.gazetteer.number(place))
        return found

    def _numbers(self, label: str) -> frozenset[int]:
        gazetteer = self._records.gazetteer
        found = gazetteer.look_up(label)
        if found is None:
            return frozenset(self._sighted.get(fold(label), ()))
        exact = gazetteer.labels.get(label.casefold(), ())
        if exact and any(gazetteer.places[number].region for number in exact):
            return frozenset(exact)
        # what gives no region may mean any of that name in the country
        name, _, country = label.rpartition(", ")
        alike = gazetteer.look_up(name)
        places = (*alike.places, *alike.also) if alike else ()
        inside = [number for number in places if gazetteer.places[number].country == country]
        return frozenset((*exact, *inside) or (*found.places, *found.also))


def _counts(_: re.Match[str], given: Any, __: Answer) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _near(match: re.Match[str], given: Any, _: Answer) -> bool:
    wanted = int(match[1].replace(",", ""))
    return isinstance(given, (int, float)) and abs(given - wanted) <= _ROUGHLY * wanted
