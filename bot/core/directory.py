"""Places and documents by name, for `/city` and its suggestions; read on another thread, kept here.

Suggestions must be there at once, so they come from what was read last; a newer revision of the corpus is
read meanwhile.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from corpus.countries import plain
from corpus.model import Document
from corpus.partnerships import Records

if TYPE_CHECKING:
    from bot.core.worker import Worker
    from bot.shared.knowledge_base import KnowledgeBase

_KEPT = 32
_SCORE = 80.0


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that has a name: a place by its number, or a document; `weight` sorts equals."""

    label: str
    place: int | None
    document: Document | None
    weight: int


class Directory:
    """The names of some scopes at one revision."""

    def __init__(
        self, revision: int, records: Records, documents: Sequence[Document], statements: int
    ) -> None:
        self.revision = revision
        self.records = records
        self.documents = documents
        self.statements = statements
        partners = {number: len(bonds) for number, bonds in records.of.items()}
        self.entries = [
            Entry(records.label(number), number, None, partners[number]) for number in sorted(partners)
        ]
        self.entries += [Entry(document.title, None, document, 0) for document in documents]
        self._names: list[tuple[str, int]] = [
            (plain(entry.label), at) for at, entry in enumerate(self.entries)
        ]
        at_place = {entry.place: at for at, entry in enumerate(self.entries) if entry.place is not None}
        for name, numbers in records.gazetteer.aliases.items():
            self._names += [(plain(name), at_place[number]) for number in numbers if number in at_place]

    def suggest(self, typed: str, most: int) -> list[Entry]:
        """Return entries for what was typed so far: names that begin so, then words, then misspelt ones."""
        wanted = plain(typed)
        if not wanted:
            return sorted(self.entries, key=lambda entry: (entry.place is not None, -entry.weight))[:most]
        begins = [at for name, at in self._names if name.startswith(wanted)]
        words = [at for name, at in self._names if f" {wanted}" in f" {name}"]
        found = self._ranked(begins) + self._ranked(words)
        if len(set(found)) < 5 and len(wanted) > 3:
            near = process.extract(
                wanted,
                [name for name, _ in self._names],
                scorer=fuzz.partial_ratio,
                limit=most,
                score_cutoff=_SCORE,
            )
            found += [self._names[position][1] for _, _, position in near]
        return [self.entries[at] for at in dict.fromkeys(found)][:most]

    def exact(self, name: str) -> Entry | None:
        """Return the entry of a label, a document's id or title, or the one place so called."""
        wanted = plain(name)
        for entry in self.entries:
            if plain(entry.label) == wanted or (entry.document and entry.document.id == name):
                return entry
        found = {at for known, at in self._names if known == wanted}
        looked = self.records.gazetteer.look_up(name)
        if not found and looked is not None:
            found = {at for at, entry in enumerate(self.entries) if entry.place in looked.places}
        return self.entries[found.pop()] if len(found) == 1 else None

    def _ranked(self, positions: list[int]) -> list[int]:
        return sorted(dict.fromkeys(positions), key=lambda at: -self.entries[at].weight)


class Directories:
    """Directories by scopes, read again when the corpus has changed."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._kept: OrderedDict[tuple[str, ...], Directory] = OrderedDict()
        self._reading: dict[tuple[str, ...], asyncio.Task[Directory]] = {}

    async def now(self, scopes: tuple[str, ...]) -> Directory:
        """Return the directory of scopes as the corpus is now."""
        revision = await self._worker.run(lambda kb: kb.store.revision())
        kept = self._kept.get(scopes)
        if kept is not None and kept.revision == revision:
            return kept
        found = await asyncio.shield(self._read(scopes))
        if found.revision < revision:  # a reading that was under way already, begun before the change
            found = await asyncio.shield(self._read(scopes))
        return found

    async def soon(self, scopes: tuple[str, ...], revision: int, *, seconds: float = 1.5) -> Directory | None:
        """Return what is known without waiting for more than `seconds`; None when nothing is yet."""
        kept = self._kept.get(scopes)
        if kept is not None and kept.revision >= revision:
            return kept
        reading = self._read(scopes)
        if kept is not None:
            return kept
        done, _ = await asyncio.wait({reading}, timeout=seconds)
        return reading.result() if done else None

    def _read(self, scopes: tuple[str, ...]) -> asyncio.Task[Directory]:
        task = self._reading.get(scopes)
        if task is None:
            task = asyncio.create_task(self._worker.run(lambda kb: _directory(kb, scopes)))
            self._reading[scopes] = task
            task.add_done_callback(lambda done: self._keep(scopes, done))
        return task

    def _keep(self, scopes: tuple[str, ...], done: asyncio.Task[Directory]) -> None:
        self._reading.pop(scopes, None)
        if done.cancelled() or done.exception() is not None:
            return
        self._kept[scopes] = done.result()
        self._kept.move_to_end(scopes)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


async def _directory(kb: KnowledgeBase, scopes: tuple[str, ...]) -> Directory:
    store = kb.store
    revision = await store.revision()
    statements = await store.statements(scopes)
    aliases, coverage = await store.aliases(scopes), await store.coverage(scopes)
    documents = await store.documents(scopes)
    # building the tables of a large set of records takes a moment, in which questions can go on
    records = await asyncio.to_thread(Records, statements, aliases, coverage)
    return await asyncio.to_thread(Directory, revision, records, documents, len(statements))
