"""Turn a question that a text answers into one that looks the same and has no answer there.

By rules, each of which changes one thing that decides: a rank, what is denied, a name, a number, a time, a
role, what is asked for. The pairs of UnAnsQ add the changes that people made most often.
"""

from __future__ import annotations

import difflib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from bench.train.texts import spoken
from index.terms import STOP_WORDS

_NAME = re.compile(r"\b(?:[A-Z][\w’'-]+(?:\s+(?:of|the|and|de)\s+(?=[A-Z]))?\s*)+")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")

_SWAPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "rank": (
        ("first", "second", "third", "last"),
        ("largest", "second largest", "smallest"),
        ("biggest", "second biggest", "smallest"),
        ("highest", "second highest", "lowest"),
        ("oldest", "second oldest", "youngest", "newest"),
        ("most", "second most", "least", "fewest"),
        ("best", "worst", "second best"),
        ("earliest", "latest"),
        ("longest", "shortest"),
        ("more", "less", "fewer"),
        ("maximum", "minimum"),
    ),
    "opposite": (
        ("before", "after"),
        ("north", "south", "east", "west"),
        ("northern", "southern", "eastern", "western"),
        ("start", "end"),
        ("begin", "end"),
        ("began", "ended"),
        ("started", "stopped"),
        ("won", "lost"),
        ("win", "lose"),
        ("increase", "decrease"),
        ("increased", "decreased"),
        ("open", "close"),
        ("opened", "closed"),
        ("arrive", "leave"),
        ("arrived", "left"),
        ("bought", "sold"),
        ("joined", "left"),
        ("support", "oppose"),
        ("supported", "opposed"),
        ("male", "female"),
        ("men", "women", "children"),
        ("allowed", "forbidden"),
        ("accepted", "rejected"),
        ("with", "without"),
        ("always", "never"),
        ("current", "former"),
        ("new", "old"),
        ("born", "buried", "married"),
    ),
    "role": (
        ("president", "vice president", "treasurer", "secretary", "chairman"),
        ("founder", "owner", "architect", "director"),
        ("author", "editor", "translator", "publisher"),
        ("king", "queen", "prince"),
        ("mayor", "governor", "city manager"),
        ("coach", "captain", "goalkeeper"),
        ("composer", "singer", "conductor"),
        ("father", "mother", "brother", "sister", "wife", "son", "daughter"),
        ("teacher", "student"),
        ("actor", "producer"),
        ("leader", "deputy"),
    ),
    "asked": (
        ("how many", "how much did it cost for the", "what share of the"),
        ("how long", "how wide", "how heavy", "how expensive"),
        ("how old", "how tall", "how rich"),
        ("when", "where", "why", "how"),
        ("who", "when", "where"),
        ("what year", "what month", "what city"),
        ("what time", "which room", "what price"),
        ("name", "colour", "price", "age", "address", "phone number", "length"),
        ("cause", "effect", "cost", "date"),
    ),
}

_AUXILIARY = re.compile(r"\b(did|does|do|is|are|was|were|can|could|will|would|has|have)\b(?! not)")

Change = Callable[[random.Random, str, Sequence[str], Sequence[str]], str | None]
"""Changes a question; given names and numbers of the document it is about."""


def swap(groups: Sequence[Sequence[str]]) -> Change:
    """Return what puts another word of its group in place of one."""
    others = {word: [w for w in group if w != word] for group in groups for word in group}
    pattern = re.compile(r"\b(" + "|".join(sorted(others, key=len, reverse=True)) + r")\b", re.IGNORECASE)

    def change(
        chance: random.Random, question: str, _names: Sequence[str], _numbers: Sequence[str]
    ) -> str | None:
        found = list(pattern.finditer(question))
        if not found:
            return None
        match = chance.choice(found)
        return question[: match.start()] + chance.choice(others[match[0].lower()]) + question[match.end() :]

    return change


