from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web
from yarl import URL

if TYPE_CHECKING:
    from .messages import Attachment
    from .server import DoubleDiscord
    from .world import Channel


class Cdn:
    """Keep uploaded files and serve them, wrongly where a fault says so."""

    def __init__(self, discord: DoubleDiscord) -> None:
        self._discord = discord
        self._files: dict[int, Attachment] = {}
        self.served = 0

    def keep(self, channel: Channel, file: Attachment) -> Attachment:
        """Give a file an id and an address."""
        file.id = self._discord.ids.next()
        path = URL.build(path=f"/attachments/{channel.id}/{file.id}/{_safe(file.filename)}")
        file.url = f"{self._discord.cdn_url}{path.raw_path}?ex=1&is=1&hm=1"
        self._files[file.id] = file
        return file

    def forget(self, file: Attachment) -> None:
        """Let the file be gone (its message was deleted)."""
        self._files.pop(file.id, None)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        fault = self._discord.faults.strike("GET " + request.path, ("cdn", "slow", "bare"))
        damage = fault.damage if fault else ""
        self._discord.notify()
        file = self._files.get(int(request.match_info["attachment_id"]))
        if file is None or damage == "missing":
            return web.Response(status=404, text="This content is no longer available.")
        if fault is not None and fault.kind == "bare":
            return web.Response(status=fault.status, text="upstream connect error")
        self.served += 1
        if damage == "wrong type":
            return web.Response(text="<html><body>not a file</body></html>", content_type="text/html")
        data = file.data
        if damage == "wrong size":
            data += b"\n" + b"more than was promised " * 64
        headers = {"Content-Type": file.content_type or "application/octet-stream"}
        if damage != "truncated":
            return web.Response(body=data, headers=headers)
        reply = web.StreamResponse(headers=headers | {"Content-Length": str(len(data) + 1)})
        await reply.prepare(request)
        await reply.write(data[: len(data) // 2])
        assert request.transport is not None
        request.transport.abort()
        return reply


def _safe(filename: str) -> str:
    """Return the file name as it stands in the address (Discord keeps letters, digits, `.`, `-` and `_`)."""
    kept = "".join(c if c.isalnum() or c in "._-" else "_" for c in filename.replace("/", "_"))
    return kept[-100:] or "unknown"
