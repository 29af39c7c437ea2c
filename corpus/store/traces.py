"""What tells of a document or record besides itself: kept answers that quoted it, uploads of it that wait."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, or_, select
from sqlalchemy.engine import Connection

from corpus.model import SHARED
from corpus.store import people_tables as t

_OPENING, _CLOSING = "“«„「『", "”»“」』"
"""What stands around a title in an answer, in the languages that answers are written in."""

_QUOTED = ("citations", "nearest")


@dataclass(frozen=True, slots=True)
class Traces:
    """What to look for: the id, its versions (None: all), its scope, texts about it, SHA-256 of originals."""

    id: str
    versions: frozenset[int] | None
    scope: str
    texts: frozenset[str]
    digests: frozenset[str]


def citing(connection: Connection, traces: Traces) -> list[Row[Any]]:
    """Return the kept answers that cite a document or record, or these versions of it."""
    rows = _answers(connection, traces, t.answers.c.body.contains(traces.id, autoescape=True))
    return [row for row in rows if _cites(json.loads(row.body), traces.id, traces.versions)]


def delete_answers(connection: Connection, traces: Traces) -> tuple[int, list[tuple[int, int]]]:
    """Delete the kept answers that quoted or named it; return how many, and where the bot said them."""
    found = {row.key: row for row in citing(connection, traces)}
    naming = [
        t.answers.c.body.contains(written, autoescape=True)
        for text in sorted(traces.texts)
        for written in _in_json(text)
    ]
    if naming:  # an answer that is none tells what there is, by title
        named = _named(traces.texts)
        rows = _answers(connection, traces, or_(*naming))
        found |= {row.key: row for row in rows if _names(json.loads(row.body), named)}
    for key in found:
        connection.execute(delete(t.answers).where(t.answers.c.key == key))
    places = [(row.channel, row.message) for row in found.values() if row.channel and row.message]
    return len(found), sorted(places)


def delete_pending(connection: Connection, traces: Traces) -> None:
    """Delete uploads of the same bytes that wait, and what is still to be told of others."""
    for row in connection.execute(select(t.pending).where(t.pending.c.scope == traces.scope)).all():
        same = hashlib.sha256(row.data).hexdigest() in traces.digests
        if same or (not row.data and _is_told(json.loads(row.about), traces)):
            connection.execute(delete(t.pending).where(t.pending.c.id == row.id))


def _answers(connection: Connection, traces: Traces, *where: ColumnElement[bool]) -> list[Row[Any]]:
    """Return the kept answers that may tell of it: of what is one scope's, no other scope's answer can.

    Ids and words of records are the same wherever the same record was imported.
    """
    if traces.scope != SHARED:
        where = (*where, t.answers.c.scope == traces.scope)
    return list(connection.execute(select(t.answers).where(*where)).all())


def _cites(answer: dict[str, Any], identity: str, versions: frozenset[int] | None) -> bool:
    cited = [one for name in _QUOTED for one in answer.get(name, ())]
    return any(
        one["document"] == identity and (versions is None or one["version"] in versions) for one in cited
    )


def _is_told(about: dict[str, Any], traces: Traces) -> bool:
    """Tell whether what is to be told of an upload is of it: a title may be a word of any sentence."""
    return any(text in traces.texts or f"`{traces.id}`" in text for text in _texts(about))


def _named(texts: frozenset[str]) -> re.Pattern[str]:
    """Return how an answer names a text: between quotation marks, for a title may be as short as a word."""
    alternatives = "|".join(re.escape(text) for text in sorted(texts))
    return re.compile(rf"[{_OPENING}]\s?(?:{alternatives})\s?[{_CLOSING}]")


def _names(answer: dict[str, Any], named: re.Pattern[str]) -> bool:
    """Tell whether an answer names it in what it says itself; what it quotes of others is not searched."""
    said = {name: value for name, value in answer.items() if name not in _QUOTED}
    return any(named.search(text) for text in _texts(said))


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in what was read from JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _in_json(text: str) -> set[str]:
    """Return how a text may stand in JSON: with letters beyond ASCII as they are, or as their numbers."""
    return {json.dumps(text, ensure_ascii=ascii_only)[1:-1] for ascii_only in (False, True)}
