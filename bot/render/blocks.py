"""The blocks of an answer as pieces of text for Discord, and those filled into pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Answer
from bot.answering.blocks import (
    Block,
    Choice,
    Completeness,
    Listing,
    Quote,
    Statement,
    before_stop,
    led_in,
    more,
)
from bot.answering.language import joined
from bot.phrases.members import Phrases
from bot.render.limits import ABOVE, ELLIPSIS, PAGE, PAGES, clip, length
from bot.render.lists import bullets, is_long
from bot.render.sources import marks
from bot.render.text import BLANK, escape, line, plain, shown, split

_PARAGRAPH = "\n\n"
_LINE = "\n"
_OPTION = 300
_NEAREST = 160
"""Letters of a quote that is near and hardly the answer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Escaped text that fits one page, and what stands between it and the piece before on the same page."""

    text: str
    gap: str = _PARAGRAPH


def page_texts(answer: Answer, p: Phrases) -> list[str]:
    """Return the text of each page of an answer, at least one and at most PAGES."""
    texts: list[str] = []
    for piece in pieces(answer, p):
        if texts and length(texts[-1]) + length(piece.gap) + length(piece.text) <= PAGE:
            texts[-1] += piece.gap + piece.text
        else:
            texts.append(piece.text)
    if len(texts) > PAGES:
        texts[PAGES - 1] += f"\n{ELLIPSIS}"
    return texts[:PAGES] or [BLANK]


def pieces(answer: Answer, p: Phrases) -> Iterator[Piece]:
    """Write an answer's blocks down: sentences run on, whatever stands below them begins a line."""
    sentences: list[str] = []
    for block in answer.laid_out:
        sentences.append(_sentence(block))
        below = list(_below(block, answer, p))
        if below:
            yield from _paragraph(sentences)
            yield from below
            sentences = []
    yield from _paragraph(sentences)


def _paragraph(sentences: Sequence[str]) -> Iterator[Piece]:
    text = plain(" ".join(sentence for sentence in sentences if sentence))
    if text:
        yield from (Piece(piece) for piece in split(text, PAGE))


def _sentence(block: Block) -> str:
    """Return what a block adds to the paragraph, markers included; nothing where all of it stands below."""
    if isinstance(block, Statement):
        return before_stop(block.text, marks(block.citations))
    if isinstance(block, Listing):
        return led_in(block) if is_long(block) else _in_sentence(block)
    return block.text if isinstance(block, Choice) else ""


def _in_sentence(listing: Listing) -> str:
    entries = [
        " ".join(
            part
            for part in (item.label, f"({item.note})" if item.note else "", marks(item.citations))
            if part
        )
        for item in listing.items
    ]
    return f"{listing.lead} {joined(entries)}{more(listing.more)}."


def _below(block: Block, answer: Answer, p: Phrases) -> Iterator[Piece]:
    """Write what of a block stands in lines of its own."""
    if isinstance(block, Listing) and is_long(block):
        yield from (
            Piece(line, _LINE) for line in bullets(block, _left_out(block, answer), p, answer.disagreements)
        )
    elif isinstance(block, Choice):
        yield from (Piece(f"• {shown(option, _OPTION)}", _LINE) for option in block.options)
    elif isinstance(block, Completeness) and plain(block.text):
        yield Piece(f"-# {shown(block.text, PAGE // 2)}", _LINE)
    elif isinstance(block, Quote):
        yield from _quoted(block)


def _quoted(quote: Quote) -> Iterator[Piece]:
    """Write a quote as a block quote, the part that answers in bold; whose it is stands under the sources.

    What it stands under is said before it: an item of a list may say the opposite of its heading.
    """
    before, behind = ("“", "”") if quote.lead else ("", "")
    if quote.under:
        before = f"{clip(line(quote.under), ABOVE)}: {before}"
    quote = _cut(quote) if quote.near else quote
    marked = f"{escape(before)}{_marked(quote)}{behind} [{quote.citation}]" if quote.answer else ""
    if marked and length(marked) <= PAGE - 2:
        yield Piece(f"> {marked}", _PARAGRAPH)
        return
    said = f"{before}{line(quote.text)}{behind} [{quote.citation}]"
    for number, piece in enumerate(split(said, PAGE - 2)):
        yield Piece(f"> {piece}", _LINE if number else _PARAGRAPH)


def _cut(quote: Quote) -> Quote:
    """Return a quote cut to a few lines around the part that may answer; all of it is a press away."""
    start, end = quote.answer or (0, 0)
    room = max(_NEAREST - (end - start), 0)
    first = max(0, min(start - room // 2, len(quote.text) - _NEAREST))
    last = max(end, first + _NEAREST)
    if first:
        first = quote.text.find(" ", first, start) + 1 or first
    if last < len(quote.text):  # cut between words, where there are any
        gap = quote.text.rfind(" ", max(first, end), last + 1)
        last = gap if gap > first else last
    text = quote.text[first:last].rstrip()
    before, behind = ELLIPSIS * bool(first), ELLIPSIS * (last < len(quote.text))
    by = first - len(before)
    answer = quote.answer and (start - by, min(end - by, len(before) + len(text)))
    return replace(quote, text=f"{before}{text}{behind}", answer=answer)


def _marked(quote: Quote) -> str:
    """Return a quote's words in one line, escaped, those that answer in bold."""
    start, end = quote.answer or (0, 0)
    parts = [line(part) for part in (quote.text[:start], quote.text[start:end], quote.text[end:])]
    before, bold, after = map(escape, parts)
    if not parts[1]:
        return escape(line(quote.text))
    gap = " " if before and quote.text[:start].rstrip() != quote.text[:start] else ""
    behind = " " if after and quote.text[end:].lstrip() != quote.text[end:] else ""
    return f"{before}{gap}**{bold}**{behind}{after}"


def _left_out(listing: Listing, answer: Answer) -> list[str]:
    """Return the values that a list leaves out; nothing where the values are not those of the list."""
    if not listing.more or not isinstance(answer.values, list):
        return []
    named = {item.label for item in listing.items}
    rest = [value for value in answer.values if value not in named]
    return rest if len(rest) == listing.more else []
