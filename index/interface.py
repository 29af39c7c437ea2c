"""What the other rooms know of an index, wherever it is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage
from index.embedding import Embedder
from index.embedding.tokens import TokenVectors
from index.gather import Cancel
from index.model import Progress, Search, Status, Weights


class PassageIndex(Protocol):
    """Finds passages; `chosen.open_index` opens it. Every method may be called while another one waits."""

    @property
    def generation(self) -> str:
        """Return the name of the generation that was last used; empty when the index is in memory only."""

    @property
    def revision(self) -> int:
        """Return the revision of the corpus that was last searched, or brought up to."""

    @property
    def embedder(self) -> Embedder:
        """Return the model."""

    async def status(self) -> Status:
        """Return what the index holds."""

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`: float32, (texts, dimensions), each of unit length."""

    async def tokens(self, passages: Sequence[Passage]) -> list[TokenVectors]:
        """Return the tokens of passages, each with its context before it; see `units.in_context`."""

    async def search(
        self,
        question: str,
        scopes: Sequence[str],
        limit: int = 12,
        *,
        records: int | None = None,
        weights: Weights | None = None,
    ) -> Search:
        """Return the passages of `scopes` that answer `question` best, best first.

        At most `limit` are of documents, and at most `records` (None: `limit`) are records. Only the
        scopes named are looked at; a scope that holds nothing is no error.
        """

    async def refresh(self) -> None:
        """Apply what was added and removed in the store since; costs what the change costs."""

    async def settle(self) -> None:
        """Return when nothing is being built beside what goes on."""

    async def close(self) -> None:
        """Give up what is being built beside what goes on, and whatever is held."""

    async def rebuild(
        self,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
        approve: Callable[[PassageIndex], Awaitable[bool]] | None = None,
    ) -> bool:
        """Build a new generation from the database and use it; embeddings that are stored are reused.

        `approve` is given the new index, to be asked, before it is used. Returns False if `approve`
        rejected the index or `cancel` was set; then, as on any failure, the index is as it was. Raises a
        StateError where nothing can be written. `progress` counts passages.
        """

    async def rollback(self) -> str:
        """Use the generation before the one in use and return its name; StateError where there is none."""

    async def verify(self) -> list[str]:
        """Compare index, embeddings, passages and canonical texts; return what is wrong, a line each."""
