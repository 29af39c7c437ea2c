"""Look after the index from the command line: status, rebuild, verify."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict

from bot.shared import golden, upkeep
from bot.terminal.layout import Line, shown
from bot.terminal.opening import opened
from bot.terminal.paint import note, paint, table
from bot.terminal.place import Place
from bot.terminal.progress import TerminalProgress
from corpus.errors import RefusedError, StateDamagedError
from index import generation
from index.model import Status


async def status(place: Place, *, as_json: bool) -> int:
    """Print generation, counts and model."""
    async with opened(place) as kb:
        told = asdict(await kb.index.status())
    if as_json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        return 0
    for warning in told.pop("warnings"):
        note(f"footbridge: {warning}")
    scopes = told.pop("scopes")
    table(("what", "value"), [(name.replace("_", " "), value) for name, value in told.items()])
    if len(scopes) > 1:
        table(("scope", "passages"), sorted(scopes.items()))
    return 0


async def rebuild(place: Place) -> int:
    """Build a new generation; until it is whole, and if this is stopped, the old one stays in use."""
    async with opened(place, write=True) as kb:
        with TerminalProgress() as progress:
            await kb.index.rebuild(lambda done, total: progress("building a new generation", done, total))
        _told(await kb.index.status())
    return 0


async def preview(place: Place, *, anyway: bool) -> int:
    """Build one, ask the golden questions of it and of the old, and use it where it is no worse."""
    questions = golden.read(place.data)
    async with opened(place, write=True) as kb:
        with TerminalProgress() as progress:
            found, published = await upkeep.rebuild(
                kb, questions, anyway=anyway,
                progress=lambda done, total: progress("building a new generation", done, total),
            )  # fmt: skip
        now = await kb.index.status()
    if found is not None:
        _compare(found)
    if not published:
        raise RefusedError(
            f"the new generation is worse, as shown; {now.generation} stays in use. With --anyway it is used."
        )
    _told(now)
    return 0


def _compare(found: golden.Preview) -> None:
    words = {True: "right", False: "wrong"}
    table(
        ("scope", "question", "before", "after", "answer before", "answer after"),
        [
            (old.scope, old.id, words[old.right], words[new.right], old.answer, new.answer)
            for old, new in found.changes
        ],
    )
    for scope in found.scopes:
        before, after, of = found.right(scope)
        paint([Line("source", shown(f"{scope}: {before} of {of} right before, {after} after"))])


async def rollback(place: Place) -> int:
    """Use the generation before the one in use, brought up to the corpus as it is."""
    async with opened(place, write=True) as kb:
        await kb.index.rollback()
        _told(await kb.index.status())
    return 0


def _told(now: Status) -> None:
    paint([Line("source", f"generation {now.generation}: {now.passages} passages, {now.units} vectors")])


async def verify(place: Place) -> int:
    """Compare index, passages and texts; one line a problem, and exit code 3 where there is any.

    What opening the index would mend is reported first, and then nothing is opened.
    """
    damaged = await asyncio.to_thread(generation.damage, place.data / generation.FOLDER)
    if damaged:
        note(f"footbridge: {damaged}")
        raise StateDamagedError(
            "The index is damaged, as named above. Nothing was changed, and nothing is lost: "
            "the next question, or `index rebuild`, makes it new from the database."
        )
    async with opened(place) as kb:
        problems = [*await kb.store.problems(), *await kb.index.verify()]
        now = await kb.index.status()
    for problem in problems:
        note(f"footbridge: {problem}")
    if problems:
        raise StateDamagedError(
            f"{len(problems)} problems, named above. Nothing was changed; `index rebuild` makes the index "
            "new, a damaged database needs its backup."
        )
    paint(
        [Line("source", f"generation {now.generation}: {now.passages} passages agree in index and database")]
    )
    return 0
