"""A question as the answerers get it, and what an answerer is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Protocol

from bot.answering.answer import Answer
from bot.answering.knowledge import Knowledge
from corpus.errors import RefusedError

LONGEST_QUESTION = 2_000
"""Characters of a question that are read; Discord's commands and the bot take fewer."""

_UNSEEN = re.compile(r"[^\S ]+|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, cleaned; the earlier ones, oldest first; the scopes to answer from and what they know."""

    text: str
    history: tuple[str, ...]
    scopes: tuple[str, ...]
    knowledge: Knowledge


class Answerer(Protocol):
    """One way of answering. Tried in the pipeline's order; the first that answers is believed."""

    async def answer(self, asked: Asked) -> Answer | None:
        """Return an answer or an abstention of its own, None when the question is not for it."""
        ...


def clean(question: str) -> str:
    """Return a question fit to be read; raises RefusedError when it is empty or too long."""
    if len(question) > LONGEST_QUESTION:
        raise RefusedError(
            f"The question has {len(question):,} characters; at most {LONGEST_QUESTION:,} are read. "
            "Nothing was asked; ask a shorter one."
        )
    kept = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cs") else letter
        for letter in _UNSEEN.sub(" ", question)
    )
    kept = " ".join(unicodedata.normalize("NFKC", kept).split())
    if not kept:
        raise RefusedError("The question is empty; nothing was asked.")
    return kept


def cleaned(question: str) -> str:
    """Return an earlier question fit to be read, empty where nothing of it can be."""
    try:
        return clean(question[:LONGEST_QUESTION])
    except RefusedError:
        return ""
