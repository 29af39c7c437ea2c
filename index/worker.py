"""The process that builds a generation for another one; see `apart`.

It reads what it is to do from its input, a JSON object a line, and writes what it did to its output: first
the task, answered when every passage is read; then {"do": "fill"} and {"do": "finish"}.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.errors import FootbridgeError
from corpus.processes import end_with
from corpus.store import Store, databases
from corpus.store.database import Database
from corpus.store.sqlite_database import SqliteDatabase
from index.building import Here

_NICE = 5
"""How much it stands back for others who want the processor."""


_ANSWERS = os.dup(sys.stdout.fileno())
"""Where answers go."""


def main() -> None:
    """Do what is asked until the input ends."""
    end_with(os.getppid())
    _hush()
    with suppress(OSError):
        os.nice(_NICE)
    try:
        asyncio.run(_work(json.loads(sys.stdin.readline())))
    except (BrokenPipeError, KeyboardInterrupt):  # who asked is gone
        os._exit(1)
    except FootbridgeError as error:
        _say({"error": str(error)})
    except OSError as error:  # told in words by who asked
        _say({"errno": error.errno, "strerror": error.strerror})


def _hush() -> None:
    """Let only Python's own errors be seen: FAISS prints what it does."""
    sys.stderr = os.fdopen(os.dup(2), "w")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


async def _work(task: dict[str, Any]) -> None:
    state = Path(task["state"])
    database: Database = databases.of(state, task["database"]) if task["database"] else SqliteDatabase(state)
    async with (
        await Store.open(state, write=False, database=database) as store,
        Here(store, Path(task["folder"]), task["fingerprint"], task["dimensions"]) as build,
    ):
        await build.read(lambda more: _say({"read": more}))
        _say({})
        while line := await asyncio.to_thread(sys.stdin.readline):
            if json.loads(line)["do"] == "fill":
                _say({"missing": await build.fill()})
            else:
                sizes, revision = await build.finish()
                told = {str(pkey): [size.passages, size.units] for pkey, size in sizes.items()}
                _say({"sizes": told, "revision": revision})


def _say(what: dict[str, Any]) -> None:
    os.write(_ANSWERS, json.dumps(what).encode() + b"\n")


if __name__ == "__main__":
    main()
