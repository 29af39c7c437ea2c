"""A citation looked up in the store: its quote compared with the stored text, in its paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.quotes import Quoted, State, quoted
from corpus.citation_id import parse
from corpus.model import Cited
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

    Raises ValueError for what is no citation id.
    """
    key, start, end = parse(citation)
    cited = await store.find_version(key, scopes)
    if cited is None or end > len(cited.text):
        return None
    return Looked(cited, quoted(cited.text, start, end, await _state(store, cited)), start, end)


async def _state(store: Store, cited: Cited) -> State:
    if cited.current:
        return "current"
    if cited.kind == "passage":
        document = await store.document(cited.source, [cited.scope])
        return "superseded" if document is not None and document.removed_at is None else "withdrawn"
    alive = any(row.id == cited.source for row in await store.statements([cited.scope]))
    return "superseded" if alive else "withdrawn"
