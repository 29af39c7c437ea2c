"""Turn quotes and statements into numbered citations, each compared with the stored text first."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bot.answering.answer import Citation
from bot.answering.passages.parts import is_part
from bot.answering.passages.quote_selection import Quote
from corpus.citation_id import citation_id, version_key
from corpus.layout import page_at
from corpus.model import HEADINGS, Document, Statement
from corpus.store import Store
from corpus.store.citations import pages_of

log = logging.getLogger("footbridge.answering")

K = TypeVar("K")
V = TypeVar("V")


Pages = tuple[tuple[int, int], ...]
"""Where in a text each page begins, and its number."""

_Version = tuple[int, str, int]
"""A revision of the scopes asked, and the document and version that are meant at it."""


class Citer:
    """Make citations from one store; what it has read of a version it keeps until the scopes asked change.

    A version's number is not enough to know it again: a server that was purged and comes back counts anew.
    """

    _KEPT = 64  # versions whose text is kept and not read for each quote

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: dict[_Version, tuple[str, str, Pages]] = {}
        self._versions: dict[_Version, Document] = {}

    async def quotes(self, quotes: Sequence[Quote], scopes: Sequence[str]) -> list[Citation]:
        """Return a citation for each quote that is verbatim; one that is not is logged and left out."""
        found: list[Citation] = []
        revision = await self._store.revision_of(scopes)
        for quote in quotes:
            citation = await self._quote(quote, scopes, len(found) + 1, revision)
            if citation is not None:
                found.append(citation)
        return found

    async def _quote(
        self, quote: Quote, scopes: Sequence[str], number: int, revision: int
    ) -> Citation | None:
        passage = quote.passage
        if passage.kind == "record":
            statement = await self._store.statement(passage.source, [passage.scope])
            return self.statement(statement, number) if statement else None
        meant = (revision, passage.source, passage.version)
        key, text, pages = await self._text(meant)
        document = await self._version(meant, scopes)
        if document is None or text[quote.start : quote.end] != quote.text or not quote.text:
            log.error(
                "A quote of %s version %s at %s-%s does not agree with the stored text and was left out; "
                "run `index verify`.", passage.source, passage.version, quote.start, quote.end
            )  # fmt: skip
            return None
        citation = _passage(document, key, text, (quote.start, quote.end), number)
        beside = _beside(quote)
        at = page_at(pages, quote.start)
        citation = replace(citation, answer=quote.answer, page=at, heading=beside[0], lead=beside[1])
        return replace(citation, is_part=is_part(quote))

    async def opening(self, document: Document, wanted: str, number: int) -> Citation:
        """Return a citation of `wanted` where a document says it first, else of its first line."""
        key, text, pages = await self._text(
            (await self._store.revision_of([document.scope]), document.id, document.version)
        )
        start = text.find(wanted)
        if start < 0:
            wanted, start = text.partition("\n")[0], 0
        citation = _passage(document, key, text, (start, start + len(wanted)), number)
        return replace(citation, page=page_at(pages, start))

    @staticmethod
    def statement(statement: Statement, number: int) -> Citation:
        """Return the citation of a record: its words, and its source."""
        return Citation(
            number=number,
            id=citation_id(version_key(statement.id, statement.words), 0, len(statement.words)),
            kind="record",
            document=statement.id,
            version=statement.version,
            title=statement.source_title,
            author=None,
            url=statement.source_url,
            start=0,
            end=len(statement.words),
            quote=statement.words,
            record=statement.id,
        )

    async def _text(self, meant: _Version) -> tuple[str, str, Pages]:
        kept = self._texts.get(meant)
        if kept is None:
            _, source, version = meant
            text = await self._store.text(source, version)
            kept = (version_key(source, text), text, await pages_of(self._store, source, version))
            self._keep(self._texts, meant, kept)
        return kept

    async def _version(self, meant: _Version, scopes: Sequence[str]) -> Document | None:
        kept = self._versions.get(meant)
        if kept is None:
            _, source, version = meant
            found = [one for one in await self._store.versions(source, scopes) if one.version == version]
            if not found:
                return None
            kept = found[0]
            self._keep(self._versions, meant, kept)
        return kept if kept.scope in scopes else None

    def _keep(self, cache: dict[K, V], key: K, value: V) -> None:
        """Keep what was read, and let go of what was read first."""
        if len(cache) >= self._KEPT:
            cache.pop(next(iter(cache)))
        cache[key] = value


def _beside(quote: Quote) -> tuple[str | None, str | None]:
    """Return the heading and the lead that a quote stands under and does not say itself."""
    passage, said = quote.passage, set(quote.text.split("\n"))
    above = [one for one in (passage.heading or "").split(HEADINGS) if one not in said]
    is_said = passage.lead is None or any(line.endswith(passage.lead) for line in said)
    return HEADINGS.join(above) or None, None if is_said else passage.lead


def _passage(document: Document, key: str, text: str, span: tuple[int, int], number: int) -> Citation:
    """Return the citation of text[start:end] of a document's version."""
    start, end = span
    return Citation(
        number=number,
        id=citation_id(key, start, end),
        kind="passage",
        document=document.id,
        version=document.version,
        title=document.title,
        author=document.author,
        url=document.url,
        start=start,
        end=end,
        quote=text[start:end],
        date=document.date,
        as_of=document.as_of,
        valid_until=document.valid_until,
    )
