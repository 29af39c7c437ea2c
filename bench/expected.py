"""Ask the questions of a file that says what their answers must be, and tell what was not right.

    python -m bench.expected QUESTIONS.jsonl --state NAME=DIR … [--wrong FILE.jsonl]

A line has `id`, `kind`, `state`, `question` and `expected`; `state` names one of the folders given, and
lines of others are left out. Expected is a list of places or of pairs ("A – B"), a number, a truth value, a
year, a label, null where records cannot know it, or an object with `place` and `deg`, its partners counted,
or with `partners` and `partnersB` of the two halves of a question. Places are compared by what the gazetteer
takes them for, however they are spelt. "unknown place (…)" wants no other place to answer. What else is said
in words is for a reader: it is counted apart, and written with the answer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.world import SURE
from bot.answering.answer import Answer
from bot.shared.knowledge_base import KnowledgeBase
from corpus.partnerships import Records

_PAIR = " – "
_KILOMETRES = 0.02  # by so much may a distance differ


@dataclass(frozen=True, slots=True)
class Judged:
    """A line of the file, the answer to it, and what came of that: right, wrong, not answered or to read."""

    row: Mapping[str, Any]
    answer: Answer
    verdict: str


class Judge:
    """Compares values with what is expected, places by their numbers."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def verdict(self, row: Mapping[str, Any], answer: Answer) -> str:
        """Return what came of an answer."""
        wanted = row["expected"]
        if isinstance(wanted, str) and wanted.startswith("unknown place"):
            return self._no_other(row, answer)
        if wanted is None:
            known = answer.has_values and answer.values is not None
            return "wrong" if known and not answer.abstained else "right"
        if answer.abstained or not answer.has_values:
            return "not answered"
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
            return self._object(given, wanted, answer)
        subject = wanted.removeprefix("list of the partners of ")
        if self._numbers(subject) and isinstance(given, list) and row["question"].endswith("have?"):
            return self._list_of(given, self._numbers(subject))
        return self._label(given, wanted)

    def _number(self, row: Mapping[str, Any], given: Any, wanted: int) -> bool:
        if row["kind"] == "chain":
            return isinstance(given, list) and len(given) - 1 == wanted
        if isinstance(given, list) and row["kind"] != "distance":
            return len(given) == wanted
        near = _KILOMETRES * wanted if row["kind"] == "distance" else 0
        same = str(given)[:4] == str(wanted)
        return same or (isinstance(given, (int, float)) and abs(given - wanted) <= near)

    def _label(self, given: Any, wanted: str) -> bool | None:
        first = given[0] if isinstance(given, list) and given else given
        if str(first)[: len(wanted)] == wanted:
            return True
        return bool(self._numbers(str(first)) & self._numbers(wanted)) if self._numbers(wanted) else None

    def _all(self, given: Any, wanted: Sequence[str]) -> bool | None:
        if not isinstance(given, list):
            given = [given]
        told = [self._key(str(one)) for one in given]
        keys = [self._key(one) for one in wanted]
        return all(any(one & key for key in keys) for one in told) and all(
            any(one & key for one in told) for key in keys
        )

    def _object(self, given: Any, wanted: Mapping[str, Any], answer: Answer) -> bool | None:
        if "place" not in wanted:
            return None
        if isinstance(given, list):
            return self._list_of(given, self._numbers(wanted["place"]))
        return any(
            given in (self._records.partners(number), wanted["deg"])
            and self._records.label(number).split(",")[0] in answer.answer
            for number in self._numbers(wanted["place"])
        )

    def _list_of(self, given: Sequence[Any], subject: frozenset[int]) -> bool:
        """Tell whether a list holds partners of one of these places, and of no other."""
        told = {str(one) for one in given}
        return any(
            told <= {self._records.label(bond.other(number)) for bond in self._records.of.get(number, ())}
            for number in subject
        )

    def _no_other(self, row: Mapping[str, Any], answer: Answer) -> str:
        """Judge what is said of a place without records: not to answer is right, another place is not."""
        if answer.abstained:
            return "right"
        name = row["expected"].removeprefix("unknown place (").split(",")[0]
        return "right" if not answer.values and name in answer.answer else "wrong"

    def _key(self, text: str) -> frozenset[Any]:
        """Return what a value may stand for: numbers of a place, two such sets for a pair, or its words."""
        if _PAIR in text:
            a, b = text.split(_PAIR, 1)
            return frozenset(
                (min(one, other), max(one, other)) for one in self._numbers(a) for other in self._numbers(b)
            )
        return self._numbers(text) or frozenset((text,))

    def _numbers(self, label: str) -> frozenset[int]:
        found = self._records.gazetteer.look_up(label)
        if found is None:
            return frozenset()
        gazetteer = self._records.gazetteer
        exact = gazetteer.labels.get(label.casefold(), ())
        if exact and any(gazetteer.places[number].region for number in exact):
            return frozenset(exact)
        # what gives no region may mean any of that name in the country
        name, _, country = label.rpartition(", ")
        alike = gazetteer.look_up(name)
        places = (*alike.places, *alike.also) if alike else ()
        inside = [number for number in places if gazetteer.places[number].country == country]
        return frozenset((*exact, *inside) or (*found.places, *found.also))


async def judged(state: Path, rows: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """Ask the questions of one state folder."""
    kb = await KnowledgeBase.open(state, write=False)
    try:
        judge = Judge((await kb.knowledge()).records)
        found = []
        for row in rows:
            answer = await kb.answer(row["question"])
            found.append(Judged(row, answer, judge.verdict(row, answer)))
        return found
    finally:
        await kb.close()


def show(found: Sequence[Judged], console: Console) -> None:
    """Print the verdicts by kind."""
    kinds: dict[str, Counter[str]] = {}
    for one in found:
        kinds.setdefault(one.row["kind"], Counter())[one.verdict] += 1
    verdicts = ("right", "wrong", "not answered", "to read")
    table = Table(title=f"{len(found):,} questions with expected answers")
    for heading in ("kind", *verdicts):
        table.add_column(heading, justify="left" if heading == "kind" else "right")
    for kind, counts in [*kinds.items(), ("all", sum(kinds.values(), Counter()))]:
        table.add_row(kind, *(str(counts[verdict]) for verdict in verdicts))
    console.print(table)
    right = sum(one.verdict == "right" for one in found)
    sure = sum(one.verdict == "wrong" and one.answer.confidence > SURE for one in found)
    console.print(f"Right: {right / len(found):.1%}; wrong with confidence over {SURE}: {sure}")


def write(found: Sequence[Judged], file: Path) -> None:
    """Write what was not right, a line each."""
    with file.open("w", encoding="utf-8") as out:
        for one in found:
            if one.verdict != "right":
                told = {"verdict": one.verdict, "values": one.answer.values, "answer": one.answer.answer}
                row = {**one.row, **told, "confidence": one.answer.confidence}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--state", action="append", required=True, metavar="NAME=DIR")
    parser.add_argument("--wrong", type=Path, metavar="FILE.jsonl")
    chosen = parser.parse_args()
    folders = dict(one.split("=", 1) for one in chosen.state)
    rows = [json.loads(line) for line in chosen.file.read_text("utf-8").splitlines() if line.strip()]
    found = [
        one
        for name, folder in folders.items()
        for one in asyncio.run(judged(Path(folder), [row for row in rows if row["state"] == name]))
    ]
    show(found, Console())
    if chosen.wrong:
        write(found, chosen.wrong)


if __name__ == "__main__":
    main()
