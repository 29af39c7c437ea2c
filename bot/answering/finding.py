"""Find passages for a question: one search, and the passages it found, those removed since left out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.knowledge import Knowledge, Library
from corpus.model import Passage
from index import PassageIndex, Search

READ = 20
"""How many of the documents' passages found are read sentence by sentence."""


class Finder:
    """Searches one index, and reads what it found from one library."""

    def __init__(self, index: PassageIndex, library: Library) -> None:
        self.index = index
        self.library = library

    async def find(
        self,
        text: str,
        knowledge: Knowledge,
        scopes: Sequence[str],
        *,
        limit: int = READ,
        records: int = 0,
    ) -> tuple[Search, dict[int, Passage]]:
        """Return the search and its passages by number; of documents alone unless asked for `records`."""
        search = await self.index.search(text, scopes, limit=limit, records=records)
        found = await self.library.passages([hit.number for hit in search.hits])
        return search, {number: passage for number, passage in found.items() if knowledge.holds(passage)}
