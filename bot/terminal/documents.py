"""Documents from the command line: add, list, show, remove, restore, history."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.shared import upkeep
from bot.terminal.layout import Line, quote_lines, shown
from bot.terminal.opening import opened, opened_store
from bot.terminal.paint import note, paint, table
from bot.terminal.place import TERMINAL, Place
from bot.terminal.reading import prepared
from corpus.errors import RefusedError, UsageError
from corpus.model import SHARED, Added, Document, Event, NewDocument, Statement

if TYPE_CHECKING:
    from bot.shared.knowledge_base import KnowledgeBase
    from corpus.store import Store

DESCRIPTIONS = "documents.json"
"""Written by `corpus export` beside the documents: file name -> id, title, author, url, language, note."""


@dataclass(frozen=True, slots=True)
class Described:
    """What the person says about the document; it wins over what the file says about itself."""

    title: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    id: str | None = None
    note: str | None = None
    date: str | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A file and the name by which it is known again: in a folder, with the folders inside of that one.

    Files of one name in two of them are two documents, not two versions of one.
    """

    file: Path
    name: str
    described: Described | None = Described()


async def add(place: Place, paths: Sequence[Path], described: Described, *, as_json: bool) -> int:
    """Add files, and the files of folders; a file that is refused does not keep the others out."""
    files = _apart([named for path in paths for named in _files(path)])
    if any(value is not None for value in asdict(described).values()):
        if len(files) != 1:
            raise UsageError(
                "--title, --author, --url, --language, --date, --id and --replaces are of one document, and "
                f"{len(files)} files were named; nothing was added. Add that document alone."
            )
        files = [replace(files[0], described=described)]
    kept = refused = 0
    async with opened(place, write=True) as kb:
        for named in files:
            try:
                added = await _add_file(kb, named)
            except RefusedError as error:
                note(f"footbridge: {error}")
                refused += 1
                continue
            kept += added.changed
            _report(named.file, added, as_json=as_json)
        await kb.index.refresh()
    if refused and len(files) > 1:  # of a single file enough has been said
        note(f"footbridge: {refused} of {len(files)} files refused; {kept} added and kept.")
    return 1 if refused else 0


def _files(path: Path) -> Iterator[Named]:
    """Give a file, or the files anywhere in a folder but hidden ones, and how an export described them."""
    if not path.is_dir():
        yield Named(path, _storable(path.name))
        return
    inside = [
        p for p in sorted(path.rglob("*")) if p.is_file() and p.name != DESCRIPTIONS and _stays(p, path)
    ]
    seen = [p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)]
    if not seen:
        raise RefusedError(f"{path} holds no files; nothing was added.")
    told = _descriptions(path / DESCRIPTIONS) if _stays(path / DESCRIPTIONS, path) else {}
    for file in seen:
        name = _storable(file.relative_to(path).as_posix())
        yield Named(file, name, told.get(name, Described()))


def _stays(file: Path, folder: Path) -> bool:
    """Tell whether a file is in the folder itself and no link leads out of it; says so where one does."""
    if file.resolve().is_relative_to(folder.resolve()):
        return True
    note(f"{shown(str(file))}: a link that leads out of {shown(str(folder))}; it was not followed")
    return False


def _apart(files: list[Named]) -> list[Named]:
    """Name files of one name by their paths as they were given: they are documents of their own."""
    count = Counter(named.name for named in files)
    return [
        named if count[named.name] == 1 else replace(named, name=_storable(named.file.as_posix()))
        for named in files
    ]


def _storable(name: str) -> str:
    """Return a name with a mark for each byte that is no UTF-8: file systems keep those, databases do not."""
    return name.encode("utf-8", "replace").decode()


