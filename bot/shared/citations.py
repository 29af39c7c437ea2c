"""A citation looked up in the store: its quote compared with the stored text, in its paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.citation_id import parse
from corpus.model import Cited

if TYPE_CHECKING:
    from corpus.store import Store

State = Literal["current", "superseded", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote with the text around it in its paragraph: before + quote + after is the stored text.

    `checked` is true when the quote was compared with the stored text and is that text.
    """

    before: str
    quote: str
    after: str
    state: State
    checked: bool


def quoted(text: str, start: int, end: int, state: State) -> Quoted:
    """Cut the paragraph around [start, end) out of a version's canonical text."""
    return Quoted(*paragraph_around(text, start, end), state, True)


def paragraph_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Split the paragraph that holds text[start:end] into what is before, the quote, and what is after."""
    opens = text.rfind("\n\n", 0, start)
    closes = text.find("\n\n", end)
    first = 0 if opens < 0 else opens + 2
    last = len(text) if closes < 0 else closes
    return text[first:start], text[start:end], text[end:last]


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """What a citation id stands for, with the quote in its paragraph; `start` and `end` are code points."""

    cited: Cited
    quoted: Quoted
    start: int
    end: int


async def find_citation(store: Store, citation: str, scopes: Sequence[str]) -> FoundCitation | None:
    """Find what a citation id stands for in these scopes; None when nothing there has it.

    Raises ValueError for what is no citation id.
    """
    key, start, end = parse(citation)
    cited = await store.find_version(key, scopes)
    if cited is None or end > len(cited.text):
        return None
    return FoundCitation(cited, quoted(cited.text, start, end, await _state(store, cited)), start, end)


async def _state(store: Store, cited: Cited) -> State:
    if cited.current:
        return "current"
    if cited.kind == "passage":
        document = await store.document(cited.source, [cited.scope])
        return "superseded" if document is not None and document.removed_at is None else "withdrawn"
    alive = any(row.id == cited.source for row in await store.statements([cited.scope]))
    return "superseded" if alive else "withdrawn"
