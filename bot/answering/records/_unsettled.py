"""Names that mean several places of the records, or none."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.question.linking import Mention
from bot.answering.records._ask import Ask
from bot.answering.records._decide import decide
from bot.answering.records._result import RecordAnswer
from corpus.partnerships import Records

_ABOUT_PLACES = frozenset(
    ("list", "count", "countries", "check", "check-any", "since", "common", "chain", "first", "latest")
)
_SLOTS = frozenset(("of", "with", "between", "and", "do", "have", "be"))
_LONGEST = 4  # words in the name of an unknown place


def choices(mention: Mention, places: tuple[int, ...], records: Records) -> RecordAnswer:
    """Ask which of the places of one name is meant."""
    labels = sorted(records.label(number) for number in places)
    name = mention.text if any(letter.isupper() for letter in mention.text) else mention.text.title()
    text = f"There are {len(labels)} places called {name} in the records. Which one do you mean?"
    return RecordAnswer("choices", text, choices=tuple(labels), abstained=True, confidence=0.0)


def unknown(name: str, records: Records, *, known: tuple[int, ...] = ()) -> RecordAnswer:
    """Say that the records know no such place."""
    text = f"The records know no place called {name}."
    if known:
        text = f"The records know no {name}, only {' and '.join(records.label(n) for n in known[:3])}."
    return RecordAnswer("unknown place", text, abstained=True, unknown=name, confidence=0.0)


def unknown_place(ask: Ask, records: Records) -> RecordAnswer | None:
    """Tell a question about partners of an unknown place from a question about something else."""
    runs = [at for at, tag in enumerate(ask.order) if tag == "UNKNOWN"]
    if not runs or runs[-1] - runs[0] != len(runs) - 1 or len(runs) > _LONGEST:
        return None
    name = " ".join(ask.unknown)
    start = ask.text.find(ask.unknown[0])
    end = ask.text.find(ask.unknown[-1], start) + len(ask.unknown[-1])
    if not _stands_for_place(ask, runs, name, ask.text[end : end + 2]):
        return None
    order = (*ask.order[: runs[0]], "CITY", *ask.order[runs[-1] + 1 :])
    mention = Mention(start, end, name)
    kind = decide(replace(ask, cities=(*ask.cities, mention), order=order, unknown=()))
    return unknown(name, records) if kind in _ABOUT_PLACES else None


def _stands_for_place(ask: Ask, runs: list[int], name: str, after: str) -> bool:
    """Tell whether the unknown words stand where the name of a place does."""
    if after in ("'s", "’s") or (name.endswith("s") and after[:1] in ("'", "’")):
        return True
    before = ask.order[runs[0] - 1] if runs[0] else ""
    following = ask.order[runs[-1] + 1 : runs[-1] + 2]
    if before in ("do", "have") and following not in (("have",), ("and",)):  # "Did Sanders establish …"
        return False
    capitals = all(word[:1].isupper() for word in ask.unknown)
    cased = any(letter.isupper() for letter in ask.text[1:])
    return before in _SLOTS and (capitals or not cased)
