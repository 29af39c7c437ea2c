"""Put partnership records in words: what a citation quotes and what a question finds."""

from __future__ import annotations

from corpus.model import Place, Statement

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_RELATIONS = {
    "twin": "sister cities (twin towns)",
    "": "sister cities (twin towns)",
    "friendship": "friendship cities, a partnership of friendship",
    "contact": "partner cities with regular contacts",
    "club": "partner cities as members of one club of towns",
}

_LONGEST_NOTE = 240  # characters: a record's words stay two or three sentences


def when(date: str) -> str:
    """Write YYYY, YYYY-MM or YYYY-MM-DD as people do: 1988, May 1988, 12 May 1988."""
    parts = date.split("-")
    if len(parts) == 1:
        return date
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def at(date: str) -> str:
    """Write a date with its preposition: in 1988, in May 1988, on 12 May 1988."""
    return ("on " if date.count("-") == 2 else "in ") + when(date)


def relation_words(relation: str) -> str:
    """Say what two places of this relation are to each other, in the plural."""
    return _RELATIONS.get(relation, "partner cities")


def _bond(relation: str, since: str | None, until: str | None, status: str) -> str:
    """Return the predicate of the first sentence: relation and years."""
    what = relation_words(relation)
    if until or status == "ended":
        start = f" from {when(since)}" if since else ""
        return f"were {what}{start}" + (f" until {when(until)}" if until else "")
    return f"have been {what} since {when(since)}" if since else f"are {what}"


def _standing(status: str, status_date: str | None, until: str | None) -> str:
    """Return the sentence about the status, empty when it is unknown."""
    if status == "active":
        return "The partnership is active" + (f" as of {when(status_date)}." if status_date else ".")
    if status == "suspended":
        return "The partnership is suspended" + (f" as of {when(status_date)}." if status_date else ".")
    if status == "ended":
        date = None if until and status_date == until else status_date
        return "The partnership has ended" + (f" (status of {when(date)})." if date else ".")
    return ""


def words(
    a: Place,
    b: Place,
    *,
    relation: str,
    since: str | None,
    until: str | None,
    status: str,
    status_date: str | None,
    note: str | None = None,
) -> str:
    """Say a record in full sentences: who, what to each other, since and until when, which status."""
    sentences = [f"{a.label} and {b.label} {_bond(relation, since, until, status)}."]
    standing = _standing(status, status_date, until)
    if standing:
        sentences.append(standing)
    if note and len(note) <= _LONGEST_NOTE:
        sentences.append(_noted(note))
    return " ".join(sentences)


def _noted(note: str) -> str:
    return note if note.endswith((".", "!", "?")) else note + "."


def has_note(statement: Statement) -> bool:
    """Tell whether a record's words go on, after what its columns say, with its note."""
    return bool(statement.note) and statement.words.endswith(_noted(str(statement.note)))
