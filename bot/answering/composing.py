"""Put an answer into sentences of our own around verbatim quotes; every sentence ends with its markers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Citation
from bot.answering.blocks import Block, Quote, Statement
from bot.answering.language import dated, phrases
from corpus.conflicts import Conflict
from corpus.model import Document
from corpus.validity import has_passed

_NEAR = 2
"""Quotes that are told of what is near and hardly the answer."""


def quoted(citations: Sequence[Citation]) -> tuple[Block, ...]:
    """Say what the citations say: the first one's source is named, then what it or another adds.

    Of a source that says until when it holds, that this has passed is told after the last quote of it.
    """
    blocks: list[Block] = []
    previous: Citation | None = None
    for citation, following in zip(citations, [*citations[1:], None], strict=True):
        blocks.append(_block(citation, previous))
        if not _is_same(citation, following):
            blocks += _run_out(citation)
        previous = citation
    return tuple(blocks)


def near(citations: Sequence[Citation]) -> tuple[Block, ...]:
    """Say that the answer is hardly in what was found, and the nearest of it; the sources have the rest."""
    kept = citations[:_NEAR]
    quotes = (replace(block, near=True) if isinstance(block, Quote) else block for block in quoted(kept))
    return (Statement(phrases()("quote.near", len(kept))), *quotes)


def _block(citation: Citation, previous: Citation | None) -> Block:
    if citation.kind == "record":
        return Quote("", citation.quote, citation.number)
    same = _is_same(citation, previous)
    key = "quote.same" if same else "quote.first" if previous is None else "quote.further"
    lead = phrases()(key, source=_source(citation))
    return Quote(lead, citation.quote, citation.number, citation.answer_in_quote, under=citation.under)


def _is_same(one: Citation, other: Citation | None) -> bool:
    return other is not None and (one.document, one.version) == (other.document, other.version)


def _run_out(citation: Citation) -> list[Block]:
    """Say that a source no longer holds, by its own word."""
    until = citation.valid_until
    if until is None or not has_passed(until):
        return []
    return [Statement(phrases()("quote.run-out", date=dated(until)), (citation.number,))]


def _source(citation: Citation) -> str:
    if citation.author:
        return phrases()("source.by", title=citation.title, author=citation.author)
    return phrases()("source", title=citation.title)


def bylines(documents: Sequence[Document]) -> tuple[Block, ...]:
    """Say title and author of each document."""
    say = phrases()
    return tuple(
        Statement(
            say("byline.by", title=one.title, author=one.author)
            if one.author
            else say("byline.none", title=one.title),
            (number,),
        )
        for number, one in enumerate(documents, 1)
    )


def covers(documents: Sequence[Document], records: int, places: int) -> str:
    """Say what the corpus covers, for an answer that cannot be given."""
    say, parts = phrases(), []
    if documents:
        names = say("list.comma").join(say("source", title=one.title) for one in documents[:3])
        key = "covers.documents-more" if len(documents) > 3 else "covers.documents"
        parts.append(say(key, len(documents), names=names, more=len(documents) - 3))
    if records:
        told = say("covers.records", records)
        parts.append(say("covers.of-places", places, records=told))
    return say("covers", what=say("list.and").join(parts)) if parts else say("covers.nothing")


def abstention(coverage: str, *, nearest: bool) -> tuple[Block, ...]:
    """Say that the corpus does not answer, and what it covers."""
    say = phrases()
    blocks = [Statement(say("abstention")), Statement(coverage)]
    return (*blocks, Statement(say("abstention.nearest"))) if nearest else tuple(blocks)


def contradicted(conflict: Conflict) -> str:
    """Say what a passage and a record differ in."""
    one, other = conflict.places[0], conflict.places[-1]
    return phrases()(f"dispute.{conflict.matter}", name=one, one=one, other=other)


def says_nothing(blocks: Sequence[Block]) -> bool:
    """Tell whether an answer only says that there is none: not that a date or a known place lacks records."""
    return blocks[:1] == (Statement(phrases()("abstention")),)


def unknown(blocks: Sequence[Block], coverage: str) -> tuple[Block, ...]:
    """Say what is known of the records, without citations, and then what the corpus covers."""
    return (*(_uncited(block) for block in blocks), Statement(coverage))


def _uncited(block: Block) -> Block:
    return replace(block, citations=()) if isinstance(block, Statement) else block
