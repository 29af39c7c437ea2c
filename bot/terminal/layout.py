"""An answer as lines of text, each with its role; how they are coloured is the painter's business."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answering.answer import Answer, Citation, sureness
from bot.answering.blocks import (
    Block,
    Choice,
    Completeness,
    Listing,
    Quote,
    Statement,
    entry,
    led_in,
    more,
    written,
)
from bot.shared.citations import paragraph_around
from corpus.characters import one_line, repair_characters
from corpus.validity import holding

Role = Literal["answer", "heading", "source", "quote", "marked", "detail", "warning", "blank"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its role, its text without control characters, its indent in columns."""

    role: Role
    text: str = ""
    indent: int = 0


BLANK = Line("blank")

SHORT = 3
"""Lists up to this length stay in their sentence."""


def shown(text: str) -> str:
    """Return text that is safe to write to a terminal: one line, no escape or direction controls."""
    return one_line(text)


def answer_lines(answer: Answer) -> Iterator[Line]:
    """Lay out an answer: its blocks, then what disagrees, the sources, and how sure it is."""
    yield from block_lines(answer.laid_out)
    if answer.choices and not any(isinstance(block, Choice) for block in answer.blocks):
        yield from _listed("Which one is meant?", answer.choices)
    for disagreement in answer.disagreements:
        yield BLANK
        yield Line("warning", f"Sources disagree about the {shown(disagreement.about)}:")
        for text, cited in disagreement.sides:
            yield Line("source", f"{shown(text)} {''.join(f'[{number}]' for number in cited)}", 2)
    if answer.citations:
        yield from _citations("Sources", answer.citations, _said(answer.laid_out))
    if answer.abstained and answer.nearest:
        yield from _citations("Closest passages (not an answer)", answer.nearest)
    if answer.follow_ups:
        yield from _listed("You could ask next", answer.follow_ups)
    if not answer.abstained and not answer.choices:
        yield BLANK
        yield Line("detail", f"Confidence: {sureness(answer.confidence)} ({answer.confidence:.0%})")


def block_lines(blocks: Sequence[Block]) -> list[Line]:
    """Lay out blocks: sentences run on, a long list is one entry a line, a quote a paragraph of its own."""
    lines: list[Line] = []
    sentences: list[str] = []
    for block in blocks:
        below = _below(block)
        if isinstance(block, Quote):
            lines += _paragraph(sentences, lines)
            sentences = []
        sentences.append(_sentence(block))
        if below or isinstance(block, Quote):
            lines += _paragraph(sentences, lines)
            lines += below
            sentences = []
    return lines + _paragraph(sentences, lines)


def _paragraph(sentences: Sequence[str], before: Sequence[Line]) -> list[Line]:
    """Return sentences side by side, with an empty line between them and what stands before."""
    text = repair_characters(" ".join(sentence for sentence in sentences if sentence)).strip()
    rows = [" ".join(row.split()) for row in text.split("\n")] if text else []
    return [BLANK] * bool(before and rows) + [Line("answer", row) if row else BLANK for row in rows]


def _sentence(block: Block) -> str:
    """Return what a block adds to a paragraph; nothing where all of it stands in lines below."""
    if isinstance(block, Listing) and len(block.items) > SHORT:
        return led_in(block)
    if isinstance(block, Choice):
        return block.text
    return "" if isinstance(block, Completeness) else written((block,))


def _below(block: Block) -> list[Line]:
    """Return the lines that stand below a block's paragraph."""
    if isinstance(block, Listing) and len(block.items) > SHORT:
        rows = [shown(entry(item)) for item in block.items] + [more(block.more).strip()] * bool(block.more)
        return [Line("answer", f"- {row}", 2) for row in rows]
    if isinstance(block, Choice):
        return [Line("answer", f"- {shown(option)}", 2) for option in block.options]
    return [Line("detail", shown(block.text))] if isinstance(block, Completeness) else []


def _said(blocks: Sequence[Block]) -> str:
    """Return what statements and quotes say, in which a source's quote need not be looked for twice."""
    return shown(" ".join(block.text for block in blocks if isinstance(block, (Statement, Quote))))


def _listed(heading: str, rows: tuple[str, ...]) -> Iterator[Line]:
    yield BLANK
    yield Line("heading", heading)
    for row in rows:
        yield Line("source", f"- {shown(row)}", 2)


def _citations(heading: str, citations: tuple[Citation, ...], said: str = "") -> Iterator[Line]:
    """List sources, each with its quote unless the answer has said it in full."""
    yield BLANK
    yield Line("heading", heading)
    for citation in citations:
        yield Line("source", f"[{citation.number}] {source_line(citation)}", 2)
        if shown(citation.quote) not in said:
            yield Line("quote", f"“{shown(citation.quote)}”", 6)


def source_line(citation: Citation) -> str:
    """Name a citation's source: title, author, link, and the id that can be checked."""
    parts = [citation.title, citation.author, citation.url]
    where = f"record {citation.record}" if citation.record else f"{citation.document} v{citation.version}"
    at = [f"under “{shown(citation.above)}”"] if citation.above else []
    at += [f"page {citation.page}"] if citation.page else []
    named = ", ".join([*(shown(part) for part in parts if part), *at, *holding(citation)])
    return f"{named} ({shown(where)}, {shown(citation.id)})"


def context_lines(citation: Citation, text: str) -> Iterator[Line]:
    """Lay out a citation's quote in its paragraph; `text` is its version's canonical text."""
    yield Line("source", f"[{citation.number}] {source_line(citation)}")
    yield from quote_lines(text, citation.start, citation.end)


def quote_lines(text: str, start: int, end: int) -> Iterator[Line]:
    """Lay out text[start:end] in its paragraph, the quote marked by >> and by colour."""
    before, quote, after = paragraph_around(text, start, end)
    if before.strip():
        yield Line("quote", f"… {shown(before)}", 4)
    yield Line("marked", f">> {shown(quote)}", 1)
    if after.strip():
        yield Line("quote", f"{shown(after)} …", 4)
