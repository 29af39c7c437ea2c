"""Keeping the corpus, for the terminal and for Discord alike: purge, edit, import.

Each of these changes the store in one transaction and then brings the index up to date.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import RefusedError
from corpus.model import Document, Purged

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from bot.shared.golden import Preview, Questions
    from bot.shared.knowledge_base import KnowledgeBase
    from corpus.store.merging import Merged
    from index import PassageIndex
    from index.gather import Cancel
    from index.model import Progress


async def purge(
    kb: KnowledgeBase, identity: str, *, scope: str, by: str | None, version: int | None = None
) -> tuple[Purged, bool]:
    """Delete a document, a record, or one version of either, for good and everywhere.

    Returns what was deleted, and whether the files are rid of every trace already; where another process
    kept them busy, the next one that may write sees to it. Raises RefusedError.
    """
    work = await _purging(kb, identity, scope)
    done = await kb.store.change(work, identity, scope=scope, by=by, version=version)
    await kb.index.refresh()  # builds a new generation, and forgets the embeddings
    return done, await kb.store.scrub()


async def foresee_purge(
    kb: KnowledgeBase, identity: str, *, scope: str, version: int | None = None
) -> Purged:
    """Return what `purge` would delete, by doing it and undoing it; raises RefusedError."""
    work = await _purging(kb, identity, scope)
    found: list[Purged] = []

    def attempt(connection: Connection) -> None:
        found.append(work(connection, identity, scope=scope, by=None, version=version))
        raise _UndoneError

    with suppress(_UndoneError):
        await kb.store.change(attempt)
    return found[0]


class _UndoneError(Exception):
    """Raised in a transaction that is not to be kept."""


async def _purging(kb: KnowledgeBase, identity: str, scope: str) -> Callable[..., Purged]:
    from corpus.store import purge as purging  # noqa: PLC0415

    return purging.purge_statement if await is_record(kb, identity, scope) else purging.purge_document


async def edit(
    kb: KnowledgeBase, identity: str, changed: Mapping[str, str], *, scope: str, by: str | None
) -> Document:
    """Change what is said about a document: title, author, url, language or date; "" takes one away.

    Raises RefusedError.
    """
    from corpus.store import editing  # noqa: PLC0415

    if await is_record(kb, identity, scope):
        raise RefusedError(
            f"{identity} is a record; nothing was changed. Import a row with its id and the right values."
        )
    document = await kb.store.change(editing.edit, identity, changed, scope=scope, by=by)
    await kb.index.refresh()
    return document


async def import_archive(kb: KnowledgeBase, file: Path, *, by: str | None) -> Merged:
    """Put what an export of a whole corpus holds into this one, all or nothing; raises RefusedError."""
    from corpus.store import merging, unarchive  # noqa: PLC0415

    archive = await asyncio.to_thread(unarchive.read, file)
    done = await kb.store.change(merging.merge, archive, by=by)
    await kb.index.refresh()
    return done


async def rebuild(
    kb: KnowledgeBase,
    questions: Questions,
    *,
    anyway: bool = False,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> tuple[Preview | None, bool]:
    """Build a new generation, ask the golden questions of it and of the old, and use it where it is no worse.

    With `anyway` it is used in any case. Returns the outcomes (None where `cancel` was set before there were
    any), and whether it is in use.
    """
    from bot.shared import golden  # noqa: PLC0415

    found: list[Preview] = []

    async def approve(index: PassageIndex) -> bool:
        before, after = await golden.ask(kb, questions), await golden.ask(kb.beside(index), questions)
        found.append(golden.Preview(before, after))
        return anyway or not found[0].worse

    published = await kb.index.rebuild(progress, cancel, approve=approve)
    return (found[0] if found else None), published


async def is_record(kb: KnowledgeBase, identity: str, scope: str) -> bool:
    """Tell whether an id is a record's and no document's."""
    if await kb.store.document(identity, (scope,)) is not None:
        return False
    return identity in await kb.store.statement_ids(scope)
