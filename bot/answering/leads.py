"""What a message names before its question and not in it: "We are off to Milan. Oldest partner?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.answer import Answer
from bot.answering.clauses import of_asker, opens
from bot.answering.messages import Part, has_verb
from bot.answering.records.lexicon import RELATED
from bot.answering.records.reading import Reader
from corpus.countries import fold
from corpus.places import Gazetteer

_POINTS = re.compile(
    r"\b(?:(?:of|for|from|among|between)\s(?:these|those|them|the\s(?:two|three|four|five))|each|both|(?:over\s)?there)\b",
    re.IGNORECASE,
)
"""Words for what was named before: "which of those", "how many has each", "any twins there"."""

_LONGEST = 6  # names that are carried over


def with_names(parts: Sequence[Part], gazetteer: Gazetteer) -> Part | None:
    """Return the one question of a message after what is named before it: "Milan: oldest partner?".

    None where there are several, where it names a place itself, and where nothing shows that it is asked of
    what stands before: a verb of its own, and no word that points there.
    """
    only = parts[0] if len(parts) == 1 else None
    if only is None or not only.before or not _leans(only):
        return None
    reader = Reader(gazetteer)
    before = [name for lead in only.before if not opens(lead) for name in names(lead, reader)]
    named = list(dict.fromkeys(before))
    alone = bool(names(only.text, reader)) and not _POINTS.search(only.text)
    if not named or len(named) > _LONGEST or alone:
        return None
    return Part(f"{', '.join(named)}: {only.text}", ())


def _leans(part: Part) -> bool:
    """Tell whether a question is asked of what stands before it."""
    return part.follows_several or bool(_POINTS.search(part.text)) or not has_verb(part.text)


def passed_over(part: Part, answer: Answer | None, gazetteer: Gazetteer) -> bool:
    """Tell whether an answer leaves out what its own sentence names before: "Japanese places, how many?"."""
    if answer is None or not part.carries_on or of_asker(part.lead):
        return False
    reader = Reader(gazetteer)
    if names(part.text, reader):
        return False
    reading = reader.read(part.lead)
    told = fold(answer.answer)
    named = [name for mention in reading.cities for name in (mention.text, mention.matched)]
    named += [area.label for area in reading.areas]
    return bool(named) and not any(fold(name) in told for name in named if name)


def without_hanging(
    parts: Sequence[Part], answers: Sequence[Answer | None], gazetteer: Gazetteer
) -> list[Answer | None]:
    """Return the answers without those to questions that hang on one before them which has none.

    Of "Did anybody in Kobe protest against its partnerships, and how many?" the second asks nothing by
    itself: it names no place and no partnership.
    """
    reader, kept = Reader(gazetteer), list(answers)
    for at in range(1, len(parts)):
        hangs = kept[at - 1] is None and parts[at].lead == parts[at - 1].text
        if hangs and not reader.read(parts[at].text).has("CITY", "WHERE", *RELATED):
            kept[at] = None
    return kept


def names(text: str, reader: Reader) -> list[str]:
    """Return the places and areas that a text names, as it writes them."""
    reading = reader.read(text)
    return [
        reading.text[start:end]
        for sign, (start, end) in zip(reading.order, reading.spans, strict=True)
        if sign in ("CITY", "WHERE")
    ]
