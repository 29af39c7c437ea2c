"""One websocket of the bot, and the session it carries."""

from __future__ import annotations

import asyncio
import contextlib
import json
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from aiohttp import WSMsgType, web

from .errors import Json
from .payloads import member_json

if TYPE_CHECKING:
    from .gateway import Gateway

GUILDS, GUILD_MEMBERS, PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, GUILD_REACTIONS, DIRECT_MESSAGES, DIRECT_REACTIONS = 1 << 9, 1 << 10, 1 << 12, 1 << 13
MESSAGE_CONTENT = 1 << 15
PRIVILEGED = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT
INVALIDATING_CLOSES = (1000, 1001)
_KNOWN_INTENTS = (1 << 26) - 1
_BUFFER = 5000  # events kept for a RESUME


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...


class _Zlib:
    def __init__(self) -> None:
        self._context = zlib.compressobj()

    def compress(self, data: bytes, /) -> bytes:
        return self._context.compress(data) + self._context.flush(zlib.Z_SYNC_FLUSH)


class _Zstd:
    """zstd-stream, which discord.py asks for when the `zstandard` package is installed."""

    def __init__(self) -> None:
        import zstandard  # type: ignore[import-not-found, unused-ignore]

        self._context = zstandard.ZstdCompressor().compressobj()
        self._flush = zstandard.COMPRESSOBJ_FLUSH_BLOCK

    def compress(self, data: bytes, /) -> bytes:
        done: bytes = self._context.compress(data) + self._context.flush(self._flush)
        return done


@dataclass(slots=True, eq=False)
class Session:
    """What Discord remembers of one shard between connections."""

    id: str
    shard: int
    shards: int
    intents: int
    sequence: int = 0
    buffer: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_BUFFER))
    connection: Connection | None = None

    def emit(self, event: str, data: Any) -> None:
        self.sequence += 1
        frame = json.dumps({"op": 0, "s": self.sequence, "t": event, "d": data})
        self.buffer.append((self.sequence, frame))
        if self.connection is not None:
            self.connection.send_text(frame)


class Connection:
    """One websocket: a writer task drains what others put, the handler reads."""

    def __init__(self, gateway: Gateway, request: web.Request) -> None:
        self.gateway, self._request = gateway, request
        self.socket = web.WebSocketResponse(compress=False, timeout=0.5)
        self.session: Session | None = None
        self._ended_here = False
        self._out: asyncio.Queue[str | None] = asyncio.Queue()
        kind = request.query.get("compress")
        self._compressor: _Compressor | None = None
        if kind:
            self._compressor = _Zstd() if kind == "zstd-stream" else _Zlib()

    def send_text(self, frame: str) -> None:
        self._out.put_nowait(frame)

    def send(self, op: int, data: Any = None) -> None:
        self.send_text(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    async def _write(self) -> None:
        while (frame := await self._out.get()) is not None:
            with contextlib.suppress(ConnectionError):  # the peer is gone: the session keeps the event
                if self._compressor is None:
                    await self.socket.send_str(frame)
                else:
                    await self.socket.send_bytes(self._compressor.compress(frame.encode()))

    async def close(self, code: int, reason: str = "") -> None:
        self._ended_here = True
        self._detach()
        await self.socket.close(code=code, message=reason.encode())

    def abort(self) -> None:
        """Cut the TCP connection without a close frame."""
        self._detach()
        if self._request.transport is not None:
            self._request.transport.abort()

    def _detach(self) -> None:
        if self.session is not None and self.session.connection is self:
            self.session.connection = None

    async def run(self) -> web.WebSocketResponse:
        await self.socket.prepare(self._request)
        writer = asyncio.create_task(self._write())
        if self.gateway.mute_connects:
            self.gateway.mute_connects -= 1
            self.gateway.muted += 1
        else:
            self.send(10, {"heartbeat_interval": int(self.gateway.heartbeat_interval * 1000)})
        try:
            async for message in self.socket:
                if message.type is not WSMsgType.TEXT:
                    continue
                try:
                    frame = json.loads(message.data)
                except ValueError:
                    await self.close(4002, "Error while decoding payload.")
                    break
                await self._receive(frame)
        finally:
            code = self.socket.close_code
            if self.session is not None and code in INVALIDATING_CLOSES and not self._ended_here:
                self.gateway.sessions.pop(self.session.id, None)
            self._detach()
            self._out.put_nowait(None)
            await writer
        return self.socket

    async def _receive(self, frame: Json) -> None:
        op: Any = frame.get("op")
        data: Any = frame.get("d")
        self.gateway.received[int(op) if isinstance(op, int) else -1] += 1
        if op == 1:
            if not self.gateway.deaf:
                self.send(11)
        elif op == 2:
            await self._identify(data)
        elif op == 6:
            await self._resume(data)
        elif self.session is None:
            await self.close(4003, "Not authenticated.")
        elif op == 8:
            self._members(data)
        elif op not in (3, 4):
            await self.close(4001, "Unknown opcode.")
        self.gateway.discord.notify()

    async def _identify(self, data: Json) -> None:
        gateway = self.gateway
        gateway.identifies += 1
        shard, shards = data.get("shard") or (0, 1)
        if self.session is not None:
            await self.close(4005, "Already authenticated.")
        elif data.get("token") != gateway.token:
            await self.close(4004, "Authentication failed.")
        elif not 0 <= shard < shards:
            await self.close(4010, "Invalid shard.")
        elif shards < gateway.discord.shards:
            await self.close(4011, "Sharding required.")
        elif data.get("intents", -1) & ~_KNOWN_INTENTS:
            await self.close(4013, "Invalid intent(s).")
        elif data["intents"] & PRIVILEGED & ~gateway.privileged:
            await self.close(4014, "Disallowed intent(s).")
        elif gateway.too_soon():
            self.send(9, False)
        elif gateway.invalidate_next_identify:
            gateway.invalidate_next_identify = False
            self.send(9, False)
        else:
            self.session = gateway.begin(shard, shards, data["intents"], self)

    async def _resume(self, data: Json) -> None:
        session = self.gateway.sessions.get(data.get("session_id") or "")
        self.gateway.resumes += 1
        if data.get("token") != self.gateway.token:
            await self.close(4004, "Authentication failed.")
        elif session is None:
            self.send(9, False)
        elif not isinstance(data.get("seq"), int) or data["seq"] > session.sequence:
            await self.close(4007, "Invalid seq.")
        else:
            self.session, session.connection = session, self
            for sequence, frame in list(session.buffer):
                if sequence > data["seq"]:
                    self.send_text(frame)
            session.emit("RESUMED", {"_trace": []})

    def _members(self, data: Json) -> None:
        guild = self.gateway.discord.guilds.get(int(data["guild_id"]))
        if guild is None or self.session is None:
            return
        wanted = {int(i) for i in data.get("user_ids") or ()}
        prefix = (data.get("query") or "").lower()
        found = [
            m
            for m in guild.members.values()
            if (m.user.id in wanted if wanted else m.user.name.lower().startswith(prefix))
        ]
        self.session.emit(
            "GUILD_MEMBERS_CHUNK",
            {
                "guild_id": str(guild.id),
                "members": [member_json(m) for m in found],
                "chunk_index": 0,
                "chunk_count": 1,
                "nonce": data.get("nonce"),
                "not_found": [],
            },
        )
