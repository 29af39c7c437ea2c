"""Have uploads read by a process of their own; whatever it does, this process goes on.

One upload is read at a time, so that a machine of one gigabyte bears it. The process gets no environment
but what Python needs, so a token is not in it; see `corpus.processes`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from bot.shared.reading import findings
from bot.shared.reading.findings import DocumentFound, RecordsFound
from corpus import environment, processes
from corpus.errors import RefusedError
from corpus.store.database import SETTING

log = logging.getLogger("footbridge.reading")

_FEW_ARENAS = {"MALLOC_ARENA_MAX": "2"}
"""glibc gives each thread an arena of 64 MB of addresses, which the limit would count."""

T = TypeVar("T")
Failure = Literal["slow", "large", "broken"]


class UnreadableError(Exception):
    """An upload could not be read within its limits; `why` is slow, large or broken."""

    def __init__(self, why: Failure) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one upload may take: seconds, bytes of address space, bytes of what it found.

    `compare` is how many of the seconds looking for contradictions may take; 0 compares nothing.
    """

    seconds: float = 30.0
    memory: int = 768 * 1024 * 1024
    found: int = findings.MOST_UNPACKED
    compare: float = 8.0


class Reader:
    """Reads uploads, one at a time; `state` is the folder whose corpus they are compared with."""

    def __init__(self, state: Path, bounds: Bounds | None = None) -> None:
        self._state = state.absolute()
        self.bounds = bounds or Bounds()
        self._one_at_a_time = asyncio.Lock()

    async def document(self, name: str, data: bytes, scopes: Sequence[str]) -> DocumentFound:
        """Read a document; raises RefusedError, UnreadableError."""
        lines, why = await self._read("document", name, data, scopes)
        found = self._first(lines, why, findings.read_document)
        if self.bounds.compare <= 0:
            return found
        try:
            compared = findings.read_document(lines[1])
        except (IndexError, ValueError):
            log.info("an upload was not compared with the corpus: %s", why)
            return found
        return replace(
            found, repeated=compared.repeated, repeated_in=compared.repeated_in, near=compared.near,
            clashes=compared.clashes,
        )  # fmt: skip

    async def records(self, name: str, data: bytes, scopes: Sequence[str]) -> RecordsFound:
        """Read a file of partnership records; raises RefusedError, UnreadableError."""
        lines, why = await self._read("records", name, data, scopes)
        return self._first(lines, why, findings.read_records)

    def _first(self, lines: list[bytes], why: Failure, read: Callable[[bytes], T]) -> T:
        if not lines:
            raise UnreadableError(why)
        if lines[0].startswith((b'{"refused"', b'{"failed"')):
            told = json.loads(lines[0])
            if "refused" in told:
                raise RefusedError(str(told["refused"]))
            raise UnreadableError("large")
        try:
            return read(lines[0])
        except ValueError as error:
            raise UnreadableError(why) from error

    async def _read(
        self, kind: findings.Kind, name: str, data: bytes, scopes: Sequence[str]
    ) -> tuple[list[bytes], Failure]:
        """Return the whole lines that the process wrote, and why it may have ended early."""
        order = {
            "kind": kind, "name": name, "scopes": list(scopes), "scope": scopes[-1], "bytes": len(data),
            "state": str(self._state), "database": environment.value(SETTING), "memory": self.bounds.memory,
            "compare": self.bounds.compare,
            "cpu": max(1, round(self.bounds.seconds)),
        }  # fmt: skip
        async with self._one_at_a_time:
            process = await processes.start(  # it compares an upload with what is known
                "bot.shared.reading.reading_process", database=bool(order["database"]), given=_FEW_ARENAS,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            said = bytearray()
            feeding = asyncio.create_task(_feed(process, json.dumps(order).encode() + b"\n" + data))
            why: Failure = "broken"
            try:
                async with asyncio.timeout(self.bounds.seconds):
                    why = await self._listen(process, said)
            except TimeoutError:
                why = "slow"
            finally:
                feeding.cancel()
                await asyncio.shield(_end(process, feeding))
            if why == "broken" and process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
                why = "slow"
            elif why == "broken" and process.returncode == -signal.SIGABRT:
                why = "large"  # how libraries that are not Python's end when they get no memory
        return bytes(said).split(b"\n")[:-1], why

    async def _listen(self, process: asyncio.subprocess.Process, said: bytearray) -> Failure:
        assert process.stdout is not None
        while chunk := await process.stdout.read(1 << 16):
            said += chunk
            if len(said) > 2 * self.bounds.found:
                return "large"
        await process.wait()
        return "broken"


async def _feed(process: asyncio.subprocess.Process, data: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(data)
        await process.stdin.drain()
        process.stdin.close()


async def _end(process: asyncio.subprocess.Process, feeding: asyncio.Task[None]) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.stdout is not None
    while await process.stdout.read(1 << 16):  # asyncio waits for the pipe's end, which it sees only reading
        pass
    await process.wait()
    await asyncio.gather(feeding, return_exceptions=True)
