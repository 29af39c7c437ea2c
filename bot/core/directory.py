"""Places and documents by name, for `/city` and its suggestions; read on another thread, kept here.

Suggestions must be there at once, so they come from what was read last; a newer revision of the corpus is
read meanwhile.
"""

from __future__ import annotations

import asyncio
import heapq
import math
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.suggestions import Names
from corpus.countries import plain
from corpus.model import Document
from corpus.partnerships import Records

if TYPE_CHECKING:
    from bot.core.worker import Worker
    from bot.shared.knowledge_base import KnowledgeBase

_KEPT = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that has a name: a place by its number, or a document; `weight` sorts equals.

    A place weighs by its partners and its inhabitants, each doubling as much.
    """

    label: str
    place: int | None
    document: Document | None
    weight: float


class Directory:
    """The names of some scopes at one revision of the corpus; `changed` is the last one that changed them."""

    def __init__(
        self, revision: int, records: Records, documents: Sequence[Document], changed: int = -1
    ) -> None:
        self.revision = revision
        self.changed = changed
        self.records = records
        self.entries = [
            Entry(records.label(number), number, None, _weight(records, number))
            for number in sorted(records.of)
        ]
        self.entries += [Entry(document.title, None, document, 0) for document in documents]
        self._at_place = {entry.place: at for at, entry in enumerate(self.entries) if entry.place is not None}
        self._by_id = {entry.document.id: at for at, entry in enumerate(self.entries) if entry.document}
        labels = [(plain(entry.label), at) for at, entry in enumerate(self.entries)]
        self._labels: dict[str, int] = {}
        for label, at in labels:
            self._labels.setdefault(label, at)
        called = [*labels, *self._other_names()]
        self._called: dict[str, set[int]] = {}
        for name, at in called:
            self._called.setdefault(name, set()).add(at)
        self._names = Names(called, [entry.weight for entry in self.entries])

    def still(self, revision: int) -> Directory:
        """Return the same for a later revision, which changed other scopes."""
        found = copy(self)
        found.revision = revision
        return found

    def _other_names(self) -> Iterator[tuple[str, int]]:
        """Yield the names of places alone, as each source writes them, and those of the alias file."""
        gazetteer = self.records.gazetteer
        for table in (gazetteer.names, gazetteer.aliases):
            for name, numbers in table.items():
                for number in numbers:
                    if number in self._at_place:
                        yield plain(name), self._at_place[number]

    def suggest(self, typed: str, most: int) -> list[Entry]:
        """Return entries for what was typed so far: names that begin so, then words, then misspelt ones."""
        wanted = plain(typed)
        if not wanted:
            return self._first(most)
        found = self._names.beginning(wanted, most)
        looked = self.records.gazetteer.look_up(typed) if len(found) < most and len(wanted) > 2 else None
        if looked is not None:  # a name that only the atlas has
            found += [self._at_place[number] for number in looked.places if number in self._at_place]
        if len(found) < 5:
            found += self._names.misspelt(wanted, most)
        return [self.entries[at] for at in dict.fromkeys(found)][:most]

    def _first(self, most: int) -> list[Entry]:
        """Return what is offered before anything is typed: documents, then the best-known places."""
        return heapq.nsmallest(most, self.entries, key=lambda entry: (entry.place is not None, -entry.weight))

    def exact(self, name: str) -> Entry | None:
        """Return the entry of a label, a document's id or title, or the one place so called."""
        at = self._by_id.get(name, self._labels.get(plain(name)))
        if at is not None:
            return self.entries[at]
        found = self._called.get(plain(name), set())
        looked = self.records.gazetteer.look_up(name) if not found else None
        if looked is not None:
            found = {self._at_place[number] for number in looked.places if number in self._at_place}
        return self.entries[next(iter(found))] if len(found) == 1 else None


def _weight(records: Records, number: int) -> float:
    people = records.gazetteer.population(number) or 0
    return math.log2(1 + records.partners(number)) + math.log2(1 + people / 1_000)


class Directories:
    """Directories by scopes, read again when these have changed."""

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
            kept = self._kept.get(scopes)
            task = asyncio.create_task(self._worker.run(lambda kb: _directory(kb, scopes, kept)))
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


async def _directory(kb: KnowledgeBase, scopes: tuple[str, ...], kept: Directory | None) -> Directory:
    # the revisions first: what is read after them is at least as new
    revision, changed = await kb.store.revision(), await kb.store.revision_of(scopes)
    if kept is not None and kept.changed == changed:
        return kept.still(revision)
    known = await kb.knowledge(scopes)
    # putting the names of a large set of records in order takes a moment, in which questions can go on
    return await asyncio.to_thread(Directory, revision, known.records, known.documents, changed)