def _descriptions(file: Path) -> dict[str, Described | None]:
    """Return what a folder's file of descriptions says of each file, None where that is no description."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return {name: _description(row) for name, row in rows.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, RecursionError):
        note(f"{file}: not what `corpus export` writes; it was not read")
        return {}


def _description(row: Any) -> Described | None:
    known = {field.name for field in fields(Described)}
    return Described(**row) if isinstance(row, dict) and row.keys() <= known else None


async def _add_file(kb: KnowledgeBase, named: Named) -> Added:
    from corpus.readers.registry import MAX_BYTES  # noqa: PLC0415
    from corpus.store import documents  # noqa: PLC0415

    try:
        with named.file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)  # one more than the limit is enough for it to be refused
    except OSError as error:
        raise RefusedError(f"{named.file} was not added: it cannot be read ({error.strerror}).") from None
    if named.described is None:
        raise RefusedError(f"{named.file} was not added: what {DESCRIPTIONS} says of it is no description.")
    new = NewDocument(named.name, data, **asdict(named.described))
    ready = await prepared(kb.store.folder, new)
    return await kb.store.change(documents.add, ready, scope=SHARED, by=TERMINAL)


def _report(file: Path, added: Added, *, as_json: bool) -> None:
    for warning in added.warnings:
        note(f"{file}: {warning}")
    if as_json:
        row = {
            "file": str(file),
            "id": added.document.id,
            "version": added.document.version,
            "passages": added.passages,
            "duplicate_of": added.duplicate_of,
            "changed": added.changed,
            "warnings": list(added.warnings),
        }
        _write(row)
    elif added.duplicate_of:
        paint(
            [
                Line(
                    "source",
                    f"{shown(added.duplicate_of)}: already there, nothing added ({shown(str(file))})",
                )
            ]
        )
    else:
        version = f", version {added.document.version}" if added.document.version > 1 else ""
        counted = f"{added.passages} passage{'' if added.passages == 1 else 's'}"
        paint([Line("source", f"{shown(added.document.id)}: {counted}{version} ({shown(str(file))})")])


def _write(row: Any) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


async def list_documents(place: Place, *, removed: bool, as_json: bool) -> int:
    """List the documents, and how many partnership records there are."""
    async with opened_store(place) as store:
        documents = await store.documents((SHARED,), removed=removed)
        statements = await store.count_statements(SHARED)
    if as_json:
        _write([asdict(document) for document in documents])
        return 0
    table(
        ("id", "version", "passages", "title", "author", "added", "removed"),
        [
            (d.id, d.version, d.passages, d.title, d.author, d.added_at[:10], (d.removed_at or "")[:10])
            for d in documents
        ],
    )
    counted = f"{len(documents)} {'removed ' if removed else ''}document{'' if len(documents) == 1 else 's'}"
    if not removed:
        counted += f", {statements} partnership record{'' if statements == 1 else 's'}"
    note(counted)
    return 0


async def show(place: Place, wanted: str, *, version: int | None, as_json: bool) -> int:
    """Show a document with its text, a record (P…), or the quote that a citation id (c-…) stands for."""
    async with opened_store(place) as store:
        record = await store.statement(wanted, (SHARED,))
        if record is not None:
            _show_record(record, as_json=as_json)
        elif wanted.startswith("c-"):
            await _show_citation(store, wanted, as_json=as_json)
        else:
            await _show_document(store, wanted, version, as_json=as_json)
    return 0


def _show_record(record: Statement, *, as_json: bool) -> None:
    if as_json:
        _write(asdict(record))
        return
    link = f", {shown(record.source_url)}" if record.source_url else ""
    paint(
        [Line("answer", shown(record.words)), Line("detail", f"Source: {shown(record.source_title)}{link}")]
    )


async def _show_citation(store: Store, wanted: str, *, as_json: bool) -> None:
    from corpus.citation_id import citation_id  # noqa: PLC0415
    from corpus.store.citations import now_at, resolve  # noqa: PLC0415

    try:
        found = await resolve(store, wanted, (SHARED,))
    except ValueError:
        raise RefusedError(f"{shown(wanted)} is no citation id; one looks like c-1a2b3c4d-0-9z.") from None
    if found is None:
        raise RefusedError(f"no document or record here has the citation {shown(wanted)}.")
    cited, start, end = found.cited, found.start, found.end
    now = await now_at(store, found) if cited.state == "superseded" else None
    if as_json:
        told = {name: value for name, value in asdict(cited).items() if name != "text"}
        span = {"start": start, "end": end, "quote": found.quote}
        _write({"id": wanted, **told, **span, "now": citation_id(*now) if now else None})
        return
    state = {"withdrawn": "removed"}.get(cited.state, cited.state)
    if cited.replaced_by:
        state += f" by {cited.replaced_by}"
    paint([Line("source", shown(f"{cited.title} ({cited.source}, version {cited.version}, {state})"))])
    paint(quote_lines(cited.text, start, end))
    if now:
        paint([Line("detail", f"the current version says the same: {citation_id(*now)}")])


async def _show_document(store: Store, wanted: str, version: int | None, *, as_json: bool) -> None:
    document = await store.document(wanted, (SHARED,))
    if document is None:
        raise RefusedError(f"no document or record is called {shown(wanted)}; `corpus list` names them.")
    if version is not None:
        document = await _version(store, document, version)
    text = await store.text(document.id, document.version)
    if as_json:
        _write(asdict(document) | {"text": text})
        return
    paint(_facts(document))
    paint(Line("source", shown(paragraph)) for paragraph in text.split("\n"))


async def _version(store: Store, document: Document, wanted: int) -> Document:
    versions = {one.version: one for one in await store.versions(document.id, (SHARED,))}
    if wanted not in versions:
        raise RefusedError(
            f"{shown(document.id)} has no version {wanted}; its versions are 1 to {max(versions)}."
        )
    return versions[wanted]


async def history(place: Place, wanted: str, *, as_json: bool) -> int:
    """Show what was done to a document or record, oldest first."""
    async with opened_store(place) as store:
        events = await store.history(wanted, (SHARED,))
    if not events:
        raise RefusedError(f"no history is kept of {shown(wanted)}; `corpus list` names the documents.")
    if as_json:
        _write([asdict(event) for event in events])
        return 0
    table(
        ("when", "what", "version", "by", "detail", "what changed"),
        [(e.at, e.action, e.version, e.by, e.detail, _difference(e)) for e in events],
    )
    return 0


def _difference(event: Event) -> str:
    """Say what a line of the history changed: `title: old → new`, or how a version's text differs."""
    before, after = event.before or {}, event.after or {}
    if "changes" in after:
        return str(after["changes"])
    if event.before is None:
        return ""
    names = [name for name in after if after[name] != before.get(name)]
    return "; ".join(f"{name}: {_said(before.get(name))} → {_said(after[name])}" for name in names)


