"""Messages of several sentences: which of them ask something, and one answer to all that do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Answer, Citation, Position
from bot.answering.blocks import Block, Statement, renumbered
from bot.answering.language import phrases
from bot.answering.question.kind import ASKING

_END = re.compile(r"[.!?…]+[\"”’)]*(?=\s)|[:;](?=\s)|\s[–—-]\s|\n+|[\U0001F300-\U0001FAFF\u2600-\u27BF]+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:St|Mt|Dr|Mr|Mrs|Ms|vs|e\.g|i\.e|acc|approx|no|D\.C|U\.S|U\.K)|\b[A-Z])\.$"
)
_ASKS = re.compile(rf"\b(?:{'|'.join(ASKING)})\b", re.IGNORECASE)
_DEMANDS = re.compile(
    r"(?:(?:hi|hey|hello|ok|and|then|now|also|please)\b[, ]*)*(?:list|name|tell|show|give|compare|count)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3  # of a question of which it is said that it has no answer; "Right?" is none
_MOST = 4
"""Sentences of a message that are answered at most, each by itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence that asks, and those before it, which say what it is about."""

    text: str
    before: tuple[str, ...]


def sentences(text: str) -> list[str]:
    """Return the sentences of a message, as people set them apart: stops, colons, dashes, lines, pictures."""
    found, start = [], 0
    for match in _END.finditer(text):
        so_far = text[start : match.end()].strip()
        if _ABBREVIATED.search(so_far):
            continue
        found.append(so_far)
        start = match.end()
    found.append(text[start:].strip())
    return [one for one in found if any(letter.isalnum() for letter in one)]


def asking(said: Sequence[str]) -> list[Part]:
    """Return the sentences that ask something, each with those before it.

    Where one has a question mark, or demands something, those that do neither are told and not asked.
    """
    parts = [Part(one, tuple(said[:at])) for at, one in enumerate(said) if not one.endswith(":")]
    clear = [part for part in parts if "?" in part.text or _DEMANDS.match(part.text)]
    return (clear or [part for part in parts if _ASKS.search(part.text)])[:_MOST]


def together(message: str, answers: Sequence[tuple[str, Answer]]) -> Answer:
    """Return one answer to a message for those to its questions; of those without one it says so.

    Its value is that of the one question that asks for more than yes or no; none where several do.
    """
    if len(answers) == 1:
        return answers[0][1]
    given = [answer for _, answer in answers if not answer.abstained]
    exact = [one for one in given if one.has_values and not isinstance(one.values, bool)]
    blocks: list[Block] = []
    citations: list[Citation] = []
    disagreements = []
    for question, answer in answers:
        if answer.abstained:
            if len(question.split()) >= _FEWEST_WORDS:
                blocks.append(Statement(phrases()("message.unanswered", question=question)))
            continue
        by = len(citations)
        blocks += [renumbered(block, by.__add__) for block in answer.laid_out]
        citations += [replace(one, number=one.number + by) for one in answer.citations]
        disagreements += [
            replace(one, statements=tuple(Position(side.text, side.citation + by) for side in one.statements))
            for one in answer.disagreements
        ]
    answer = Answer.of(
        blocks,
        message,
        confidence=min(one.confidence for one in given),
        citations=citations,
        disagreements=disagreements,
        follow_ups=given[-1].follow_ups,
    )
    if len(exact) != 1:
        return answer
    return replace(answer, has_values=True, values=exact[0].values, complete=exact[0].complete)
