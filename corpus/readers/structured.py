"""Read JSON and JSON Lines of documents: objects with a text, and a title where they have one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from corpus.errors import RefusedError
from corpus.readers.decode import decode
from corpus.readers.fields import dated
from corpus.readers.plain import read_plain
from corpus.readers.registry import check_length
from corpus.readers.source import Source
from corpus.text import Block

_TEXTS = ("text", "content", "body")


def read_json(name: str, data: bytes) -> Source:
    """Read one object or several, each of them a section under its title."""
    text, warnings = decode(name, data)
    warnings += check_length(name, text)
    rows = _rows(name, text)
    if not rows or not all(isinstance(row, dict) and _text(row) for row in rows):
        raise RefusedError(
            f"{name} was not added: it is not JSON of objects that have a “text” (and a “title”)."
        )
    if len(rows) == 1:
        source = read_plain(_text(rows[0]))
        told = {key: _said(rows[0], key) for key in ("title", "author", "url", "language")}
        found = replace(source, **{key: value for key, value in told.items() if value})  # type: ignore[arg-type]
        return replace(
            found, published=dated(_said(rows[0], "date") or ""), as_of=_said(rows[0], "as_of"),
            valid_until=_said(rows[0], "valid_until"), warnings=tuple(warnings),
        )  # fmt: skip
    return Source(tuple(_blocks(rows)), warnings=tuple(warnings))


def _blocks(rows: list[dict[str, Any]]) -> Iterator[Block]:
    for row in rows:
        if title := _said(row, "title"):
            yield Block("heading", " ".join(title.split()), level=2)
        yield from read_plain(_text(row)).blocks


def _rows(name: str, text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise RefusedError(f"{name} was not added: it is no JSON.") from None
    return found if isinstance(found, list) else [found]


def _text(row: dict[str, Any]) -> str:
    return next((row[key] for key in _TEXTS if isinstance(row.get(key), str) and row[key].strip()), "")


def _said(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return value.strip() if isinstance(value, str) and value.strip() else None
