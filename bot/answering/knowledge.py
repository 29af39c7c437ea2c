"""What a search's scopes know besides passages: records, places, and what the corpus covers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from bot.answering import composing
from bot.answering.passages.quote_selection import Quote
from corpus.conflicts import Conflict, passage_conflicts
from corpus.errors import RefusedError
from corpus.known import Known
from corpus.model import Document, Passage
from corpus.partnerships import Records
from corpus.store import Store, queries
from corpus.wording import has_note
from index.terms import folded, terms

ABOUT_TEXTS = frozenset(terms("essay article text document author writer page passage piece"))
"""The terms by which people ask for what a text says, and not for what is on record."""


_CALLED = frozenset(terms("essay article piece"))
"""Those of them that say what a text is, so that a text which is called so is meant before any other."""


def referred(
    asked: Collection[str], documents: Sequence[Document], words: Collection[str] = ABOUT_TEXTS
) -> list[Document]:
    """Return the documents that a question of these terms means.

    Those whose titles it names; else by "the essay" those whose title or id calls them that; else, where it
    speaks of a text by one of `words` at all, each.
    """
    titled = named(asked, documents)
    if titled:
        return titled
    said = _CALLED.intersection(asked)
    called = [one for one in documents if said.intersection(terms(f"{one.title} {one.id}"))]
    return called or (list(documents) if set(words).intersection(asked) else [])


def named(asked: Collection[str], documents: Iterable[Document]) -> list[Document]:
    """Return the documents all of whose title's terms are among those asked."""
    titled = [(one, terms(one.title)) for one in documents]
    return [one for one, title in titled if title and set(title) <= set(asked)]


_META = ABOUT_TEXTS | frozenset(terms("corpus source"))
_PASSAGES_KEPT = 4_096
_KNOWLEDGE_KEPT = 32  # sets of scopes; a server is one
_FOLDED_KEPT = 4_000_000  # letters of documents


@dataclass(slots=True)
class Knowledge:
    """What some scopes know at one revision of the corpus.

    `documents` are in their newest version; `meta` are the terms
    by which people refer to the documents themselves: their titles, their authors, "the essay". `kept`
    names the documents, (scope, id).
    """

    records: Records
    documents: tuple[Document, ...]
    meta: frozenset[str]
    kept: frozenset[tuple[str, str]]
    _conflicts: dict[int, list[tuple[Quote, Conflict]]] = field(default_factory=dict)

    @property
    def coverage(self) -> str:
        """Say in words what that is, in the language that is spoken."""
        return composing.covers(self.documents, self.records.said, len(self.records.of))

    def holds(self, passage: Passage) -> bool:
        """Tell whether what a passage is of has not been removed; the index may lag behind."""
        named = passage.scope, passage.source
        return named in self.kept or named in self.records.ids

    def conflicts(self, text: str) -> list[Conflict]:
        """Return what a text says of places that the records say otherwise."""
        return passage_conflicts(text, self.records)

    def conflicts_of(self, passage: Passage) -> list[tuple[Quote, Conflict]]:
        """Return the sentences of a passage that contradict a record, each looked at once."""
        if passage.kind == "record":
            return []
        kept = self._conflicts.get(passage.number)
        if kept is None:
            kept = [(_sentence_at(passage, found.start), found) for found in self.conflicts(passage.text)]
            self._conflicts[passage.number] = kept
        return kept


def _sentence_at(passage: Passage, offset: int) -> Quote:
    """Return the sentence of a passage in which an offset of its text lies."""
    at = passage.start + offset
    span = next((span for span in passage.sentences if span.start <= at < span.end), passage.sentences[0])
    return Quote(passage, span.start, span.end)


class Library:
    """Reads from the store what answers need, and keeps it until one of the scopes asked changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._records = Known(store)
        self._known: OrderedDict[tuple[str, ...], tuple[int, Knowledge]] = OrderedDict()
        self._passages: OrderedDict[int, Passage] = OrderedDict()
        self._folded: OrderedDict[tuple[str, int], str] = OrderedDict()

    async def knowledge(self, scopes: Sequence[str]) -> Knowledge:
        """Return what scopes know now."""
        key = tuple(scopes)
        revision = await self._store.revision_of(key)
        kept = self._known.get(key)
        if kept is None or kept[0] != revision:
            kept = (revision, await self._read(key))
            self._known[key] = kept
        self._known.move_to_end(key)
        while len(self._known) > _KNOWLEDGE_KEPT:
            self._known.popitem(last=False)
        return kept[1]

    async def _read(self, scopes: tuple[str, ...]) -> Knowledge:
        records = await self._records.of(scopes)
        documents = await self._store.documents(scopes)
        titles = " ".join(f"{document.title} {document.author or ''}" for document in documents)
        kept = frozenset((document.scope, document.id) for document in documents)
        return Knowledge(records, tuple(documents), _META | frozenset(terms(titles)), kept)

    async def passages_of(self, document: Document) -> list[Passage]:
        """Return the passages of a document as it is now, in their order."""
        return await self._store.ask(queries.passages_of(document.id, document.scope), queries.to_passage)

    async def without_note(self, passages: Iterable[Passage]) -> frozenset[int]:
        """Return the numbers of passages that are records whose words say no more than their columns do."""
        found = set()
        for passage in passages:
            if passage.kind == "record":
                statement = await self._store.statement(passage.source, [passage.scope])
                if statement is None or not has_note(statement):
                    found.add(passage.number)
        return frozenset(found)

    async def folded(self, passages: Iterable[Passage]) -> dict[tuple[str, int], str]:
        """Return the texts of the documents that passages are of, folded, by the documents' id and version.

        What stands above a passage is part of it; a document that was deleted meanwhile is left out.
        """
        above: dict[tuple[str, int], set[str]] = {}
        for passage in passages:
            above.setdefault((passage.source, passage.version), set()).add(passage.context)
        found = {}
        for document, contexts in above.items():
            text = self._folded.get(document)
            if text is None:
                try:
                    text = folded(await self._store.text(*document))
                except RefusedError:
                    continue
                self._folded[document] = text
            self._folded.move_to_end(document)
            found[document] = " ".join((text, *map(folded, contexts)))
        while sum(map(len, self._folded.values())) > _FOLDED_KEPT and len(self._folded) > 1:
            self._folded.popitem(last=False)
        return found

    async def passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Return passages by number; one that was read before is not read again, since none ever changes."""
        missing = [number for number in numbers if number not in self._passages]
        if missing:
            self._passages.update(await self._store.passage_rows(missing))
        found = {number: self._passages[number] for number in numbers if number in self._passages}
        while len(self._passages) > _PASSAGES_KEPT:
            self._passages.popitem(last=False)
        return found
