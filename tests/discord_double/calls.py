"""One REST request on its way through the double: fault, authorization, judge, handler, headers."""

from __future__ import annotations

import asyncio
import json
import re
import time
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from . import errors, limits, schemas
from .errors import ApiError, Json
from .messages import Attachment

if TYPE_CHECKING:
    from .faults import Fault
    from .server import DoubleDiscord

API = "/api/v10"
_WITHOUT_TOKEN = re.compile(r"/(interactions|webhooks)/")
_FILE_FIELD = re.compile(r"files\[(\d)\]")


@dataclass(slots=True)
class Call:
    """A request as a handler sees it; `files` are the uploads by their index."""

    discord: DoubleDiscord
    method: str
    template: str
    params: dict[str, str]
    query: dict[str, str]
    body: Any = None
    files: dict[int, Attachment] = field(default_factory=dict)
    content_type: str = ""

    def id(self, name: str) -> int:
        text = self.params[name]
        if not text.isdecimal():
            raise errors.invalid_form([(name, f'Value "{text}" is not snowflake.')])
        return int(text)


@dataclass(frozen=True, slots=True)
class Logged:
    """One request of the bot as tests look at it; `at` in seconds of `time.monotonic()`."""

    route: str
    path: str
    body: Any
    status: int
    at: float


Handler = Callable[[Call], Any]  # returns a JSON body, None for 204, or (status, body)


class Pipeline:
    """Make an aiohttp handler of a route's handler."""

    def __init__(self, discord: DoubleDiscord) -> None:
        self._discord = discord

    def serve(
        self, method: str, template: str, handler: Handler
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            return await self._answer(request, method, template, handler)

        return answer

    async def unknown(self, request: web.Request) -> web.Response:
        """Answer what the double does not serve: a mistake of the bot, or a gap in the double."""
        what = f"{request.method} {request.path}"
        self._discord.judge.complain(what, "Discord has no such endpoint, or the double does not serve it")
        return self._reply(404, {"code": 0, "message": "404: Not Found"})

    async def _answer(
        self, request: web.Request, method: str, template: str, handler: Handler
    ) -> web.Response:
        route, faults = f"{method} {template}", self._discord.faults
        fault = faults.strike(route, ("reset", "429", "bare"))
        if fault is not None:
            await request.read()
            self._log(request, route, None, fault.status or (429 if fault.kind == "429" else 0))
            return self._refuse(request, fault)
        call = Call(self._discord, method, template, dict(request.match_info), dict(request.query))
        try:
            self._authorize(request, template)
            await self._read(request, call)
            self._judge(call)
            error = faults.strike(route, ("error",))
            if error is not None and error.error is not None:
                raise error.error
            result = handler(call)
            if asyncio.iscoroutine(result):
                result = await result
            status, body = result if isinstance(result, tuple) else (204 if result is None else 200, result)
        except ApiError as refused:
            status, body = refused.status, refused.body()
        self._log(request, route, call.body, status)
        self._discord.judge.reply(method, template, status, body)
        self._discord.notify()
        late = faults.strike(route, ("lost", "slow"))
        if late is not None and late.kind == "lost":
            return self._cut(request)
        if late is not None:
            await asyncio.sleep(late.seconds)
        return self._reply(status, body, route)

    def _authorize(self, request: web.Request, template: str) -> None:
        if _WITHOUT_TOKEN.match(template):
            return  # the token in the path is the authorization
        if request.headers.get("Authorization") != f"Bot {self._discord.token}":
            raise errors.unauthorized()

    async def _read(self, request: web.Request, call: Call) -> None:
        if request.content_type == "multipart/form-data":
            call.content_type = request.content_type
            async for part in await request.multipart():
                name = getattr(part, "name", None) or ""
                data = bytes(await part.read())  # type: ignore[union-attr]
                which = _FILE_FIELD.fullmatch(name)
                if name == "payload_json":
                    call.body = json.loads(data)
                elif which and data is not None:
                    call.files[int(which[1])] = Attachment(getattr(part, "filename", None) or "unknown", data)
                else:
                    self._discord.judge.complain(
                        f"{call.method} {call.template}", f"unknown form field {name!r}"
                    )
            return
        raw = await request.read()
        if raw:
            call.content_type = request.content_type
            try:
                call.body = json.loads(raw)
            except ValueError:
                raise ApiError(400, 50109, "The request body contains invalid JSON.") from None

    def _judge(self, call: Call) -> None:
        if any(len(file.data) > limits.UPLOAD_LIMIT for file in call.files.values()):
            self._discord.judge.complain(f"{call.method} {call.template}", "a file is larger than 10 MiB")
            raise errors.too_large()
        if call.body is None and not call.files:
            return
        uploads = {index: file.filename for index, file in call.files.items()}
        found = self._discord.judge.request(call.method, call.template, call.content_type, call.body, uploads)
        if found:
            raise errors.invalid_form(found)

    def _refuse(self, request: web.Request, fault: Fault) -> web.Response:
        if fault.kind == "reset":
            return self._cut(request)
        if fault.kind == "bare":
            return web.Response(
                status=fault.status, text="upstream connect error", headers={"Via": "1.1 double"}
            )
        body = {
            "message": "You are being rate limited.",
            "retry_after": fault.seconds,
            "global": fault.everywhere,
            "code": 0,
        }
        headers = {
            "Retry-After": str(fault.seconds),
            "X-RateLimit-Scope": "global" if fault.everywhere else "user",
        }
        return self._reply(429, body, headers=headers, via=fault.via)

    def _cut(self, request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)  # never arrives

    def _log(self, request: web.Request, route: str, body: Any, status: int) -> None:
        self._discord.requests.append(Logged(route, request.path, body, status, time.monotonic()))

    def _reply(
        self,
        status: int,
        body: Any,
        route: str = "",
        *,
        headers: dict[str, str] | None = None,
        via: bool = True,
    ) -> web.Response:
        """Reply with Discord's headers: exactly `application/json`, `Via`, generous rate limits."""
        sent = dict(headers or {})
        if via:
            sent["Via"] = "1.1 double"
        if route and status != 429:
            sent |= {
                "X-RateLimit-Limit": "1000000",
                "X-RateLimit-Remaining": "999999",
                "X-RateLimit-Reset": f"{time.time() + 1:.3f}",
                "X-RateLimit-Reset-After": "1.0",
                "X-RateLimit-Bucket": f"{zlib.crc32(route.encode()):08x}",
            }
        if body is None:
            return web.Response(status=status, headers=sent)
        sent["Content-Type"] = "application/json"
        return web.Response(status=status, body=json.dumps(body).encode(), headers=sent)


def described(routes: dict[str, Handler]) -> list[str]:
    """Return the routes that Discord's API description lacks (a test expects none)."""
    return [route for route in routes if not schemas.knows(*route.split(" ", 1))]


__all__ = ["API", "Call", "Handler", "Json", "Logged", "Pipeline", "described"]
