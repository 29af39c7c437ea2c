"""Add documents in a process of its own, kill it at a random moment, look at what is left; many times over.

Run as a program, so that the children are forked from one that has no threads and is loaded already.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from pathlib import Path

from corpus.model import SHARED, NewDocument
from corpus.store import Store, documents, writer  # noqa: F401 - loaded once, for all children

PARAGRAPHS = 40


async def add(folder: Path, first: int, told: int) -> None:
    """Add document after document, and tell each number once it has been added."""
    async with await Store.open(folder, write=True) as store:
        for n in range(first, first + 10_000):
            text = "\n\n".join(
                f"Paragraph {p} of document {n}. It has two sentences." for p in range(PARAGRAPHS)
            )
            await store.add_document(NewDocument(f"d{n}.txt", text.encode()))
            if n % 3 == 0:
                await store.remove_document(f"d{n}", scope=SHARED, by=None)
            os.write(told, b"%d\n" % n)


async def check(folder: Path, said: set[int]) -> None:
    """Assert that every document is there whole, and those that were said to be."""
    async with await Store.open(folder, write=True) as store:
        assert await store.problems() == []
        live = await store.documents([SHARED])
        removed = await store.documents([SHARED], removed=True)
        assert said <= {int(document.id[1:]) for document in [*live, *removed]}
        assert PARAGRAPHS * len(live) == len(await store.passages(SHARED))
        stored, events = await store.stored_passages(SHARED), 0
        for document in [*live, *removed]:
            text = await store.text(document.id, 1)
            passages = [p for p in stored if (p.source, p.version) == (document.id, 1)]
            assert document.passages == len(passages) == PARAGRAPHS
            assert all(text[p.start : p.end] == p.text for p in passages)
            events += len(await store.history(document.id, [SHARED]))
        assert events == await store.revision()


def kill_one(folder: Path, first: int, patience: float, *, wait_for: str) -> set[int]:
    """Kill a child `patience` seconds after the database's file or the first document is there."""
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)
        asyncio.run(add(folder, first, tells))
        os._exit(0)
    os.close(tells)
    heard = os.read(hears, 9) if wait_for == "document" else b""
    deadline = time.monotonic() + 30
    while wait_for == "file" and not any(folder.glob("footbridge.db*")) and time.monotonic() < deadline:
        time.sleep(0.0005)
    time.sleep(patience)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(hears, "rb") as rest:
        heard += rest.read()
    return {int(line) for line in heard.split(b"\n")[:-1]}


def main(folder: Path, kills: int, wait_for: str) -> None:
    chance = random.Random(kills)
    said: set[int] = set()
    for n in range(kills):
        if wait_for == "file":
            kill_one(folder / str(n), 0, chance.uniform(0, 0.03), wait_for=wait_for)
            asyncio.run(check(folder / str(n), set()))
        else:
            said |= kill_one(folder, n * 10_000, chance.uniform(0, 0.06), wait_for=wait_for)
            asyncio.run(check(folder, said))
    print(len(said))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
