"""A citation looked up in the store: its quote compared with the stored text, in its paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.model import Cited
from corpus.model import CitedState as State
from corpus.store.citations import resolve

if TYPE_CHECKING:
    from corpus.store import Store


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


def withheld() -> Quoted:
    """Return what is shown of a text that was withdrawn: nothing but that."""
    return Quoted("", "", "", "withdrawn", False)


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
    page: int | None = None


async def find_citation(store: Store, citation: str, scopes: Sequence[str]) -> FoundCitation | None:
    """Find what a citation id stands for in these scopes; None when nothing there has it.

    Of a text that was withdrawn, that it was is all that is told; a span that no quote has is none. Raises
    ValueError for what is no citation id, AmbiguousError where a short one is that of two texts.
    """
    found = await resolve(store, citation, scopes)
    if found is None:
        return None
    if found.cited.state == "withdrawn":
        return FoundCitation(found.cited, withheld(), found.start, found.end)
    if not found.opens:
        return None
    shown = quoted(found.cited.text, found.start, found.end, found.cited.state)
    return FoundCitation(found.cited, shown, found.start, found.end, found.page)
