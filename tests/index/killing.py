"""Change a corpus and its index in a process of its own, kill it at a random moment, look at what is left.

Run as a program, so that the children are forked from one that has no threads and is loaded already: the
model, which starts threads, is opened after forking.
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
from corpus.store import Store
from index import Index, embedding

QUESTION = "Which document is about the harbour?"


async def change(folder: Path, models: Path, first: int, told: int) -> None:
    """Add, remove and rebuild, over and over; tell when each is begun and each document once it was added."""
    model = embedding.load(None, models)
    async with await Store.open(folder, write=True) as store:
        index = await Index.open(store, folder, model)
        for n in range(first, first + 10_000):
            os.write(told, b"begun\n")
            text = "\n\n".join(f"Note {n}.{p} is about the harbour. It has two sentences." for p in range(3))
            await store.add_document(NewDocument(f"d{n}.txt", text.encode()))
            await index.refresh()
            os.write(told, b"%d\n" % n)
            if n % 2:
                await index.rebuild()
            if n % 3 == 0:
                await store.remove_document(f"d{n}", scope=SHARED, by=None)
                await index.refresh()


async def check(folder: Path, model: embedding.Embedder, said: set[int]) -> None:
    """Assert that the state opens, verifies, and answers from everything that was said to be added."""
    for write in (False, True):  # as `ask` opens it, and then as whoever repairs
        async with await Store.open(folder, write=write) as store:
            index = await Index.open(store, folder, model)
            assert await index.verify() == []
            assert index.generation
            assert (await index.status()).warnings == ()
            live = await store.documents([SHARED])
            removed = await store.documents([SHARED], removed=True)
            assert said <= {int(document.id[1:]) for document in [*live, *removed]}
            found = await index.search(QUESTION, [SHARED])
            assert found.passages == len(await store.passages(SHARED))
            assert bool(found.hits) == bool(live)


def kill_one(folder: Path, models: Path, first: int, patience: float, *, after: int) -> set[int]:
    """Kill a child `patience` seconds after it has told of `after` steps."""
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)
        asyncio.run(change(folder, models, first, tells))
        os._exit(0)
    os.close(tells)
    heard = b""
    while heard.count(b"\n") < after:
        heard += os.read(hears, 100)
    time.sleep(patience)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(hears, "rb") as rest:
        heard += rest.read()
    return {int(line) for line in heard.split(b"\n")[:-1] if line != b"begun"}


def main(folder: Path, models: Path, kills: int) -> None:
    """Kill and check, `kills` times; each check is a child as well, so that nothing here starts threads."""
    chance = random.Random(kills)
    said: set[int] = set()
    for n in range(kills):
        said |= kill_one(folder, models, n * 10_000, chance.uniform(0, 0.15), after=chance.randint(1, 4))
        child = os.fork()
        if child == 0:
            asyncio.run(check(folder, embedding.load(None, models), said))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            sys.exit(f"after kill {n + 1} the state folder was not as it should be")
    print(len(said))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