def _said(value: Any) -> str:
    return {True: "yes", False: "no", None: "none"}.get(value, str(value))


def _facts(document: Document) -> Iterator[Line]:
    yield Line("answer", shown(document.title))
    for name in (
        "id",
        "version",
        "author",
        "url",
        "language",
        "date",
        "note",
        "passages",
        "characters",
        "added_at",
        "removed_at",
        "replaced_by",
    ):
        value = getattr(document, name)
        if value is not None:
            told = name.removesuffix("_at").replace("_", " ")
            yield Line("detail", f"{told}: {shown(str(value))}")
    yield Line("blank")


async def remove(place: Place, wanted: str) -> int:
    """Take a document or a record out of what is searched; its versions are kept for `restore`."""
    async with opened(place, write=True) as kb:
        if await upkeep.is_record(kb, wanted, SHARED):
            await kb.store.remove_statement(wanted, scope=SHARED, by=TERMINAL)
        else:
            await kb.store.remove_document(wanted, scope=SHARED, by=TERMINAL)
        await kb.index.refresh()
    paint([Line("source", f"{shown(wanted)}: removed; `corpus restore {shown(wanted)}` brings it back")])
    return 0


async def restore(place: Place, wanted: str, *, version: int | None) -> int:
    """Bring a removed document or record back, or make an earlier version of a document the current one."""
    async with opened(place, write=True) as kb:
        if not await upkeep.is_record(kb, wanted, SHARED):
            await kb.store.restore_document(wanted, scope=SHARED, by=TERMINAL, version=version)
        elif version is None:
            await kb.store.restore_statement(wanted, scope=SHARED, by=TERMINAL)
        else:
            raise UsageError(
                f"{shown(wanted)} is a record, and --version is for documents; nothing was changed."
            )
        await kb.index.refresh()
    paint([Line("source", f"{shown(wanted)}: restored")])
    return 0
