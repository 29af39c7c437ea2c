"""The audit: who did what and when, what it was and became, each line chained to the one before.

A line's `content` is the SHA-256 of its detail and of what changed, with a salt; its `chain` is that of
the line itself, with `content`, and of the chain before it. So what a purge takes out of a line (its
detail, and the salt without which a short text could be guessed) leaves the chain whole, while a line that
was changed, put in or taken out breaks it. A purge names the lines it took something out of.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.engine import Connection

from corpus.model import SHARED
from corpus.store.chain import chained, content_of
from corpus.store.clock import now
from corpus.store.schema import audit, counters, revisions
from corpus.store.sql import announce, upsert

Change = Mapping[str, Any]
"""What changed: names and values, as they are written to JSON."""


def advance(connection: Connection, counter: str, by: int = 1) -> int:
    """Raise a counter and return its new value."""
    statement = update(counters).where(counters.c.name == counter).values(value=counters.c.value + by)
    value = int(connection.execute(statement.returning(counters.c.value)).scalar_one())
    if counter == "revision":
        announce(connection, f"revision {value}")
    return value


def revise(connection: Connection, scopes: Iterable[str]) -> int:
    """Begin a new revision of the corpus, in which these scopes change; return it."""
    revision = advance(connection, "revision")
    rows = [{"scope": scope, "revision": revision} for scope in sorted(set(scopes))]
    upsert(revisions, ("scope",), rows, connection)
    return revision


def record(
    connection: Connection,
    revision: int,
    action: str,
    *,
    scope: str,
    by: str | None,
    subject: str | None = None,
    version: int | None = None,
    detail: str | None = None,
    before: Change | None = None,
    after: Change | None = None,
) -> None:
    """Write a line of the audit."""
    line = {
        "by": by,
        "action": action,
        "scope": scope,
        "subject": subject,
        "version": version,
        "detail": detail,
        "was": _json(before),
        "became": _json(after),
    }
    copy(connection, revision, line, at=now())


def copy(connection: Connection, revision: int, line: Mapping[str, Any], *, at: str) -> None:
    """Write a line that says what it is given, chained like any: one of another corpus keeps its time."""
    last = select(audit.c.chain).order_by(audit.c.number.desc()).limit(1)
    whole = {"number": advance(connection, "audit"), "revision": revision, "at": at, **line}
    connection.execute(insert(audit).values(**_sealed(whole, connection.execute(last).scalar())))


def seal(connection: Connection) -> None:
    """Chain the lines that were written before there was a chain; tell which numbers were gone by then."""
    before: str | None = None
    revision = last = 0
    gone: list[int] = []
    for row in connection.execute(select(audit).order_by(audit.c.number)).all():
        line = _sealed(row._asdict(), before)
        gone += range(last + 1, row.number)
        before, last, revision = line["chain"], row.number, row.revision
        values = {name: line[name] for name in ("salt", "content", "chain")}
        connection.execute(update(audit).where(audit.c.number == row.number).values(**values))
    if last:
        record(connection, revision, "seal", scope=SHARED, by=None, after={"missing": ranges(gone)})


def blank(connection: Connection, *where: ColumnElement[bool], whole: bool = False) -> str:
    """Take the details out of lines, with `whole` also who did it and to what; return which, as ranges.

    Lines about a purge stay: they hold no text, and the chain needs them.
    """
    chosen = select(audit.c.number).where(*where, audit.c.action.not_like("purge%"))
    numbers = sorted(connection.execute(chosen).scalars())
    values: dict[str, Any] = dict.fromkeys(("detail", "was", "became", "salt"))
    if whole:
        values |= {"by": None, "subject": None}
    for start in range(0, len(numbers), 500):
        some = numbers[start : start + 500]
        connection.execute(update(audit).where(audit.c.number.in_(some)).values(**values))
    return ranges(numbers)


def ranges(numbers: Iterable[int]) -> str:
    """Write numbers in order as ranges: `1-3 7`."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def digest(texts: Sequence[bytes]) -> list[str]:
    """Return the SHA-256 of texts, which is all that a purge leaves of them."""
    return [hashlib.sha256(text).hexdigest() for text in texts]


def _sealed(line: Mapping[str, Any], before: str | None) -> dict[str, Any]:
    salted = {**line, "salt": secrets.token_hex(16)}
    salted["content"] = content_of(salted)
    return {**salted, "chain": chained(salted, before)}


def _json(change: Change | None) -> str | None:
    return None if change is None else json.dumps(change, ensure_ascii=False, sort_keys=True)
