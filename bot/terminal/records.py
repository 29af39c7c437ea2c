"""Partnership records from the command line."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.terminal.layout import Line, shown
from bot.terminal.opening import opened
from bot.terminal.paint import note, paint
from bot.terminal.place import TERMINAL, Place
from bot.terminal.progress import TerminalProgress
from corpus.errors import RefusedError
from corpus.model import SHARED, Alias, Coverage, Imported, Statement

if TYPE_CHECKING:
    from bot.shared.knowledge_base import KnowledgeBase
    from corpus.records import Rows

T = TypeVar("T")

_SHOWN = 20  # doubtful coordinates that are told one by one
_MANY = 1_000  # rows from which importing takes so long that its steps are told


async def import_partnerships(
    place: Place, file: Path, aliases: Path | None, coverage: Path | None, *, partial: bool
) -> int:
    """Check every file first, then import: a bad row anywhere leaves everything as it was."""
    from corpus import records  # noqa: PLC0415

    with TerminalProgress() as progress:
        read = records.read_csv(
            _bytes(file), name=str(file), progress=functools.partial(progress, "reading the rows")
        )
    statements = _accepted(read, file, partial=partial)
    _doubt(statements, file)
    names = claims = None
    if aliases is not None:
        names = _accepted(records.read_aliases(_bytes(aliases), name=str(aliases)), aliases, partial=partial)
    if coverage is not None:
        claims = _accepted(
            records.read_coverage(_bytes(coverage), name=str(coverage)), coverage, partial=partial
        )
    async with opened(place, write=True) as kb:
        clash = await kb.store.document_ids({row.id for row in statements})
        if clash:  # read once more, so that what is said names line and column
            again = records.read_csv(_bytes(file), name=str(file), taken=clash)
            statements = _accepted(again, file, partial=partial)
        await _import(kb, statements, names, claims)
    return 0


def wikidata_query(country: str | None) -> int:
    """Write the query to put to Wikidata's query service."""
    from corpus import wikidata  # noqa: PLC0415

    sys.stdout.write(wikidata.query(country))
    note("footbridge: put it to https://query.wikidata.org, save the answer as JSON, then import that file.")
    return 0


async def import_wikidata(place: Place, file: Path, *, partial: bool) -> int:
    """Import what Wikidata's query service answered."""
    from corpus import records, wikidata  # noqa: PLC0415

    found = wikidata.convert(_bytes(file), name=str(file))
    for line in wikidata.describe(found.left_out):
        note(f"{file}: {line}")
    statements = _accepted(records.read_csv(found.csv, name=str(file)), file, partial=partial)
    _doubt(statements, file)
    async with opened(place, write=True) as kb:
        await _import(kb, statements)
    return 0


async def _import(
    kb: KnowledgeBase,
    statements: Sequence[Statement],
    names: Sequence[Alias] | None = None,
    claims: Sequence[Coverage] | None = None,
) -> None:
    """Import what was accepted, all or nothing, and say what came of it."""
    from corpus.store.statements import import_together  # noqa: PLC0415

    before = (await kb.knowledge()).records.gazetteer
    with TerminalProgress() as progress:
        if len(statements) >= _MANY:
            progress("storing the records", 0, 0)
        done = await kb.store.change(import_together, statements, names, claims, scope=SHARED, by=TERMINAL)
        if len(statements) >= _MANY:
            progress("joining the places", 0, 0)
        after = (await kb.knowledge()).records.gazetteer
    for what, imported in done.items():
        _tell(what, imported)
    found = after.since(before, [place for row in statements for place in (row.a, row.b)])
    told = (
        f"{found.new:,} new, {found.joined:,} already there, {found.respelt:,} of them spelt otherwise here"
    )
    paint([Line("source", shown(f"places: {told}"))])
    await kb.index.refresh()


def _doubt(statements: Sequence[Statement], file: Path) -> None:
    """Warn about coordinates that cannot be right, the first of them one by one."""
    from corpus.coordinates import doubted  # noqa: PLC0415

    found = list(doubted(dict.fromkeys(place for row in statements for place in (row.a, row.b))))
    for place, why in found[:_SHOWN]:
        where = f"{place.latitude}, {place.longitude}"
        note(f"{file}: the coordinates of {place.label} ({where}) {why}; they are not used.")
    if len(found) > _SHOWN:
        note(f"{file}: nor are the coordinates of {len(found) - _SHOWN:,} more places, for the same reasons.")


def _bytes(file: Path) -> bytes:
    from corpus.tables import LARGEST  # noqa: PLC0415

    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)  # one more than the limit is enough for it to be refused
    except OSError as error:
        raise RefusedError(f"{file} cannot be read ({error.strerror}). Nothing was imported.") from None


def _accepted(rows: Rows[T], file: Path, *, partial: bool) -> tuple[T, ...]:
    """Return the rows to import, with warnings told, and with --partial each row that is left out."""
    for warning in rows.warnings:
        note(warning if warning.startswith(str(file)) else f"{file}: {warning}")
    good = rows.accept(str(file), partial=partial)
    for problem in rows.problems:
        note(f"{file}: {problem} - left out")
    return good


def _tell(what: str, imported: Imported) -> None:
    counted = f"{len(imported.new)} new, {len(imported.changed)} changed, {imported.same} already there"
    paint([Line("source", shown(f"{what}: {counted}"))])
