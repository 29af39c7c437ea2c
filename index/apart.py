"""Build a generation in a process of its own: nobody's answer waits for it, and its memory is given back."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from corpus import processes
from corpus.errors import ResourceError, StateError
from corpus.store import Store
from index.building import Read
from index.gather import Cancel, go_on
from index.generation import Size
from index.partition import PartitionKey

_LONGEST = 2**26  # bytes of a line: the numbers of millions of passages
_LOOK = 0.5
"""Seconds between two looks at whether to go on."""

_QUIET = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
    "MALLOC_ARENA_MAX": "2",
    **dict.fromkeys(("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"), "1000000"),
}
"""It takes one core at most, so that answers have the others, and gives memory back as soon as it can."""


class EndedError(ResourceError):
    """Report that the process which builds has ended before it was done; it may have found no memory."""


class Apart:
    """A build by a process of its own: `index.worker`, which is told and tells a JSON object a line."""

    def __init__(self, store: Store, folder: Path, fingerprint: str, dimensions: int) -> None:
        self._task = {
            "state": str(store.folder.absolute()),
            "database": store.database.address,
            "folder": str(folder.absolute()),
            "fingerprint": fingerprint,
            "dimensions": dimensions,
        }
        self._process: asyncio.subprocess.Process | None = None

    async def read(self, told: Read, cancel: Cancel | None = None) -> None:
        """Read every live passage."""
        await self._ask(self._task, told, cancel)

    async def fill(self) -> list[int]:
        """Put stored vectors in their places; return the numbers of passages that lack some."""
        missing: list[int] = (await self._ask({"do": "fill"}))["missing"]
        return missing

    async def finish(self, cancel: Cancel | None = None) -> tuple[dict[PartitionKey, Size], int]:
        """Finish the files; return the sizes of the partitions, and the revision they are of."""
        go_on(cancel)
        found = await self._ask({"do": "finish"}, cancel=cancel)
        sizes = {PartitionKey.named(name): Size(*size) for name, size in found["sizes"].items()}
        return sizes, found["revision"]

    async def __aenter__(self) -> Self:
        self._process = await processes.start(
            "index.worker", database=self._task["database"] is not None, given=_QUIET,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=_LONGEST,
        )  # fmt: skip
        return self

    async def __aexit__(self, *_: object) -> None:
        process = self._process
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _ask(
        self, question: dict[str, Any], told: Read | None = None, cancel: Cancel | None = None
    ) -> dict[str, Any]:
        """Have something done, and return what is said at the end of it."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        with suppress(ConnectionError):  # its end is noticed below
            process.stdin.write(json.dumps(question).encode() + b"\n")
            await process.stdin.drain()
        while True:
            said = json.loads(await self._line(process, cancel))
            if "error" in said:
                raise StateError(said["error"])
            if "errno" in said:
                raise OSError(said["errno"], said["strerror"])
            if "read" not in said:
                done: dict[str, Any] = said
                return done
            if told is not None:
                told(said["read"])

    async def _line(self, process: asyncio.subprocess.Process, cancel: Cancel | None) -> bytes:
        assert process.stdout is not None
        line = asyncio.ensure_future(process.stdout.readline())
        try:
            while not line.done():
                go_on(cancel)
                await asyncio.wait({line}, timeout=_LOOK)
        finally:
            line.cancel()
        if not line.result():
            code = await process.wait()
            raise EndedError(
                f"The process that builds the index ended ({_end(code)}). The index is as it was. "
                "Make sure that there is memory for it and room in the state folder, and try again."
            )
        return line.result()


def _end(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
