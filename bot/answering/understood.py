"""What was understood of a question without an answer: places whose partners can be listed."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.answer import Answer
from bot.answering.asked import Asked
from bot.answering.blocks import Statement
from bot.answering.language import phrases
from bot.answering.records.reading import Reader

_MOST = 2
"""Places that are told; a question that names more is about something else."""


def offered(answer: Answer, asked: Asked) -> Answer:
    """Return an abstention that says how many partners the places have that were understood, and offers them.

    One that names none on record stays as it is.
    """
    records, say = asked.knowledge.records, phrases()
    cities = Reader(records.gazetteer).read(asked.text).cities
    settled = {one.places[0] for one in cities if len(one.places) == 1 and one.how != "typo"}
    known = sorted(number for number in settled if records.partners(number))
    if not known or len(known) > _MOST:
        return answer
    told = [
        Statement(say("abstention.partners", records.partners(number), place=records.label(number)))
        for number in known
    ]
    first, *others = answer.blocks
    asking = tuple(say("next.partners", place=records.label(number)) for number in known)
    return replace(answer.saying((first, *told, *others)), follow_ups=asking)
