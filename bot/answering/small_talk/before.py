"""What is said of the answer before: who says so, how sure it is, why, more of it, an entry of its list."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from typing import Final

from bot.answering.answer import Answer, sureness
from bot.answering.asked import Answerer, Asked
from bot.answering.blocks import Block, Item, Listing, Statement
from bot.answering.language import phrases
from bot.answering.small_talk.answerer import SmallTalkAnswerer
from corpus.countries import fold
from corpus.model import Statement as Record
from index.terms import words

Again = Callable[[str, Sequence[str], Sequence[str]], Awaitable[Answer]]
"""Answers a question, given the ones before it and the scopes."""

_LONGEST = 8
"""Words of a message that may be about the answer before."""

_ORDINALS: Final = {
    name: at
    for at, name in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    )
} | {"last": -1}
_NUMBERED = re.compile(
    r"(?:#|\b(?:no\.?|number|nr\.?) ?)(?P<at>[1-9]\d?)\b|\b(?P<th>[1-9]\d?)(?:st|nd|rd|th)\b", re.IGNORECASE
)
_BESIDE: Final = frozenset(
    (
        "the",
        "one",
        "and",
        "what",
        "about",
        "tell",
        "me",
        "more",
        "of",
        "on",
        "that",
        "please",
        "entry",
        "then",
    )
)
"""Words beside a place in a list that ask for nothing else."""


class BeforeAnswerer:
    """Answers what only makes sense after an answer; `again` answers what was asked before."""

    def __init__(self, talk: SmallTalkAnswerer, passages: Answerer, again: Again) -> None:
        self._talk = talk
        self._passages = passages
        self._again = again

    async def answer(self, asked: Asked) -> Answer | None:
        """Answer a message about the answer before; None for one that is not, or has none before it."""
        if not asked.history or len(words(asked.text)) > _LONGEST:
            return None
        place = place_in_list(asked.text)
        if place is not None:
            return await self._entry(asked, place, await self._before(asked))
        topic = self._talk.topic(asked.text)
        if topic in ("source", "sure"):
            before = await self._before(asked)
            made = _sources(before) if topic == "source" else _sure(before)
            return None if made is None else replace(made, question=asked.text)
        if topic in ("why", "more"):
            return await self._further(asked, topic)
        return None

    async def _before(self, asked: Asked) -> Answer:
        return await self._again(asked.history[-1], asked.history[:-1], asked.scopes)

    async def _further(self, asked: Asked, topic: str) -> Answer | None:
        """Quote what the passages say further; where they say nothing, say that, and what can be asked."""
        found = await self._passages.answer(asked)
        if found is not None and not found.abstained:
            return found
        before = await self._before(asked)
        return _said((Statement(phrases()(f"before.no-{topic}")),), before, question=asked.text)

    async def _entry(self, asked: Asked, place: int, before: Answer) -> Answer | None:
        """Answer what one entry of the list before is; None where there was no list so long."""
        lists = [block.items for block in before.laid_out if isinstance(block, Listing)]
        items = max(lists, key=len, default=())
        if not -len(items) <= place < len(items):
            return None
        found = await self._again(_about(asked, items[place], before), (), asked.scopes)
        if found.abstained:
            found = _said((Statement(phrases()("before.no-more")),), before)
        return replace(found, question=asked.text)


def place_in_list(text: str) -> int | None:
    """Return which entry of a list a message names, from 0, or -1 for the last; None for other messages."""
    numbered = _NUMBERED.search(text)
    rest = set(words(_NUMBERED.sub(" ", text)))
    named = rest & _ORDINALS.keys()
    if rest - named - _BESIDE or len(named) + (numbered is not None) != 1:
        return None
    return int(numbered["at"] or numbered["th"]) - 1 if numbered is not None else _ORDINALS[named.pop()]


def _about(asked: Asked, item: Item, before: Answer) -> str:
    """Ask what is known of an entry: of the partnership that it cites, or of what it names."""
    cited = {one.record for one in before.citations if one.number in item.citations}
    record = _record(asked, item, cited)
    if record is None:
        return phrases()("before.entry", label=item.label)
    return phrases()("before.entry-pair", one=record.a.label, other=record.b.label)


def _record(asked: Asked, item: Item, cited: Collection[str | None]) -> Record | None:
    """Return the record that an entry cites, looked for among those of the place that it names."""
    records = asked.knowledge.records
    name = fold(item.label.partition(",")[0])
    bonds = [bond for number in records.gazetteer.names.get(name, ()) for bond in records.of.get(number, ())]
    return next((row for bond in bonds for row in bond.statements if row.id in cited), None)


def _sources(before: Answer) -> Answer | None:
    """Name the sources of an answer, each once; None of one that has none."""
    if before.abstained:
        return _said((Statement(phrases()("before.unanswered")),), before)
    titles: dict[str, list[int]] = {}
    for citation in before.citations:
        by = phrases()("source.by", title=citation.title, author=citation.author)
        titles.setdefault(by if citation.author else citation.title, []).append(citation.number)
    if not titles:
        return None
    items = tuple(Item(title, "", tuple(numbers)) for title, numbers in titles.items())
    return _said((Listing(phrases()("before.sources", len(items)), items),), before, cited=True)


def _sure(before: Answer) -> Answer | None:
    """Say how many answers of such a confidence are right, and what the sources disagree about."""
    if before.abstained:
        return _said((Statement(phrases()("before.unanswered")),), before)
    if not before.citations:
        return None
    numbers = tuple(one.number for one in before.citations)
    percent = min(99, round(before.confidence * 100))
    blocks = [Statement(phrases()(f"before.sure-{sureness(before.confidence)}", percent=percent), numbers)]
    if before.disagreements:
        blocks.append(Statement(phrases()("before.disagree", len(before.disagreements))))
    return _said(tuple(blocks), before, cited=True)


def _said(blocks: tuple[Block, ...], before: Answer, *, cited: bool = False, question: str = "") -> Answer:
    """Make an answer about the one before, with its citations where they are `cited`, and its suggestions."""
    return Answer.of(
        blocks,
        question,
        confidence=before.confidence if cited else 1.0,
        citations=before.citations if cited else (),
        disagreements=before.disagreements if cited else (),
        follow_ups=before.follow_ups,
    )
