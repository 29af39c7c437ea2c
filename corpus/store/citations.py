"""What a citation id stands for, and whether its span is one to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import layout
from corpus.citation_id import parse, version_key
from corpus.model import Cited
from corpus.store import kept_queries, queries
from corpus.store.spans import could_be_quoted
from corpus.store.store import Store


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation id found: the text it names, and the code points [start, end) of it.

    `opens` is true where that span may be shown to anybody who sees the scope: the text has not been
    withdrawn, and the span is one that was quoted or could be.
    """

    cited: Cited
    start: int
    end: int
    opens: bool
    page: int | None = None

    @property
    def quote(self) -> str:
        """Return the words that it stands for; an operator's alone where it does not open."""
        return self.cited.text[self.start : self.end]


async def resolve(store: Store, citation: str, scopes: Sequence[str]) -> Resolved | None:
    """Find what a citation id stands for in these scopes; None where nothing there has it.

    Raises ValueError for what is no citation id, AmbiguousError where a short one is that of two texts.
    """
    key, start, end = parse(citation)
    cited = await store.find_version(key, scopes)
    if cited is None or end > len(cited.text):
        return None
    opens = cited.state != "withdrawn" and await _quotable(store, cited, start, end)
    pages = await pages_of(store, cited.source, cited.version) if cited.kind == "passage" else ()
    return Resolved(cited, start, end, opens, layout.page_at(pages, start))


async def pages_of(store: Store, source: str, version: int) -> tuple[tuple[int, int], ...]:
    """Return where in a version's text each page begins, and its number; nothing where it has no pages."""
    found = await store.ask(queries.layout_of(source, version), lambda row: layout.pages(row[0]))
    return found[0] if found else ()


async def now_at(store: Store, resolved: Resolved) -> tuple[str, int, int] | None:
    """Return key and span of the same words in the document's current version, None where it lacks them."""
    cited = resolved.cited
    document = await store.document(cited.source, [cited.scope]) if cited.kind == "passage" else None
    if document is None or document.removed_at is not None:
        return None
    text = await store.text(document.id, document.version)
    start = text.find(resolved.quote)
    return None if start < 0 else (version_key(document.id, text), start, start + len(resolved.quote))


async def _quotable(store: Store, cited: Cited, start: int, end: int) -> bool:
    if cited.kind == "record":
        return (start, end) == (0, len(cited.text))
    if cited.text[start:end] in (cited.title, cited.author, cited.text.partition("\n")[0]):
        return True  # what an answer about the document itself quotes
    where = kept_queries.sentences_of(cited.source, cited.version, cited.scope)
    passages = await store.ask(where, lambda row: queries.unpack_spans(row[1], row[0]))
    if could_be_quoted(start, end, passages):
        return True
    key = version_key(cited.source, cited.text)
    return bool(await store.ask(kept_queries.was_cited(key, start, end), tuple))
