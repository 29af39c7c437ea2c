"""A citation looked up in the store: its quote compared with the stored text, in its paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.quotes import Quoted, quoted, withheld
from corpus.model import Cited
from corpus.store.citations import resolve
from corpus.store.store import Store


@dataclass(frozen=True, slots=True)
class Looked:
    """What a citation id stands for, with the quote in its paragraph; `start` and `end` are code points."""

    cited: Cited
    quoted: Quoted
    start: int
    end: int


async def look_up(store: Store, citation: str, scopes: Sequence[str]) -> Looked | None:
    """Find what a citation id stands for in these scopes; None when nothing there has it.

    Of a text that was withdrawn, that it was is all that is told; a span that no quote has is none.
    Raises ValueError for what is no citation id, AmbiguousError where a short one is that of two texts.
    """
    found = await resolve(store, citation, scopes)
    if found is None:
        return None
    if found.cited.state == "withdrawn":
        return Looked(found.cited, withheld(), found.start, found.end)
    if not found.opens:
        return None
    shown = quoted(found.cited.text, found.start, found.end, found.cited.state)
    return Looked(found.cited, shown, found.start, found.end)
