"""Who wants to be told when a later document answers a question; each is told once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from corpus.store import people_tables as t
from corpus.store.people import Run, Waiting, new_key
from corpus.store.sql import upsert

WAIT_DAYS = 180
"""How long a note is kept when nothing answers it, in days."""

MOST_WAITING = 20
"""The most notes that one user may have open."""

_DAY = 86_400


class Notes:
    """The notes of all users; `now` gives whole seconds since 1970."""

    def __init__(self, read: Run, write: Run, now: Callable[[], int]) -> None:
        self._read = read
        self._write = write
        self._now = now

    async def wait(
        self, user: int, scope: str, question: str, *, language: str | None
    ) -> Literal["noted", "already", "full"]:
        """Note that a user wants to be told; the same question in the same scope is noted once.

        It is asked again soon in any case: the corpus may have grown since the answer that was none.
        """
        now = self._now()

        def work(connection: Connection) -> Literal["noted", "already", "full"]:
            own = select(t.subscriptions).where(t.subscriptions.c.user_id == user)
            rows = connection.execute(own).all()
            if any(row.scope == scope and row.question.casefold() == question.casefold() for row in rows):
                return "already"
            if len(rows) >= MOST_WAITING:
                return "full"
            connection.execute(
                insert(t.subscriptions).values(
                    id=new_key(), user_id=user, scope=scope, question=question, language=language,
                    revision=0, since=now, expires_at=now + WAIT_DAYS * _DAY,
                )
            )  # fmt: skip
            return "noted"

        return await self._write(work)

    async def waiting(self, *, before_revision: int) -> list[Waiting]:
        """Return the notes that were last asked in vain before a revision, oldest first."""
        query = select(t.subscriptions).where(
            t.subscriptions.c.revision < before_revision, t.subscriptions.c.expires_at > self._now()
        )
        rows = await self._read(lambda c: c.execute(query.order_by(t.subscriptions.c.since)).all())
        return [
            Waiting(r.id, r.user_id, r.scope, r.question, r.language, r.revision, r.since, r.expires_at)
            for r in rows
        ]

    async def asked_in_vain(self, identity: str, revision: int) -> None:
        """Note that the corpus at a revision does not answer it either."""
        statement = update(t.subscriptions).where(t.subscriptions.c.id == identity).values(revision=revision)
        await self._write(lambda connection: connection.execute(statement))

    async def claim(self, identity: str) -> bool:
        """Take a note to be told now; false when it was told before or is gone."""

        def work(connection: Connection) -> bool:
            gone = connection.execute(
                delete(t.subscriptions).where(t.subscriptions.c.id == identity)
            ).rowcount
            if gone:
                upsert(
                    t.notified, ["subscription"], [{"subscription": identity, "at": self._now()}], connection
                )
            return bool(gone)

        return await self._write(work)
