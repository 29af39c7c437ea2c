from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .connection import GUILDS, Connection, Session
from .errors import Json
from .payloads import user_json

if TYPE_CHECKING:
    from .server import DoubleDiscord


class Gateway:
    """All shards' sessions; `dispatch` reaches those that may see an event."""

    def __init__(self, discord: DoubleDiscord, *, heartbeat_interval: float, privileged: int) -> None:
        self.discord = discord
        self.token = discord.token
        self.heartbeat_interval = heartbeat_interval
        self.privileged = privileged  # privileged intents switched on in the developer portal
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.identifies = 0
        self.identify_seconds = 0.0
        self.crowded = 0  # sessions that were to begin too soon after the one before
        self._identified = -1e9
        self.resumes = 0
        self.refused = 0
        self.received: Counter[int] = Counter()
        self.deaf = False  # no heartbeat ACKs
        self.refuse_connects = 0
        self.mute_connects = 0  # that are taken and never told HELLO
        self.muted = 0
        self.invalidate_next_identify = False

    @property
    def connected(self) -> bool:
        return any(session.connection for session in self.sessions.values())

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.refuse_connects:
            self.refuse_connects -= 1
            self.refused += 1
            self.discord.notify()
            assert request.transport is not None
            request.transport.abort()
            return web.Response(status=503)
        connection = Connection(self, request)
        self.connections.add(connection)
        try:
            return await connection.run()
        finally:
            self.connections.discard(connection)
            self.discord.notify()

    def too_soon(self) -> bool:
        """Note an IDENTIFY; tell whether it comes too soon after the one before."""
        before, self._identified = self._identified, time.monotonic()
        early = self._identified - before < self.identify_seconds
        self.crowded += early
        return early

    def begin(self, shard: int, shards: int, intents: int, connection: Connection) -> Session:
        """Start a session: READY, then every guild of the shard."""
        for old in [s for s in self.sessions.values() if s.shard == shard and s.connection is None]:
            del self.sessions[old.id]
        session = Session(f"{self.discord.ids.next():032x}", shard, shards, intents, connection=connection)
        self.sessions[session.id] = session
        guilds = [g for g in self.discord.guilds.values() if not g.gone and (g.id >> 22) % shards == shard]
        session.emit(
            "READY",
            {
                "v": 10,
                "user": user_json(self.discord.bot) | {"verified": True, "mfa_enabled": True, "email": None},
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": self.discord.resume_url,
                "shard": [shard, shards],
                "application": {"id": str(self.discord.application_id), "flags": 0},
                "_trace": [],
            },
        )
        if intents & GUILDS:
            for guild in guilds:
                session.emit("GUILD_CREATE", self.discord.announce.guild_create(guild))
        self.discord.notify()
        return session

    def dispatch(
        self, event: str, build: Callable[[int], Json | None] | Json, *, guild: int | None = None
    ) -> None:
        """Send an event to the sessions of the guild's shard (shard 0 for direct messages).

        `build` is the object, or makes it from a session's intents and returns None where it may not be seen.
        """
        for session in list(self.sessions.values()):
            if ((guild or 0) >> 22) % session.shards != session.shard:
                continue
            data = build(session.intents) if callable(build) else build
            if data is not None:
                self.discord.judge.event(event, data)
                session.emit(event, data)

    def raw(self, event: str, data: Any) -> None:
        """Send any event, malformed ones included, to every connected session, unjudged."""
        for session in self.sessions.values():
            session.emit(event, data)

    def live(self) -> list[Connection]:
        return [c for c in self.connections if c.session is not None and not c.socket.closed]

    def reconnect(self) -> None:
        """Op 7: ask every connection to reconnect and resume."""
        for connection in self.live():
            connection.send(7)

    def invalidate(self, *, resumable: bool) -> None:
        """Op 9."""
        for connection in self.live():
            if not resumable and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
            connection.send(9, resumable)

    def abort(self) -> None:
        for connection in self.live():
            connection.abort()

    async def close(self, code: int) -> None:
        """Close every connection with a gateway close code."""
        if code in (4007, 4009):  # the session is over; after any other code it can be resumed
            self.sessions.clear()
        for connection in self.live():
            await connection.close(code)

    async def shut_down(self) -> None:
        for connection in list(self.connections):
            with contextlib.suppress(ConnectionError):
                await connection.close(1001)