def deny(chance: random.Random, question: str, _names: Sequence[str], _numbers: Sequence[str]) -> str | None:
    """Ask for what is not so."""
    found = list(_AUXILIARY.finditer(question))
    if not found:
        return None
    match = chance.choice(found)
    return f"{question[: match.end()]} not{question[match.end() :]}"


def rename(chance: random.Random, question: str, names: Sequence[str], _numbers: Sequence[str]) -> str | None:
    """Ask of another name of the same document."""
    return _other(chance, question, _NAME, names)


def recount(
    chance: random.Random, question: str, _names: Sequence[str], numbers: Sequence[str]
) -> str | None:
    """Ask of another number or year."""
    found = list(_NUMBER.finditer(question))
    if found and chance.random() < 0.5:
        match = chance.choice(found)
        digits = re.sub(r"\D", "", match[0])
        return (
            question[: match.start()]
            + str(max(1, int(digits) + chance.choice((-10, -3, -1, 1, 2, 7))))
            + question[match.end() :]
        )
    return _other(chance, question, _NUMBER, numbers)


def _other(chance: random.Random, question: str, pattern: re.Pattern[str], pool: Sequence[str]) -> str | None:
    found = [match for match in pattern.finditer(question) if match.start()]
    if not found or not pool:
        return None
    match = chance.choice(found)
    old = spoken(match[0])
    for _ in range(4):
        new = chance.choice(pool)
        told = spoken(new)
        if told and old and told not in spoken(question) and told not in old and old not in told:
            tail = " " if match[0].endswith(" ") else ""
            return question[: match.start()] + new + tail + question[match.end() :]
    return None


class NearMisses:
    """Makes near misses; `pairs` are questions with an answer beside their turned forms."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._table = _table(pairs)
        rules = [swap(groups) for groups in _SWAPS.values()]
        self._changes: list[Change] = [
            *rules,
            self._as_people,
            self._as_people,
            rename,
            rename,
            recount,
            deny,
        ]

    def make(
        self, chance: random.Random, question: str, names: Sequence[str], numbers: Sequence[str]
    ) -> str | None:
        """Return a turned question, None where no rule fits."""
        for change in chance.sample(self._changes, len(self._changes)):
            found = change(chance, question, names, numbers)
            if found and spoken(found) != spoken(question):
                return found
        return None

    def _as_people(
        self, chance: random.Random, question: str, _names: Sequence[str], _numbers: Sequence[str]
    ) -> str | None:
        words = question.rstrip(" ?").split(" ")
        known = [at for at in range(1, len(words)) if words[at].lower().strip(",.'\"") in self._table]
        if not known:
            return None
        at = chance.choice(known)
        counts = self._table[words[at].lower().strip(",.'\"")]
        new = chance.choices(list(counts), list(counts.values()))[0]
        return " ".join([*words[:at], new, *words[at + 1 :]]) + "?"


def names_and_numbers(text: str) -> tuple[list[str], list[str]]:
    """Return the names and the numbers that a text tells."""
    names = (match[0].strip(" .,") for match in _NAME.finditer(text))
    return [name for name in names if not _opens(name)], _NUMBER.findall(text)


def _opens(name: str) -> bool:
    """Tell whether it is only the first word of a sentence that looked like a name."""
    first = name.split(maxsplit=1)[0].casefold() if name else ""
    return not first or first in STOP_WORDS


def _table(pairs: Sequence[tuple[str, str]]) -> dict[str, Counter[str]]:
    """Return by which words people replaced a word, where they changed nothing else."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for asked, turned in pairs:
        old, new = (side.lower().rstrip(" ?").split() for side in (asked, turned))
        changes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        changed = [change for change in changes if change[0] != "equal"]
        if len(changed) == 1 and changed[0][0] == "replace":
            _, a, b, c, d = changed[0]
            if b - a <= 2 and d - c <= 3:
                table[" ".join(old[a:b])][" ".join(new[c:d])] += 1
    return table
