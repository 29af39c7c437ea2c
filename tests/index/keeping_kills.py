"""Add, change, remove, restore, import, purge and rebuild in a process of its own, and kill it at any moment.

Run as a program, like `killing`. What is left must open, verify, hold what was said to be kept, have a whole
audit, and not a byte of what is gone.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from corpus.model import SHARED, NewDocument
from corpus.store import Store, archive, merging, purge, unarchive
from corpus.store.editing import edit
from corpus.store.history import verified
from index import Index, embedding
from tests.raw import holding

Tell = Callable[[str, int], None]


def word(number: int) -> str:
    """Return the word that stands in document `number` alone."""
    return f"zqv{number}qz"


def text(number: int, more: str = "") -> bytes:
    return f"Note {word(number)} is about the harbour.\n\nIt has two paragraphs.{more}".encode()


async def prepare(folder: Path, file: Path) -> None:
    """Write an export with one document, `arch`, to be imported under many names."""
    async with await Store.open(folder, write=True) as store:
        for more in ("", " And a third sentence."):
            await store.add_document(NewDocument("arch.txt", text(0, more)))
    await archive.export(folder, file)


def renamed(found: unarchive.Archive, number: int) -> unarchive.Archive:
    """Return an export's rows with its document under another name."""
    rows = json.loads(json.dumps(found.rows).replace('"arch"', f'"arch{number}"'))
    return replace(found, rows=rows)


async def change(folder: Path, models: Path, exported: Path, first: int, tell: Tell) -> None:
    """Do all of it over and over; tell when each is done, and when a purge begins."""
    model, whole = embedding.load(None, models), unarchive.read(exported)
    async with await Store.open(folder, write=True) as store:
        index = await Index.open(store, folder, model)
        for n in count(first):
            name = f"d{n}.txt"
            await store.add_document(NewDocument(name, text(n)))
            await index.refresh()
            tell("added", n)
            if n % 2:
                await store.add_document(NewDocument(name, text(n, " A second version.")))
                tell("updated", n)
                await store.change(edit, f"d{n}", {"title": f"Note {n}"}, scope=SHARED, by="kills")
            await store.remove_document(f"d{n}", scope=SHARED, by="kills")
            await store.restore_document(f"d{n}", scope=SHARED, by="kills", version=1)
            tell("restored", n)
            await store.change(merging.merge, renamed(whole, n), by="kills")
            await index.refresh()
            tell("imported", n)
            if n % 3 == 0:
                await index.rebuild()
                tell("rebuilt", n)
            if n % 2 == 0:
                tell("purging", n)
                await store.change(purge.purge_document, f"d{n}", scope=SHARED, by="kills")
                await index.refresh()
                await store.scrub()
                tell("purged", n)


async def check(folder: Path, model: embedding.Embedder, told: set[tuple[str, int]]) -> None:
    """Assert that the state is as it should be after what was told."""
    for write in (True, False):
        async with await Store.open(folder, write=write) as store:
            index = await Index.open(store, folder, model)
            assert await index.verify() == []
            assert await store.problems() == []
            assert (await verified(store)).problems == ()
            live = {document.id for document in await store.documents([SHARED])}
            there = live | {document.id for document in await store.documents([SHARED], removed=True)}
            _assert_kept(there, live, told)
    gone = [n for what, n in told if what == "purging" and f"d{n}" not in there]
    assert holding(folder, *map(word, gone)) == []


def _assert_kept(there: set[str], live: set[str], told: set[tuple[str, int]]) -> None:
    for what, n in told:
        if what == "added" and ("purging", n) not in told:
            assert f"d{n}" in there
        if what == "restored" and ("purging", n) not in told:
            assert f"d{n}" in live
        if what == "imported":
            assert f"arch{n}" in live
        if what == "purged":
            assert f"d{n}" not in there


def kill_one(
    folder: Path, models: Path, exported: Path, first: int, chance: random.Random
) -> set[tuple[str, int]]:
    """Kill a child a moment after it has told of some steps."""
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)

        def tell(what: str, number: int) -> None:
            os.write(tells, f"{what} {number}\n".encode())

        asyncio.run(change(folder, models, exported, first, tell))
        os._exit(0)
    os.close(tells)
    heard, after = b"", chance.randint(0, 9)
    while heard.count(b"\n") < after:
        heard += os.read(hears, 200)
    time.sleep(chance.uniform(0, 0.15 if after else 0.8))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(hears, "rb") as rest:
        heard += rest.read()
    rows = [line.split() for line in heard.decode().split("\n")[:-1]]
    return {(what, int(number)) for what, number in rows}


def main(folder: Path, models: Path, kills: int) -> None:
    """Kill and check, `kills` times; each check is a child as well, so that nothing here starts threads."""
    exported = folder.parent / "exported.zip"
    chance = random.Random(kills)
    told: set[tuple[str, int]] = set()
    _in_child(lambda: asyncio.run(prepare(folder.parent / "source", exported)), "preparing")
    for n in range(kills):
        told |= kill_one(folder, models, exported, 1 + n * 1000, chance)
        _in_child(partial(_check, folder, models, told), f"after kill {n + 1}")
    print(len(told))  # noqa: T201


def _check(folder: Path, models: Path, told: set[tuple[str, int]]) -> None:
    asyncio.run(check(folder, embedding.load(None, models), told))


def _in_child(work: Callable[[], object], when: str) -> None:
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        sys.exit(f"{when}: the state folder was not as it should be")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
