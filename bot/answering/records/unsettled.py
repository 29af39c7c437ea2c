"""Names that mean several places of the records, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.blocks import Block, Choice, Statement, renumbered
from bot.answering.language import figure, joined, phrases
from bot.answering.question.linking import Mention
from bot.answering.records.draft import RecordAnswer
from bot.answering.records.idioms import OTHER
from bot.answering.records.reading import Reading
from corpus.countries import named
from corpus.model import Statement as Row
from corpus.partnerships import Records
from corpus.places import KNOWN

_SLOTS = frozenset(("of", "with", "between", "and", "do", "have", "be"))
_EACH = 0.9  # confidence in an answer for every place of a name, of which one was meant
SURE = 0.95
"""How likely it is that one of the choices is meant, or that there is no record of a name that is unknown."""

_LONGEST = 4  # words in the name of an unknown place


def choices(mention: Mention, places: tuple[int, ...], records: Records) -> RecordAnswer:
    """Ask which of the places of one name is meant, or offer those that a misspelt name is near."""
    ranked = sorted(places, key=lambda number: (-records.partners(number), records.label(number)))
    labels = tuple(records.label(number) for number in ranked)
    counted = tuple(f"{records.label(number)} ({records.partners(number)})" for number in ranked)
    guessed = mention.how == "typo"
    text = phrases()("offered" if guessed else "choice", len(labels), name=_name(mention))
    return RecordAnswer(
        "choices",
        (Choice(text, counted),),
        choices=labels,
        abstained=True,
        unknown=mention.text if guessed else None,
        confidence=SURE,
    )


def each(mention: Mention, answers: Sequence[RecordAnswer]) -> RecordAnswer:
    """Answer for every place of a name, where they have few partners together.

    Without a value: what is said of several places is no one list.
    """
    lead = phrases()("each", len(answers), name=_name(mention))
    return side_by_side("each", [lead, *[""] * (len(answers) - 1)], answers, _EACH)


def side_by_side(
    kind: str, leads: Sequence[str], answers: Sequence[RecordAnswer], confidence: float
) -> RecordAnswer:
    """Return answers one after the other, each after its lead where it has one; without a value."""
    blocks: list[Block] = []
    numbers: dict[Row, int] = {}
    for lead, one in zip(leads, answers, strict=True):
        at = {place: numbers.setdefault(row, len(numbers) + 1) for place, row in enumerate(one.statements, 1)}
        blocks += [Statement(lead)] if lead else []
        blocks += [renumbered(block, at.__getitem__) for block in one.blocks]
    return RecordAnswer(
        kind,
        tuple(blocks),
        tuple(numbers),
        disputes=tuple(found for one in answers for found in one.disputes),
        confidence=confidence,
    )


def _name(mention: Mention) -> str:
    return mention.text if any(letter.isupper() for letter in mention.text) else mention.text.title()


def unknown(name: str, records: Records, *, known: tuple[int, ...] = ()) -> RecordAnswer:
    """Say that the records know no such place, or, of one that is real, what was searched for it."""
    say, elsewhere = phrases(), records.gazetteer.elsewhere(name)
    real = [one for one in elsewhere if one.own][:3] or [one for one in elsewhere if one.population >= KNOWN][
        :1
    ]
    blocks = [Statement(say("unknown.real", places=name) if named(name) else say("unknown.place", name=name))]
    if real and not known:
        blocks = [Statement(say("unknown.real", places=joined([one.label for one in real])))]
        if records.sources:
            title, count = records.sources[0]
            blocks.append(
                Statement(
                    say(
                        "unknown.searched",
                        len(records.sources),
                        said=figure(records.said),
                        title=title,
                        count=figure(count),
                        name=real[0].name,
                    )
                )
            )
    if known:
        places = say("list.and").join(records.label(n) for n in known[:3])
        blocks = [Statement(say("unknown.there", name=name, places=places))]
    return RecordAnswer("unknown place", tuple(blocks), abstained=True, unknown=name, confidence=SURE)


def with_unknown_place(reading: Reading) -> tuple[Reading, str] | None:
    """Return the question with its words of no sign read as an unknown place, and that place's name.

    None where those words cannot be the name of a place.
    """
    runs = [at for at, sign in enumerate(reading.order) if sign == OTHER]
    if not runs or runs[-1] - runs[0] != len(runs) - 1 or len(runs) > _LONGEST:
        return None
    start, end = reading.spans[runs[0]][0], reading.spans[runs[-1]][1]
    name = " ".join(reading.other)
    if not _stands_for_place(reading, runs, name, reading.text[end : end + 2]):
        return None
    order = (*reading.order[: runs[0]], "CITY", *reading.order[runs[-1] + 1 :])
    words = (*reading.words[: runs[0]], name.casefold(), *reading.words[runs[-1] + 1 :])
    cities = (*reading.cities, Mention(start, end, name))
    return replace(reading, cities=cities, order=order, words=words, other=()), name


def _stands_for_place(reading: Reading, runs: list[int], name: str, after: str) -> bool:
    """Tell whether words of no sign stand where the name of a place does."""
    if after in ("'s", "’s") or (name.endswith("s") and after[:1] in ("'", "’")):
        return True
    before = reading.order[runs[0] - 1] if runs[0] else ""
    following = reading.order[runs[-1] + 1 : runs[-1] + 2]
    if before in ("do", "have") and following not in (("have",), ("and",)):  # "Did Sanders establish …"
        return False
    capitals = all(word[:1].isupper() for word in reading.other)
    cased = any(letter.isupper() for letter in reading.text[1:])
    return before in _SLOTS and (capitals or not cased)
