"""What a document says about itself: read from the lines at its head, and held to limits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus import _cells, identity, validity
from corpus.addresses import is_of_the_web, scheme_of
from corpus.characters import repair_characters
from corpus.described import LONGEST
from corpus.errors import RefusedError
from corpus.model import NewDocument
from corpus.readers.source import Source

_GIVEN = ("title", "author", "url", "language", "note", "id")
"""What a person may say of a document that is checked here; dates are read elsewhere."""

_NAMES = {
    "title": "title", "titel": "title", "titre": "title", "author": "author", "by": "author",
    "url": "url", "source": "url", "link": "url", "language": "language", "lang": "language",
    "date": "published", "published": "published", "created": "published", "datum": "published",
    "as of": "as_of", "stand": "as_of", "valid until": "valid_until", "valid to": "valid_until",
    "expires": "valid_until", "gültig bis": "valid_until",
}  # fmt: skip
_FIELD = re.compile(r"([^\W\d_]{2,12}(?:[ _-][^\W\d_]{2,12})?)[ \t]*:[ \t]*(\S.*)")
_FRONT = re.compile(r"---[ \t]*\n((?:(?!---|\.\.\.)[^\n]*\n){0,100}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_KEY = re.compile(r"[^\W\d][\w .-]{0,40}:(?:\s|$)")
_GOES_ON = re.compile(r"\s+\S|-\s|[\]}]")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_WHOLE_DATE = re.compile(rf"{_DATE.pattern}(?:[T ]\d[\d:.]*(?:Z|[+-][\d:]+)?)?")
_MOST_TOLD = 120  # characters of the names of fields that are not used
_MOST_LINES = 12
_NOBODY = re.compile(r"[(\[<].*[)\]>]|anonymous", re.IGNORECASE)
"""What programs write for want of an author: (anonymous), <unknown>."""
_DATED = {"published": "date", "as_of": "as_of", "valid_until": "valid_until"}
"""Dates that a file says of itself, and what each is called of a document."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a text says of itself at its head, the text below, and a line for people on what is not used."""

    fields: dict[str, str]
    text: str
    warnings: tuple[str, ...] = ()


def head(text: str) -> Head:
    """Return what a text says of itself at its head, and its text.

    That stands between two lines of hyphens that hold nothing else, or as lines "Date: 2024-08-05" before
    the first blank line, where all of these lines are such fields. Of the latter, a line that says more
    than the field takes ("Date: 5 August, in the old hall") stays in the text as well.
    """
    front = _FRONT.match(text)
    if front and (lines := _keyed(front[1])):
        fields, rest = _fields(lines)
        unused = ", ".join(line.split(":")[0].strip() for line in rest)[:_MOST_TOLD]
        told = (f"what its head says of {unused} was not used, or not all of it",) if unused else ()
        return Head(fields, text[front.end() :], told)
    first, blank, below = text.lstrip("\n").partition("\n\n")
    lines = first.split("\n") if len(first) < 4_000 else []
    if blank and 0 < len(lines) <= _MOST_LINES and all(is_field(line) for line in lines):
        fields, rest = _fields(lines)
        return Head(fields, "\n".join([*rest, "", below]) if rest else below)
    return Head({}, text)


def _keyed(front: str) -> list[str]:
    """Return the lines between two of hyphens, each with those that go on from it; none where they are text.

    They are no text where each begins with a key, goes on from one that does, or is a remark.
    """
    found: list[str] = []
    for line in front.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if _KEY.match(line):
            found.append(line)
        elif found and _GOES_ON.match(line):
            found[-1] += f" {line.strip()}"
        else:
            return []
    return found if any(is_field(line) for line in found) else []


def is_field(line: str) -> bool:
    """Tell whether a line is one that says something of its document: "Date: 2024-08-05"."""
    found = _FIELD.fullmatch(line.strip())
    return found is not None and _named(found[1]) is not None


def _named(key: str) -> str | None:
    return _NAMES.get(re.sub(r"[_-]", " ", key.casefold()))


