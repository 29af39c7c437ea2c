"""Correct what is said about a document, at any time; its text, and so its citations, stay as they are."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import update
from sqlalchemy.engine import Connection

from corpus import validity
from corpus.errors import RefusedError
from corpus.model import Document
from corpus.store import passages
from corpus.store.audit import record, revise
from corpus.store.details import checked
from corpus.store.documents import described, owned
from corpus.store.schema import versions


def edit(
    connection: Connection, identity: str, changed: Mapping[str, str], *, scope: str, by: str | None
) -> Document:
    """Change title, author, url, language or dates of a document's current version; "" takes one away.

    Raises RefusedError where there is no such document, or a value that cannot be.
    """
    before = owned(connection, identity, scope)
    values = {name: checked(name, value) for name, value in changed.items()}
    news = {name: value for name, value in values.items() if value != getattr(before, name)}
    if not news:
        return before
    after = [news.get(name, getattr(before, name)) for name in ("as_of", "valid_until")]
    if problem := validity.order_problem(*after):
        raise RefusedError(f"{identity}: {problem}; nothing was changed.")
    revision = revise(connection, [scope])
    here = (versions.c.document == identity, versions.c.version == before.version)
    connection.execute(update(versions).where(*here).values(**news))
    passages.touch(connection, identity, kind="passage", scope=scope, revision=revision)
    record(
        connection, revision, "edit", scope=scope, by=by, subject=identity, version=before.version,
        before={name: getattr(before, name) for name in news}, after=news,
    )  # fmt: skip
    return described(connection, identity)
