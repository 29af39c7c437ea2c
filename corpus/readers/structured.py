"""Read JSON and JSON Lines of documents: objects with a text, and a title where they have one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from corpus.characters import repair_characters
from corpus.errors import RefusedError
from corpus.readers.decode import decode
from corpus.readers.fields import dated
from corpus.readers.lines import squeeze
from corpus.readers.plain import read_plain
from corpus.readers.registry import check_length
from corpus.readers.source import Source
from corpus.text import Block

_TEXTS = ("text", "content", "body")
_USED = ("title", "author", "url", "language", "date", "as_of", "valid_until")
_MOST_TOLD = 120  # characters of the names of what is not used


def read_json(name: str, data: bytes) -> Source:
    """Read one object or several, each of them a section under its title."""
    text, warnings = decode(name, data)
    warnings += check_length(name, text)
    rows = _rows(name, text)
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not _text(row):
            which = f"number {number} of {len(rows)}" if len(rows) > 1 else "it"
            raise RefusedError(
                f"{name} was not added: it is read as objects that have a “text” (and a “title”), and "
                f"{which} is none."
            )
    if not rows:
        raise RefusedError(f"{name} was not added: it holds no objects that have a “text” (and a “title”).")
    used = _USED if len(rows) == 1 else ("title",)
    unused = dict.fromkeys(key for row in rows for key in _unused(row, used))
    if unused:
        warnings.append(f"what it says of {', '.join(unused)[:_MOST_TOLD]} was not used")
    if len(rows) == 1:
        source = read_plain(_text(rows[0]))
        told = {key: _said(rows[0], key) for key in ("title", "author", "url", "language")}
        found = replace(source, **{key: value for key, value in told.items() if value})  # type: ignore[arg-type]
        return replace(
            found, published=dated(_said(rows[0], "date") or ""), as_of=_said(rows[0], "as_of"),
            valid_until=_said(rows[0], "valid_until"), warnings=tuple(warnings),
        )  # fmt: skip
    return Source(tuple(_blocks(rows)), warnings=tuple(warnings))


def _unused(row: dict[str, Any], used: Sequence[str]) -> Iterator[str]:
    """Yield the names of what an object says and its document does not."""
    taken = next(key for key in _TEXTS if isinstance(row.get(key), str) and row[key].strip())
    for key, value in row.items():
        is_used = key == taken or (key in used and isinstance(value, str))
        if not is_used and value not in (None, "", [], {}):
            yield squeeze(repair_characters(str(key)))


def _blocks(rows: list[dict[str, Any]]) -> Iterator[Block]:
    for row in rows:
        if title := _said(row, "title"):
            yield Block("heading", " ".join(title.split()), level=2)
        yield from read_plain(_text(row)).blocks


def _rows(name: str, text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except RecursionError:
        raise RefusedError(f"{name} was not added: it is nested too deeply.") from None
    except ValueError:
        return _lines(name, text)
    return found if isinstance(found, list) else [found]


def _lines(name: str, text: str) -> list[Any]:
    """Return the objects of lines; raises RefusedError where one is none, naming it."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            found += [json.loads(line)] if line.strip() else []
        except (ValueError, RecursionError):
            which = f"line {number} is no JSON; correct it" if found else "it is no JSON"
            raise RefusedError(f"{name} was not added: {which}.") from None
    return found


def _text(row: dict[str, Any]) -> str:
    return next((row[key] for key in _TEXTS if isinstance(row.get(key), str) and row[key].strip()), "")


def _said(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return value.strip() if isinstance(value, str) and value.strip() else None
