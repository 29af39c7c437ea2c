"""Write the corpus as plain files that can be added to any state folder again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.documents import DESCRIPTIONS
from bot.terminal.layout import Line, shown
from bot.terminal.opening import opened_store
from bot.terminal.paint import paint
from bot.terminal.place import Place
from corpus.errors import RefusedError
from corpus.model import SHARED, Alias, Coverage, Document

if TYPE_CHECKING:
    from corpus.store import Store

_DESCRIBED = ("id", "title", "author", "url", "language", "note")


async def export(place: Place, folder: Path) -> int:
    """Write documents/, partnerships.csv, aliases.csv and coverage.csv into a new or empty folder."""
    async with opened_store(place) as store:
        documents = await store.documents((SHARED,))
        files = {
            f"documents/{await _name(store, d)}": await store.original(d.id, d.version) for d in documents
        }
        told = {await _name(store, d): {key: asdict(d)[key] for key in _DESCRIBED} for d in documents}
        statements = await store.statements((SHARED,))
        aliases, coverage = await store.aliases((SHARED,)), await store.coverage((SHARED,))
    from corpus.records import ALIAS_COLUMNS, COVERAGE_COLUMNS, write_csv  # noqa: PLC0415

    files[f"documents/{DESCRIPTIONS}"] = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    files["partnerships.csv"] = write_csv(statements).encode()
    files["aliases.csv"] = _csv(ALIAS_COLUMNS, map(_alias, aliases))
    files["coverage.csv"] = _csv(COVERAGE_COLUMNS, map(_claim, coverage))
    _write(folder, files)
    where = shown(str(folder))
    paint([Line("source", f"{len(documents)} documents and {len(statements)} records written to {where}")])
    return 0


async def _name(store: Store, document: Document) -> str:
    """Return a file name of its own for a document, with the ending that picks its reader again."""
    added = [
        e for e in await store.history(document.id, (SHARED,)) if e.version == document.version and e.detail
    ]
    return document.id + (Path(added[0].detail or "").suffix.lower() if added else ".txt")


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([value or "" for value in row] for row in rows)
    return out.getvalue().encode()


def _alias(row: Alias) -> Sequence[str | None]:
    return row.name, row.city, row.region, row.country, row.kind


def _claim(row: Coverage) -> Sequence[str | None]:
    complete = "yes" if row.complete else "no"
    place = row.place
    return (
        place.name,
        place.region,
        place.country,
        complete,
        row.as_of,
        row.source_title,
        row.source_url,
        row.note,
    )


def _write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        (folder / "documents").mkdir(parents=True, exist_ok=True)
        if any(path.name != "documents" for path in folder.iterdir()) or any(
            (folder / "documents").iterdir()
        ):
            raise RefusedError(
                f"{folder} is not empty; nothing was written. Name a folder that is new or empty."
            )
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise RefusedError(
            f"{folder} cannot be written ({error.strerror}). The corpus is unchanged."
        ) from None
