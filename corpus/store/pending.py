"""What moderators have sent and not yet confirmed, and what they confirmed and is not yet stored and told.

A row goes away in one of four ways: it is dropped, it expires, its server is purged, or what it holds has
been stored and that was told. So nothing that was confirmed is ever lost, whenever the process dies; and
nothing is stored a second time, because a row says when only telling is left.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.engine import Connection

from corpus.store import people_tables as t
from corpus.store.people import Run, new_key
from corpus.store.scrubbing import needs_scrub

WAITING, CONFIRMED, STORED = "waiting", "confirmed", "stored"

_DESCRIBED = tuple(column for column in t.pending.c if column.name not in ("data", "reading"))


@dataclass(frozen=True, slots=True)
class Pending:
    """A pending addition without its bytes.

    `kind` is document or records; `asker` the keyed hash of who may confirm it; `state` waiting,
    confirmed, or stored and still to be told; `about` what is shown of it, needed to store it and to be
    told, as JSON; times are seconds since 1970.
    """

    id: str
    scope: str
    asker: str
    kind: str
    name: str
    state: str
    about: dict[str, Any]
    created_at: int
    expires_at: int


class Additions:
    """The pending additions; `now` gives whole seconds since 1970."""

    def __init__(self, read: Run, write: Run, now: Callable[[], int]) -> None:
        self._read = read
        self._write = write
        self._now = now

    async def keep(
        self,
        *,
        scope: str,
        asker: str,
        kind: str,
        name: str,
        data: bytes,
        reading: bytes,
        about: dict[str, Any],
        seconds: int,
        most: int,
    ) -> str | None:
        """Keep an addition until it is confirmed, at most `seconds`; None when `most` of this person wait."""
        identity, now = new_key(), self._now()

        def work(connection: Connection) -> str | None:
            held = select(t.pending.c.id).where(
                t.pending.c.scope == scope, t.pending.c.asker == asker, t.pending.c.state == WAITING,
                t.pending.c.expires_at > now,
            )  # fmt: skip
            if len(connection.execute(held).all()) >= most:
                return None
            connection.execute(
                insert(t.pending).values(
                    id=identity, scope=scope, asker=asker, kind=kind, name=name, state=WAITING,
                    about=json.dumps(about), data=data, reading=reading, created_at=now,
                    expires_at=now + seconds,
                )
            )  # fmt: skip
            return identity

        return await self._write(work)

    async def get(self, identity: str) -> Pending | None:
        """Return one, None when it is gone or has expired unconfirmed."""
        found = await self._some(t.pending.c.id == identity)
        return found[0] if found else None

    async def of(self, scope: str, asker: str) -> list[Pending]:
        """Return what one person has waiting in a scope, newest first."""
        return await self._some(t.pending.c.scope == scope, t.pending.c.asker == asker)

    async def confirmed(self) -> list[Pending]:
        """Return what was confirmed and has not been stored, or not told, oldest first."""
        return list(reversed(await self._some(t.pending.c.state != WAITING)))

    async def content(self, identity: str) -> tuple[bytes, bytes]:
        """Return the original bytes, and what reading made of them."""
        query = select(t.pending.c.data, t.pending.c.reading).where(t.pending.c.id == identity)
        row = await self._read(lambda connection: connection.execute(query).one())
        return row.data, row.reading

    async def confirm(self, identity: str, about: dict[str, Any]) -> bool:
        """Mark one as confirmed; false when somebody was faster. It no longer expires."""
        statement = (
            update(t.pending)
            .where(
                t.pending.c.id == identity,
                t.pending.c.state == WAITING,
                t.pending.c.expires_at > self._now(),
            )
            .values(state=CONFIRMED, about=json.dumps(about))
        )
        return await self._write(lambda connection: connection.execute(statement).rowcount == 1)

    async def ask_again(self, identity: str, about: dict[str, Any]) -> None:
        """Have one that was confirmed wait again: what was confirmed is not what storing it would do."""
        statement = (
            update(t.pending)
            .where(t.pending.c.id == identity, t.pending.c.state == CONFIRMED)
            .values(state=WAITING, about=json.dumps(about))
        )
        await self._write(lambda connection: connection.execute(statement))

    async def drop(self, identity: str) -> bool:
        """Delete one that waits; false when it is gone, or confirmed."""
        return await self._delete(t.pending.c.id == identity, t.pending.c.state == WAITING, for_good=True)

    async def stored(self, identity: str, about: dict[str, Any]) -> None:
        """Mark one whose content has been stored, or was refused for good: it is only to be told yet."""
        values = {"state": STORED, "about": json.dumps(about), "data": b"", "reading": b""}
        statement = update(t.pending).where(t.pending.c.id == identity).values(**values)
        await self._write(lambda connection: connection.execute(statement))

    async def told(self, identity: str) -> bool:
        """Delete one whose end has been told, or can be told no more."""
        return await self._delete(t.pending.c.id == identity)

    async def expire(self) -> None:
        """Delete what nobody confirmed in time."""
        gone = t.pending.c.expires_at <= self._now()
        await self._delete(t.pending.c.state == WAITING, gone, for_good=True)

    async def _delete(self, *where: Any, for_good: bool = False) -> bool:
        """Delete rows; with `for_good` what they hold was never stored, and no trace of it shall be left."""

        def work(connection: Connection) -> bool:
            deleted = connection.execute(delete(t.pending).where(*where)).rowcount > 0
            if deleted and for_good:
                needs_scrub(connection)
            return deleted

        return await self._write(work)

    async def _some(self, *where: Any) -> list[Pending]:
        alive = (t.pending.c.state != WAITING) | (t.pending.c.expires_at > self._now())
        query = select(*_DESCRIBED).where(alive, *where).order_by(t.pending.c.created_at.desc())
        rows = await self._read(lambda connection: connection.execute(query).all())
        return [_pending(row) for row in rows]


def _pending(row: Row[Any]) -> Pending:
    return Pending(**{**row._asdict(), "about": json.loads(row.about)})
