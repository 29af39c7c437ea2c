"""What servers have set, which of them left, and the work that must survive a restart."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, Select, and_, delete, insert, or_, select, update
from sqlalchemy.engine import Connection

from corpus.store import people_tables as t
from corpus.store.people import Digest, Job, Run, Server, new_key, server_scope, servers_of
from corpus.store.schema import facts
from corpus.store.scrubbing import needs_scrub
from corpus.store.sql import announce, insert_missing, living, upsert

SETTINGS = "settings "
"""What is announced when a server's settings were stored; its number follows."""


class Servers:
    """Settings, departures, jobs and facts; `now` gives whole seconds since 1970.

    `scrub` rids the file of traces of what was deleted; `number` is this process', for the jobs it holds.
    """

    def __init__(
        self,
        read: Run,
        write: Run,
        now: Callable[[], int],
        scrub: Callable[[], Awaitable[bool]],
        number: int,
    ) -> None:
        self._number = number
        self._read = read
        self._write = write
        self._now = now
        self._scrub = scrub

    async def all(self) -> dict[int, Server]:
        """Return the settings of every server that has set any."""
        return await self._settings(select(t.servers))

    async def some(self, guild: int) -> dict[int, Server]:
        """Return a server's settings, if it has set any."""
        return await self._settings(select(t.servers).where(t.servers.c.guild == guild))

    async def _settings(self, query: Select[Any]) -> dict[int, Server]:
        rows = await self._read(lambda connection: connection.execute(query).all())
        return {row.guild: _server(row) for row in rows}

    async def save(self, server: Server) -> None:
        """Store a server's settings; with storing off, the questions stored so far are deleted too."""
        row = {name: getattr(server, name) for name in Server.__slots__}
        row |= {
            "channels": json.dumps(list(server.channels)),
            "private": int(server.private),
            "storing": int(server.storing),
            "posts": json.dumps(dict(server.posts)),
            "digest": json.dumps(asdict(server.digest)) if server.digest else None,
        }

        def work(connection: Connection) -> None:
            upsert(t.servers, ["guild"], [row], connection)
            announce(connection, f"{SETTINGS}{server.guild}")
            if not server.storing:
                scope = server_scope(server.guild)
                connection.execute(delete(t.questions).where(t.questions.c.scope == scope))
                needs_scrub(connection)

        await self._write(work)
        if not server.storing:
            await self._scrub()

    # departures

    async def left(self, guild: int) -> None:
        """Note that the bot is no longer in a server; the first time counts."""

        def work(connection: Connection) -> None:
            known = select(t.departures).where(t.departures.c.guild == guild)
            if connection.execute(known).first() is None:
                connection.execute(insert(t.departures).values(guild=guild, left_at=self._now()))

        await self._write(work)

    async def returned(self, guild: int) -> None:
        """Forget that the bot had left."""
        statement = delete(t.departures).where(t.departures.c.guild == guild)
        await self._write(lambda connection: connection.execute(statement))

    async def known(self) -> set[int]:
        """Return every server of which something is stored here."""

        def work(connection: Connection) -> set[int]:
            found = set(connection.execute(select(t.servers.c.guild)).scalars())
            for table in (t.questions, t.answers, t.feedback, t.subscriptions, t.jobs, t.pending):
                scopes = connection.execute(select(table.c.scope).distinct()).scalars()
                found |= servers_of(scopes)
            return found

        return await self._read(work)

    async def departed(self, *, before: int) -> list[int]:
        """Return the servers that were left before a time."""
        query = select(t.departures.c.guild).where(t.departures.c.left_at < before)
        return list(await self._read(lambda connection: connection.execute(query).scalars().all()))

    async def purge(self, guild: int) -> None:
        """Delete everything stored here of a server, and the note that it was left."""
        scope = server_scope(guild)

        def work(connection: Connection) -> None:
            for table in (t.questions, t.answers, t.feedback, t.subscriptions, t.jobs, t.pending):
                connection.execute(delete(table).where(table.c.scope == scope))
            connection.execute(delete(t.servers).where(t.servers.c.guild == guild))
            connection.execute(delete(t.departures).where(t.departures.c.guild == guild))
            connection.execute(delete(facts).where(facts.c.name.like(f"bot:server:{guild}:%")))
            needs_scrub(connection)

        await self._write(work)
        await self._scrub()

    # jobs

    async def add_job(
        self,
        kind: str,
        scope: str,
        payload: dict[str, Any],
        *,
        asker: str | None = None,
        state: str = "open",
        identity: str | None = None,
    ) -> str:
        """Store work that must survive a restart; return its id, which may be given (a `new_key`)."""
        identity, now = identity or new_key(), self._now()
        statement = insert(t.jobs).values(
            id=identity, kind=kind, scope=scope, state=state, asker=asker, payload=json.dumps(payload),
            created_at=now, updated_at=now, holder=self._number,
        )  # fmt: skip
        await self._write(lambda connection: connection.execute(statement))
        return identity

    async def add_only_job(
        self, kind: str, scope: str, payload: dict[str, Any], *, identity: str
    ) -> Job | None:
        """Store work of which there is one at a time among all processes; None when that has been done.

        Else return what another living process works on, and store nothing.
        """
        now = self._now()

        def work(connection: Connection) -> Job | None:
            held = and_(t.jobs.c.holder.in_(living(connection) - {self._number}), t.jobs.c.state == "open")
            row = connection.execute(select(t.jobs).where(t.jobs.c.kind == kind, held)).first()
            if row is None:
                connection.execute(
                    insert(t.jobs).values(
                        id=identity, kind=kind, scope=scope, state="open", payload=json.dumps(payload),
                        created_at=now, updated_at=now, holder=self._number,
                    )
                )  # fmt: skip
            return None if row is None else _job(row)

        return await self._write(work)

    async def claim(self, kind: str, wanted: Callable[[Job], bool]) -> list[Job]:
        """Take the jobs of a kind that no living process works on; return all that are ours, oldest first.

        Of those that others left, the `wanted` are taken; nobody takes what another one takes.
        """
        own = t.jobs.c.holder == self._number

        def free(connection: Connection) -> Select[Any]:
            left = or_(t.jobs.c.holder.is_(None), t.jobs.c.holder.not_in(living(connection)))
            return select(t.jobs).where(t.jobs.c.kind == kind, or_(own, left))

        def look(connection: Connection) -> list[Job]:
            found = map(_job, connection.execute(free(connection).order_by(*_OLDEST)))
            return [job for job in found if job.holder == self._number or wanted(job)]

        def take(connection: Connection) -> list[Job]:
            rows = connection.execute(free(connection).order_by(*_OLDEST).with_for_update(skip_locked=True))
            jobs = [job for job in map(_job, rows) if job.holder == self._number or wanted(job)]
            names = [job.id for job in jobs]
            connection.execute(update(t.jobs).where(t.jobs.c.id.in_(names)).values(holder=self._number))
            return jobs

        found = await self._read(look)
        return found if all(job.holder == self._number for job in found) else await self._write(take)

    async def jobs(self, kind: str, *, state: str | None = None) -> list[Job]:
        """Return the jobs of a kind, oldest first."""
        query = select(t.jobs).where(t.jobs.c.kind == kind)
        if state is not None:
            query = query.where(t.jobs.c.state == state)
        rows = await self._read(lambda connection: connection.execute(query.order_by(*_OLDEST)).all())
        return [_job(row) for row in rows]

    async def update_job(
        self, identity: str, *, state: str | None = None, payload: dict[str, Any] | None = None
    ) -> None:
        """Change a job's state or payload."""
        values: dict[str, Any] = {"updated_at": self._now()}
        if state is not None:
            values["state"] = state
        if payload is not None:
            values["payload"] = json.dumps(payload)
        statement = update(t.jobs).where(t.jobs.c.id == identity).values(**values)
        await self._write(lambda connection: connection.execute(statement))

    async def end_job(self, identity: str) -> bool:
        """Delete a job; false when it was gone already."""
        statement = delete(t.jobs).where(t.jobs.c.id == identity)
        return await self._write(lambda connection: connection.execute(statement).rowcount == 1)

    # facts

    async def fact(self, name: str) -> str | None:
        """Return a small fact that the bot keeps about itself."""
        query = select(facts.c.value).where(facts.c.name == f"bot:{name}")
        return await self._read(lambda connection: connection.execute(query).scalar())

    async def change_fact(self, name: str, before: str | None, after: str) -> bool:
        """Keep a small fact in place of what it was; false where another process has changed it meanwhile."""
        row = {"name": f"bot:{name}", "value": after}

        def work(connection: Connection) -> bool:
            if before is None:
                return insert_missing(facts, [row], connection) == 1
            where = (facts.c.name == row["name"], facts.c.value == before)
            return connection.execute(update(facts).where(*where).values(value=after)).rowcount == 1

        return await self._write(work)

    async def set_fact(self, name: str, value: str) -> None:
        """Keep a small fact; one of a server is named `server:<id>:…`, and goes with the server."""
        row = {"name": f"bot:{name}", "value": value}
        await self._write(lambda connection: upsert(facts, ["name"], [row], connection))


_OLDEST = (t.jobs.c.created_at, t.jobs.c.id)


def _job(row: Row[Any]) -> Job:
    return Job(**{**row._asdict(), "payload": json.loads(row.payload)})


def _server(row: Row[Any]) -> Server:
    return Server(
        guild=row.guild,
        moderator_role=row.moderator_role,
        channels=tuple(json.loads(row.channels)),
        private=bool(row.private),
        language=row.language,
        user_rate=row.user_rate,
        guild_rate=row.guild_rate,
        storing=bool(row.storing),
        posts={int(channel): how for channel, how in json.loads(row.posts).items()},
        digest=Digest(**json.loads(row.digest)) if row.digest else None,
    )
