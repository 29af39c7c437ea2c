"""Keeping from the command line: purge, edit, affected, and the audit as a whole."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.shared import upkeep
from bot.terminal.layout import Line, shown
from bot.terminal.opening import opened, opened_store
from bot.terminal.paint import YES, asked, note, paint, table
from bot.terminal.place import TERMINAL, Place
from corpus.errors import RefusedError, StateDamagedError, UsageError
from corpus.model import SHARED


async def purge(place: Place, wanted: str, *, version: int | None, yes: bool) -> int:
    """Delete a document, a record or a version for good, once that was confirmed."""
    what = f"version {version} of {wanted}" if version is not None else wanted
    async with opened(place, write=True) as kb:
        if not yes:
            await upkeep.foresee_purge(kb, wanted, scope=SHARED, version=version)  # refused unasked
            _confirm(f"Delete {shown(what)} for good, with every answer that quotes it? It cannot be undone.")
        done, clean = await upkeep.purge(kb, wanted, scope=SHARED, by=TERMINAL, version=version)
    counted = f"{done.passages} passage{'' if done.passages == 1 else 's'}"
    quoted = f"{done.answers} kept answer{'' if done.answers == 1 else 's'}"
    paint([Line("source", f"{shown(what)}: deleted for good, with {counted} and {quoted} that quoted it")])
    note("footbridge: exports and backups made before still hold it; delete those yourself.")
    if not clean:
        note("footbridge: another process is reading; the files are rid of the last traces when it is done.")
    return 0


def _confirm(question: str) -> None:
    if not sys.stdin.isatty():
        raise UsageError("purge deletes for good; nothing was deleted. Say --yes where nobody can be asked.")
    if asked(f"{question} [y/N]") not in YES:
        raise RefusedError("nothing was deleted.")


async def edit(place: Place, wanted: str, changed: Mapping[str, str | None]) -> int:
    """Change what is said about a document; what is None stays."""
    given = {name: value for name, value in changed.items() if value is not None}
    if not given:
        raise UsageError(
            "name what to change: --title, --author, --url, --language, --date, --as-of or --valid-until."
        )
    async with opened(place, write=True) as kb:
        document = await upkeep.edit(kb, wanted, given, scope=SHARED, by=TERMINAL)
    told = ", ".join(f"{name.replace('_', ' ')}: {getattr(document, name) or 'none'}" for name in given)
    paint([Line("source", shown(f"{document.id}: {told}"))])
    return 0


async def affected(place: Place, wanted: str, *, as_json: bool) -> int:
    """List the kept answers that cited a document or record."""
    from corpus.store.affected import affected as affected_by  # noqa: PLC0415

    async with opened_store(place) as store:
        known = await store.history(wanted, (SHARED,))
        found = await affected_by(store, wanted)
    if not known and not found:
        raise RefusedError(f"no document or record is called {shown(wanted)}; `corpus list` names them.")
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in found]) + "\n")
        return 0
    table(
        ("when", "scope", "channel", "message", "versions", "citations"),
        [
            (
                f"{datetime.fromtimestamp(one.asked_at, UTC):%Y-%m-%d %H:%M}", one.scope, one.channel,
                one.message, " ".join(map(str, one.versions)), " ".join(one.citations),
            )
            for one in found
        ],
    )  # fmt: skip
    note(f"{len(found)} kept answer{'' if len(found) == 1 else 's'}")
    return 0


async def verify_history(place: Place, *, as_json: bool) -> int:
    """Follow the audit's chain; one line a problem, and exit code 3 where there is any."""
    from corpus.store.history import verified  # noqa: PLC0415

    async with opened_store(place) as store:
        found = await verified(store)
    if as_json:
        told: dict[str, Any] = asdict(found)
        sys.stdout.write(json.dumps(told) + "\n")
    for problem in found.problems:
        note(f"footbridge: the audit: {problem}")
    if found.problems:
        raise StateDamagedError(
            "The audit is not what was written, as named above. Nothing was changed; compare with a backup."
        )
    if not as_json:
        lines = f"{found.lines} line{'' if found.lines == 1 else 's'}"
        paint([Line("source", f"the audit is as it was written: {lines}, the last one's chain {found.head}")])
    return 0


async def import_archive(place: Place, file: Path) -> int:
    """Put a whole exported corpus into this one, all or nothing."""
    async with opened(place, write=True) as kb:
        done = await upkeep.import_archive(kb, file, by=TERMINAL)
    for identity in done.purged:
        note(f"footbridge: {shown(identity)} was purged here and stays so; `corpus add` would bring it back.")
    new, changed = len(done.documents), len(done.changed)
    told = f"documents: {new} new, {changed} changed; records: {done.records} new or changed; "
    paint([Line("source", f"{told}{done.same} already there")])
    return 0


async def backup(place: Place, file: Path) -> int:
    """Copy what cannot be made again into one file, while a bot may go on."""
    from corpus.store.sqlite_backup import backup as copy  # noqa: PLC0415

    size = await asyncio.to_thread(copy, place.data, file)
    paint([Line("source", f"{shown(str(file))}: {size:,} bytes; unpack it as a state folder to restore it")])
    note("footbridge: it holds the secret that stands between questions and people; keep it like the bot.")
    return 0
