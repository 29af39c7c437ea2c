"""Documents from the command line: list, show, remove, restore, history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.shared import upkeep
from bot.terminal.layout import Line, quote_lines, shown
from bot.terminal.opening import opened, opened_store
from bot.terminal.paint import note, paint, table, write_json
from bot.terminal.place import TERMINAL, Place
from corpus.errors import RefusedError, UsageError
from corpus.model import SHARED, Document, Event, Statement
from corpus.validity import has_passed, holding

if TYPE_CHECKING:
    from corpus.store import Store


async def list_documents(place: Place, *, removed: bool, as_json: bool) -> int:
    """List the documents, and how many partnership records there are."""
    async with opened_store(place) as store:
        documents = await store.documents((SHARED,), removed=removed)
        statements = await store.count_statements(SHARED)
    if as_json:
        write_json([asdict(document) for document in documents])
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
        write_json(asdict(record))
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
        span = {"start": start, "end": end, "page": found.page, "quote": found.quote}
        write_json({"id": wanted, **told, **span, "now": citation_id(*now) if now else None})
        return
    state = {"withdrawn": "removed"}.get(cited.state, cited.state)
    if cited.replaced_by:
        state += f" by {cited.replaced_by}"
    page = [f"page {found.page}"] if found.page else []
    where = ", ".join((cited.source, f"version {cited.version}", *page, state, *holding(cited)))
    paint([Line("source", shown(f"{cited.title} ({where})"))])
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
        write_json(asdict(document) | {"text": text})
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
        write_json([asdict(event) for event in events])
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
    if "sha256" in after:  # of a purge, which names each version's, or of a document that was added
        hashes = after["sha256"]
        return f"SHA-256 {hashes if isinstance(hashes, str) else ', '.join(hashes)}"
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
        "as_of",
        "valid_until",
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
            passed = " (this has passed)" if name == "valid_until" and has_passed(value) else ""
            yield Line("detail", f"{told}: {shown(str(value))}{passed}")
    yield Line("blank")


async def remove(place: Place, wanted: Sequence[str]) -> int:
    """Take documents or records out of what is searched; their versions are kept for `restore`.

    One that is not there is refused before any is removed.
    """
    async with opened(place, write=True) as kb:
        there = {one.id for one in await kb.store.documents((SHARED,))}
        records = {one for one in wanted if await upkeep.is_record(kb, one, SHARED)}
        named = list(dict.fromkeys(wanted))
        for one in sorted(named, key=lambda one: one in there or one in records):
            if one in records:
                await kb.store.remove_statement(one, scope=SHARED, by=TERMINAL)
            else:
                await kb.store.remove_document(one, scope=SHARED, by=TERMINAL)
        await kb.index.refresh()
    paint(
        [
            Line("source", f"{shown(one)}: removed; `corpus restore {shown(one)}` brings it back")
            for one in named
        ]
    )
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