def _fields(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the fields of lines, the first of a name, and the lines that no field holds whole."""
    fields: dict[str, str] = {}
    rest: list[str] = []
    for line in lines:
        found = _FIELD.fullmatch(line.strip())
        name = _named(found[1]) if found else None
        said = found[2].strip().strip("\"'") if found else ""
        value = (dated(said) or "") if name == "published" else said
        if name == "url" and scheme_of(value) is None:
            value = ""
        if name is None or not value or name in fields:
            rest += [line] if line.partition(":")[2].strip() else []
            continue
        fields[name] = value
        if name in _DATED and not _WHOLE_DATE.fullmatch(said):
            rest.append(line)
    return fields, rest


def dated(value: str) -> str | None:
    """Return the first date in a value, as YYYY, YYYY-MM or YYYY-MM-DD."""
    found = _DATE.search(value)
    return found[0] if found else None


def with_fields(source: Source, fields: dict[str, str]) -> Source:
    """Return a source with the fields of its head, which win over what was found elsewhere."""
    return replace(source, **fields) if fields else source  # type: ignore[arg-type]


def checked(source: Source) -> Source:
    """Return a source whose own description keeps to the limits; the rest is left out, with a warning."""
    warnings = list(source.warnings)
    kept: dict[str, str | None] = {}
    for name in ("title", "author", "url", "language"):
        value = getattr(source, name)
        cleaned = " ".join(repair_characters(value).split()) if value else None
        if cleaned and len(cleaned) > LONGEST[name]:
            warnings.append(f"its own {name} is longer than {LONGEST[name]} characters and was left out")
            cleaned = None
        if name == "author" and cleaned and (_NOBODY.fullmatch(cleaned) or _cells.is_placeholder(cleaned)):
            cleaned = None
        if name == "url" and cleaned and not is_of_the_web(cleaned):
            warnings.append("its own link is none of the web and was left out")
            cleaned = None
        kept[name] = cleaned or None
    kept |= _checked_dates(source, warnings)
    return replace(source, **kept, warnings=tuple(warnings))  # type: ignore[arg-type]


def _checked_dates(source: Source, warnings: list[str]) -> dict[str, str | None]:
    """Return a source's dates without those that cannot be, of which `warnings` are given a line."""
    kept: dict[str, str | None] = {}
    for name, called in _DATED.items():
        value = getattr(source, name)
        problem = validity.date_problem(called, value) if value else None
        if problem:
            warnings.append(f"its own “{called.replace('_', ' ')}” was left out: {problem}")
        kept[name] = None if problem else value
    if problem := validity.order_problem(kept["as_of"], kept["valid_until"]):
        warnings.append(f"of when and until when it holds was left out: {problem}")
        kept |= {"as_of": None, "valid_until": None}
    return kept


def check_new(new: NewDocument) -> None:
    """Raise RefusedError where what a person says about a document is no text, or cannot be stored as one."""
    given = {name: getattr(new, name) for name in _GIVEN}
    for name in (*validity.DATES, "replaces"):
        _text(new.name, name, getattr(new, name))
    check_given(new.name, **given)
    if new.id is not None and not identity.is_document_id(new.id):
        raise RefusedError(
            f"{new.name} was not added: “{identity.shown(new.id)}” cannot be a document's id: use "
            f"{identity.DOCUMENT_FORM}."
        )


def check_given(file: str, **given: object) -> None:
    """Raise RefusedError where what a person says about a document is too long or has control characters."""
    for name, value in given.items():
        text = _text(file, name, value)
        if text is None:
            continue
        if len(text) > LONGEST[name]:
            raise RefusedError(
                f"{file} was not added: its {name} has {len(text):,} characters, more than {LONGEST[name]}."
            )
        if any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in text if c not in "\t\n" or name != "note"):
            raise RefusedError(f"{file} was not added: its {name} holds control characters.")


def _text(file: str, name: str, value: object) -> str | None:
    """Return a value that is given; raises RefusedError where it is no text."""
    if value is not None and not isinstance(value, str):
        raise RefusedError(f"{file} was not added: its {name.replace('_', ' ')} is no text.")
    return value
