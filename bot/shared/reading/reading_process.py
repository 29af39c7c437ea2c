"""The process that reads one upload (`python -m bot.shared.reading.reading_process`), limits before all else.

It reads a line of JSON (what to do) and the bytes from its input, and writes lines of JSON: a refusal, or
what it read; for documents then a second line, what stands against them. It holds no token and opens the
database for reading only.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import resource
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.processes import end_with

if TYPE_CHECKING:
    from bot.shared.reading.findings import Clash, DocumentFound
    from corpus.conflicts import Conflict
    from corpus.model import Passage, Statement

_MOST_CLASHES = 50
_MOST_NEAR = 20
_LONGEST = 400  # characters of a stretch that is shown
_BEGINS = 80  # of a sentence that says another number than a document does


@dataclass(frozen=True, slots=True)
class _Known:
    """What the corpus holds already, in the scopes that the upload's server sees."""

    passages: dict[tuple[str, int], str]
    statements: list[Statement]
    aliases: list[Any]
    coverage: list[Any]
    documents: frozenset[str]


def main() -> None:
    """Do what the first line of the input says, within its limits."""
    end_with(os.getppid())
    order: dict[str, Any] = json.loads(sys.stdin.buffer.readline(100_000))
    _limit(order["memory"], order["cpu"])
    data = sys.stdin.buffer.read(order["bytes"])
    try:
        if order["kind"] == "document":
            _document(order, data)
        else:
            _records(order, data)
    except MemoryError:
        _say(b'{"failed": "large"}')


def _limit(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (16 << 20, 16 << 20))  # the database's shared memory is a file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def _refuse(error: Exception) -> None:
    _say(json.dumps({"refused": str(error)[:1000]}).encode())


def _document(order: dict[str, Any], data: bytes) -> None:
    from bot.shared.reading import findings  # noqa: PLC0415  (after the limits are set)
    from corpus.errors import RefusedError  # noqa: PLC0415
    from corpus.languages import guess  # noqa: PLC0415
    from corpus.readers import read  # noqa: PLC0415
    from corpus.scrutiny import orders, personal  # noqa: PLC0415
    from corpus.segment import passages  # noqa: PLC0415

    try:
        reading = read(order["name"], data)
    except RefusedError as error:
        _refuse(error)
        return
    text = reading.canonical.text
    found = findings.DocumentFound(
        reading,
        tuple(passages(reading.canonical)),
        hashlib.sha256(data).hexdigest(),
        hashlib.sha256(text.encode()).hexdigest(),
        tuple(personal(text, reading.language or guess(text))),
        tuple(one[:_LONGEST] for one in orders(text)),
    )
    _say(findings.write(found))
    if order["compare"] > 0:
        _say(findings.write(_compared(found, order)))


def _compared(found: DocumentFound, order: dict[str, Any]) -> DocumentFound:
    """Return what was found with its repeated passages and contradictions; its text is not said again."""
    from bot.shared.reading import findings  # noqa: PLC0415
    from corpus import scrutiny  # noqa: PLC0415

    known = asyncio.run(_known(order, passages=True))
    text = found.reading.canonical.text
    cut = [text[one.span.start : one.span.end] for one in found.cuts]
    there = frozenset(known.passages.values())
    fresh = [one for one in cut if one not in there]
    near = [
        findings.NearFound(fresh[one.passage][:_LONGEST], one.source, one.share)
        for one in scrutiny.near(fresh, known.passages)
    ]
    bare = replace(found, reading=replace(found.reading, canonical=_empty()), cuts=(), personal=())
    clashes = _clashes(cut, known, order["compare"])
    if clashes is not None:
        differing = [
            findings.Clash(one.sentence[:_BEGINS], one.said, one.known, one.source, one.sentence[:_LONGEST])
            for one in scrutiny.differing(fresh, known.passages)
        ]
        clashes = (*clashes, *differing)[:_MOST_CLASHES]
    here = {text: source for (source, _), text in known.passages.items()}
    where = tuple(dict.fromkeys(here[one] for one in cut if one in there))
    return replace(
        bare, repeated=len(cut) - len(fresh), repeated_in=where[:_MOST_NEAR], near=tuple(near[:_MOST_NEAR]),
        clashes=clashes,
    )  # fmt: skip


