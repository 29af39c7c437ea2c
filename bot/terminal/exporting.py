"""Write the corpus as plain files that can be added to any state folder again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.shared.export import description, file_name
from bot.terminal.adding import DESCRIPTIONS
from bot.terminal.layout import Line, shown
from bot.terminal.opening import opened_store
from bot.terminal.paint import paint
from bot.terminal.place import Place
from corpus import private
from corpus.cells import guarded
from corpus.errors import RefusedError
from corpus.model import SHARED, Alias, Coverage
from corpus.records import ALIAS_COLUMNS, COVERAGE_COLUMNS, write_csv

ARCHIVE = ".zip"


async def export(place: Place, target: Path) -> int:
    """Write everything into one file where that ends in .zip, else the shared corpus into a folder."""
    if target.suffix.lower() == ARCHIVE:
        return await _export_file(place, target)
    return await _export_folder(place, target)


async def _export_file(place: Place, file: Path) -> int:
    from corpus.store import archive  # noqa: PLC0415

    async with opened_store(place) as store:
        done = await archive.export(store.folder, file, store.database)
    where = shown(str(file))
    paint([Line("source", f"{done.documents} documents and {done.records} records written to {where}")])
    return 0


async def _export_folder(place: Place, folder: Path) -> int:
    """Write documents/, partnerships.csv, aliases.csv and coverage.csv into a new or empty folder."""
    async with opened_store(place) as store:
        documents = await store.documents((SHARED,))
        named = {await file_name(store, document): document for document in documents}
        files = {f"documents/{name}": await store.original(d.id, d.version) for name, d in named.items()}
        told = {name: description(document) for name, document in named.items()}
        statements = await store.statements((SHARED,))
        aliases, coverage = await store.aliases((SHARED,)), await store.coverage((SHARED,))
    files[f"documents/{DESCRIPTIONS}"] = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    files["partnerships.csv"] = write_csv(statements).encode()
    files["aliases.csv"] = _csv(ALIAS_COLUMNS, map(_alias, aliases))
    files["coverage.csv"] = _csv(COVERAGE_COLUMNS, map(_claim, coverage))
    _write(folder, files)
    where = shown(str(folder))
    paint([Line("source", f"{len(documents)} documents and {len(statements)} records written to {where}")])
    return 0


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(value or "") for value in row] for row in rows)
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
        private.make_folder(folder)
        private.make_folder(folder / "documents")
        if any(path.name != "documents" for path in folder.iterdir()) or any(
            (folder / "documents").iterdir()
        ):
            raise RefusedError(
                f"{folder} is not empty; nothing was written. Name a folder that is new or empty."
            )
        for name, data in files.items():
            private.write(folder / name, data)
    except OSError as error:
        raise RefusedError(
            f"{folder} cannot be written ({error.strerror}). The corpus is unchanged."
        ) from None
