"""What an answer is made of: blocks, each with the numbers of the citations that carry it.

Terminal, Discord and JSON each write the blocks down; none of them reads the others' text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.answering.language import joined, phrases


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of ours; `citations` are the numbers that carry it, none for a remark about the records."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: its label, what is said of it besides ("since 1988"), its citations.

    `group` is what it may be grouped under, such as its country; empty where it has none.
    """

    label: str
    note: str = ""
    citations: tuple[int, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with the words that lead in to it, colon included where they want one.

    `more` counts entries that are left out.
    """

    lead: str
    items: tuple[Item, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim quote, by its citation's number, and the words that say whose it is.

    `answer` is the part of the text that answers, code points [start, end); None where that is not clear.
    `near` tells that it is near to what is asked, and hardly the answer: it may be shown cut short.
    `under` is what it stands under and says little without, as an item's heading; it is always shown with it.
    """

    lead: str
    text: str
    citation: int
    answer: tuple[int, int] | None = None
    near: bool = False
    under: str = ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """Whether the records claim to hold all of what was asked: true, false, or None where nobody says."""

    text: str
    complete: bool | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A name that may mean several places, and these."""

    text: str
    options: tuple[str, ...]


Block = Statement | Listing | Quote | Completeness | Choice

_KINDS: dict[type, str] = {
    Statement: "statement",
    Listing: "list",
    Quote: "quote",
    Completeness: "completeness",
    Choice: "choice",
}


def markers(citations: Iterable[int]) -> str:
    """Write the numbers of citations: [1][2]."""
    return "".join(f"[{number}]" for number in citations)


def written(blocks: Sequence[Block]) -> str:
    """Write blocks as plain text: sentences side by side, quotes in paragraphs of their own."""
    paragraphs: list[list[str]] = [[]]
    for block in blocks:
        if isinstance(block, Quote):
            paragraphs.append([_text(block)])
            paragraphs.append([])
        else:
            paragraphs[-1].append(_text(block))
    return "\n\n".join(" ".join(part for part in one if part) for one in paragraphs if any(one))


def _text(block: Block) -> str:
    if isinstance(block, Statement):
        return marked(block.text, block.citations)
    if isinstance(block, Listing):
        return f"{block.lead} {joined([entry(one) for one in block.items])}{more(block.more)}."
    if isinstance(block, Quote):
        lead, said = introduced(block), " ".join(block.text.split())
        return f"{lead}: “{said}” [{block.citation}]" if lead else f"{said} [{block.citation}]"
    if isinstance(block, Choice):
        return f"{block.text} {'; '.join(block.options)}."
    return block.text


def marked(text: str, citations: Sequence[int]) -> str:
    """Write a sentence with its markers before its full stop."""
    return before_stop(text, markers(citations))


def before_stop(text: str, marks: str) -> str:
    """Write marks that stand for a sentence's citations before its full stop."""
    if not marks:
        return text
    end = text[-1:] if text[-1:] in (".", "!", "?") else ""
    return f"{text.removesuffix(end)} {marks}{end}"


def led_in(listing: Listing) -> str:
    """Write the words that lead in to entries which stand below them: they end with a colon."""
    return listing.lead if not listing.lead or listing.lead.endswith(":") else f"{listing.lead}:"


def introduced(quote: Quote) -> str:
    """Write the words before a quote: whose it is, in brackets what it stands under; empty for a record."""
    return f"{quote.lead} ({quote.under})" if quote.lead and quote.under else quote.lead or quote.under


def entry(item: Item) -> str:
    """Write an entry of a list: label, note in brackets, markers."""
    note = f" ({item.note})" if item.note else ""
    marks = f" {markers(item.citations)}" if item.citations else ""
    return f"{item.label}{note}{marks}"


def more(count: int) -> str:
    """Write how many entries were left out, nothing where none was."""
    return phrases()("list.more", more=count) if count else ""


def renumbered(block: Block, number: Callable[[int], int]) -> Block:
    """Return a block with other numbers for its citations, each once."""
    if isinstance(block, Statement):
        return replace(block, citations=tuple(dict.fromkeys(map(number, block.citations))))
    if isinstance(block, Listing):
        items = (
            replace(item, citations=tuple(dict.fromkeys(map(number, item.citations)))) for item in block.items
        )
        return replace(block, items=tuple(items))
    if isinstance(block, Quote):
        return replace(block, citation=number(block.citation))
    return block


def to_json(block: Block) -> dict[str, Any]:
    """Return a block as a JSON object with its `kind`."""
    row: dict[str, Any] = {"kind": _KINDS[type(block)]}
    if isinstance(block, Statement):
        return row | {"text": block.text, "citations": list(block.citations)}
    if isinstance(block, Listing):
        items = [
            {"label": one.label, "note": one.note, "citations": list(one.citations), "group": one.group}
            for one in block.items
        ]
        return row | {"lead": block.lead, "items": items, "more": block.more}
    if isinstance(block, Quote):
        row |= {"lead": block.lead, "text": block.text, "citation": block.citation}
        row |= {"answer": list(block.answer)} if block.answer is not None else {}
        row |= {"under": block.under} if block.under else {}
        return row | {"near": True} if block.near else row
    if isinstance(block, Completeness):
        return row | {"text": block.text, "complete": block.complete}
    return row | {"text": block.text, "options": list(block.options)}


def from_json(row: dict[str, Any]) -> Block:
    """Read what `to_json` writes; raises KeyError or ValueError for anything else."""
    kind = row["kind"]
    if kind == "statement":
        return Statement(row["text"], tuple(row["citations"]))
    if kind == "list":
        items = (
            Item(one["label"], one["note"], tuple(one["citations"]), one["group"]) for one in row["items"]
        )
        return Listing(row["lead"], tuple(items), row["more"])
    if kind == "quote":
        start, end = row.get("answer") or (None, None)
        answer = None if start is None or end is None else (int(start), int(end))
        near, under = row.get("near", False), row.get("under", "")
        return Quote(row["lead"], row["text"], row["citation"], answer, near, under)
    if kind == "completeness":
        return Completeness(row["text"], row["complete"])
    if kind == "choice":
        return Choice(row["text"], tuple(row["options"]))
    raise ValueError(f"there is no block of kind {kind!r}")
