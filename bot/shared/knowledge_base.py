"""The knowledge base, through which the terminal, Discord and the benchmarks ask, add and rebuild."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering.answer import Answer
from corpus import bundled
from corpus.errors import StateMissingError, StateReadOnlyError
from corpus.model import SHARED
from corpus.store import Store
from corpus.store.database import Database
from index import PassageIndex, cross_encoder, open_index
from index.embedding import Embedder, load

if TYPE_CHECKING:
    from bot.answering.engine import Engine
    from bot.answering.knowledge import Knowledge
    from bot.answering.passages.answerer import Examined, PassageAnswerer

Progress = Callable[[str, int, int], None]
"""Called with the step in words, how much of it is done and how much there is (0 when unknown)."""


class KnowledgeBase:
    """A state folder, opened: its store, its index, and the engine that answers from both."""

    def __init__(self, store: Store, index: PassageIndex, engine: Engine) -> None:
        self.store = store
        self.index = index
        self._engine = engine

    @classmethod
    async def open(
        cls,
        state: Path,
        *,
        write: bool,
        model: str | None = None,
        empty: bool = False,
        progress: Progress | None = None,
        database: Database | None = None,
    ) -> KnowledgeBase:
        """Open a state folder, setting it up first where it is new: `empty` leaves the bundled corpus out.

        With `write` its lock is held until `close`. `database` is the one that the operator has chosen unless
        another is given. Raises StateError, ModelError.
        """
        async with AsyncExitStack() as opened:
            store = await _opened(state, database, write=write, empty=empty, progress=progress)
            opened.push_async_callback(store.close)
            loading = asyncio.create_task(asyncio.to_thread(_models, model, state, progress))
            await asyncio.sleep(0)  # the model loads on its thread, and while it does:
            from bot.answering.citing import Citer  # noqa: PLC0415
            from bot.answering.engine import Engine  # noqa: PLC0415
            from bot.answering.knowledge import Library  # noqa: PLC0415

            index = await open_index(store, store.database.derived, await loading, progress)
            opened.push_async_callback(index.close)
            reader = cross_encoder.on_first_use(state)
            engine = Engine(index, Library(store), Citer(store), reader)
            if not engine.is_prepared:
                if progress:
                    progress("reading example questions", 0, 0)
                await asyncio.to_thread(engine.prepare)
            opened.pop_all()  # `close` closes them
            return cls(store, index, engine)

    def beside(self, index: PassageIndex) -> KnowledgeBase:
        """Return one that answers from the same store and another index; it is not to be closed."""
        return KnowledgeBase(self.store, index, self._engine.beside(index))

    async def close(self) -> None:
        """Close the index and the store, and give the lock back."""
        try:
            await self.index.close()
        finally:
            await self.store.close()

    async def answer(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        scopes: Sequence[str] = (SHARED,),
        id: str = "",  # noqa: A002 - what its JSON calls it
        language: str | None = None,
    ) -> Answer:
        """Answer a question from the named scopes; `history` is the earlier questions, oldest first.

        `language` is the tag of the language that the answer is made in, English where it is None. Raises
        RefusedError for a question that cannot be read.
        """
        from bot.answering.language import speaking  # noqa: PLC0415

        with speaking(language):
            return await self._engine.ask(question, history=history, scopes=scopes, id=id)

    async def brief(
        self, one: str, other: str, *, scopes: Sequence[str] = (SHARED,), language: str | None = None
    ) -> Answer:
        """Return all that is known about two places as one answer."""
        from bot.answering.language import speaking  # noqa: PLC0415

        with speaking(language):
            return await self._engine.brief(one, other, scopes=scopes)

    async def knowledge(self, scopes: Sequence[str] = (SHARED,)) -> Knowledge:
        """Return what scopes know now besides passages: records, places, documents; kept until it changes."""
        return await self._engine.knowledge(scopes)

    @property
    def passages(self) -> PassageAnswerer:
        """Return what answers from passages, where exact answers are none."""
        return self._engine.passages

    async def examine(
        self,
        question: str,
        scopes: Sequence[str] = (SHARED,),
        history: Sequence[str] = (),
        by: PassageAnswerer | None = None,
    ) -> Examined:
        """Weigh the sentences of the passages found, without composing an answer; `by` a variant, if any."""
        return await self._engine.examine(question, scopes, history, by)


def _models(model: str | None, state: Path, progress: Progress | None) -> Embedder:
    """Return the embedding model; see to it that the reading model can be loaded when it is needed."""
    found = load(model, state, progress)
    cross_encoder.prepare(state, progress)
    return found


async def _opened(
    state: Path, database: Database | None, *, write: bool, empty: bool, progress: Progress | None
) -> Store:
    """Open the store, set up with the bundled corpus (not with `empty`) where it is new or was cut off."""
    with suppress(StateMissingError):
        async with AsyncExitStack() as opened:
            store = await opened.enter_async_context(await Store.open(state, write=write, database=database))
            if await bundled.is_set_up(store):
                opened.pop_all()
                return store
    try:
        async with await Store.open(state, write=True, database=database) as new:
            await bundled.set_up(
                new, empty=empty, step=lambda step: progress(step, 0, 0) if progress else None
            )
    except StateReadOnlyError:
        if not write:  # a folder that is there and cannot be brought up to date is answered from as it is
            with suppress(StateMissingError):
                return await Store.open(state, write=False, database=database)
        raise
    return await Store.open(state, write=write, database=database)