def _clashes(texts: list[str], known: _Known, seconds: float) -> tuple[Clash, ...] | None:
    from corpus.conflicts import passage_conflicts  # noqa: PLC0415
    from corpus.partnerships import Records  # noqa: PLC0415

    end = time.monotonic() + seconds
    records = Records(known.statements, known.aliases, known.coverage)
    found: list[Clash] = []
    for text in texts:
        if time.monotonic() > end:
            return None
        found += [_clash(text, one) for one in passage_conflicts(text, records)]
        if len(found) >= _MOST_CLASHES:
            break
    return tuple(found[:_MOST_CLASHES])


def _clash(text: str, one: Conflict) -> Clash:
    from bot.shared.reading.findings import Clash  # noqa: PLC0415

    left = max(text.rfind(mark, 0, one.start) for mark in ".!?\n") + 1
    right = min((at + 1 for mark in ".!?\n" if (at := text.find(mark, one.end)) >= 0), default=len(text))
    source = one.statement.source_title
    return Clash(one.about[:200], one.said[:200], one.recorded[:200], source[:200], text[left:right][:400])


def _records(order: dict[str, Any], data: bytes) -> None:
    from bot.shared.reading import findings  # noqa: PLC0415
    from corpus.errors import RefusedError  # noqa: PLC0415
    from corpus.records import read_csv  # noqa: PLC0415

    known = asyncio.run(_known(order, passages=False))
    try:
        read = read_csv(data, scope=order["scope"], name=order["name"], taken=known.documents)
    except RefusedError as error:
        _refuse(error)
        return
    found = findings.RecordsFound(read.rows, read.problems, read.warnings, _differing(read.rows, known))
    _say(findings.write(found))


def _differing(rows: tuple[Statement, ...], known: _Known) -> tuple[Clash, ...]:
    """Return where rows say something else than other sources about the same pair."""
    from bot.shared.reading.findings import Clash  # noqa: PLC0415
    from corpus.records import pair_key  # noqa: PLC0415

    pairs: dict[tuple[str, str], list[Statement]] = {}
    for statement in known.statements:
        pairs.setdefault(pair_key(statement), []).append(statement)
    found = []
    for row in rows:
        for other in pairs.get(pair_key(row), ()):
            about = f"{row.a.name} – {row.b.name}"
            told = ((row.since or "")[:4], (other.since or "")[:4]), (row.status, other.status)
            for said, recorded in told:
                unknown = {"", "unknown"} & {said, recorded}
                if said != recorded and not unknown and other.source_title != row.source_title:
                    found.append(
                        Clash(about[:200], said, recorded, other.source_title[:200], row.words[:400])
                    )
        if len(found) >= _MOST_CLASHES:
            break
    return tuple(found[:_MOST_CLASHES])


async def _known(order: dict[str, Any], *, passages: bool) -> _Known:
    from corpus.store import Store, databases  # noqa: PLC0415

    scopes = order["scopes"]
    database = databases.of(Path(order["state"]), order["database"])
    async with await Store.open(database.folder, write=False, database=database) as store:
        held: list[Passage] = []
        for scope in scopes if passages else ():
            held += [one for one in await store.passages(scope) if one.kind == "passage"]
        return _Known(
            {(one.source, one.number): one.text for one in held},
            await store.statements(scopes),
            await store.aliases(scopes),
            await store.coverage(scopes),
            await store.document_ids(),
        )


def _empty() -> Any:
    from corpus.text import Canonical  # noqa: PLC0415

    return Canonical("", ())


if __name__ == "__main__":
    main()
