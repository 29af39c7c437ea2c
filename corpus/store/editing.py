"""Correct what is said about a document, at any time; its text, and so its citations, stay as they are."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import update
from sqlalchemy.engine import Connection

from corpus import _cells
from corpus.errors import RefusedError
from corpus.model import Document
from corpus.store import passages
from corpus.store.audit import advance, record
from corpus.store.documents import described, owned
from corpus.store.schema import versions

EDITABLE = ("title", "author", "url", "language", "date")
LONGEST = {"title": 300, "author": 200, "url": 2000, "language": 35, "date": 10}
"""Characters that each may have at most."""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_LINK = re.compile(r"https?://[^\s<>\"']+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def edit(
    connection: Connection, identity: str, changed: Mapping[str, str], *, scope: str, by: str | None
) -> Document:
    """Change title, author, url, language or date of a document's current version; "" takes one away.

    Raises RefusedError where there is no such document, or a value that cannot be.
    """
    before = owned(connection, identity, scope)
    values = {name: checked(name, value) for name, value in changed.items()}
    news = {name: value for name, value in values.items() if value != getattr(before, name)}
    if not news:
        return before
    revision = advance(connection, "revision")
    here = (versions.c.document == identity, versions.c.version == before.version)
    connection.execute(update(versions).where(*here).values(**news))
    passages.touch(connection, identity, kind="passage", scope=scope, revision=revision)
    record(
        connection, revision, "edit", scope=scope, by=by, subject=identity, version=before.version,
        before={name: getattr(before, name) for name in news}, after=news,
    )  # fmt: skip
    return described(connection, identity)


def checked(name: str, value: str) -> Any:
    """Return a value as it is stored, None for an empty one; raises RefusedError where it cannot be."""
    value = " ".join(_UNSEEN.sub(" ", value).split())
    if not value:
        if name == "title":
            raise RefusedError("A document needs a title; nothing was changed.")
        return None
    if len(value) > LONGEST[name]:
        raise RefusedError(
            f"The {name} has {len(value):,} characters, and may have {LONGEST[name]}; nothing was changed."
        )
    problem = _problem(name, value)
    if problem:
        raise RefusedError(f"“{value[:60]}” {problem}; nothing was changed.")
    return value


def _problem(name: str, value: str) -> str | None:
    if name == "url" and not _LINK.fullmatch(value):
        return "is no web address (http:// or https://)"
    if name == "language" and not _LANGUAGE.fullmatch(value):
        return "is no language; write en, de, pt-BR"
    if name == "date":
        return _cells.date_problem(value, datetime.datetime.now(datetime.UTC).date())
    return None
