"""Check what people say about a document: title, author, url, language, dates."""

from __future__ import annotations

import re

from corpus import validity
from corpus.addresses import is_of_the_web
from corpus.described import LONGEST
from corpus.errors import RefusedError

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_LINK = re.compile(r"https?://[^\s<>\"']+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def plain(value: str | None) -> str | None:
    """Return what a person says in one line without blanks around it, None where nothing is seen of it."""
    return " ".join(_UNSEEN.sub(" ", value or "").split()) or None


def checked(name: str, value: str) -> str | None:
    """Return a value as it is stored, None for an empty one; raises RefusedError where it cannot be."""
    value = plain(value) or ""
    if not value:
        if name == "title":
            raise RefusedError("A document needs a title; nothing was changed.")
        return None
    if len(value) > LONGEST[name]:
        called = name.replace("_", " ")
        raise RefusedError(
            f"The {called} has {len(value):,} characters, and may have {LONGEST[name]}; nothing was changed."
        )
    problem = _problem(name, value)
    if problem:
        raise RefusedError(f"{problem}; nothing was changed.")
    return value


def _problem(name: str, value: str) -> str | None:
    if name == "url" and not (_LINK.fullmatch(value) and is_of_the_web(value)):
        return f"“{value[:60]}” is no web address (http:// or https://)"
    if name == "language" and not _LANGUAGE.fullmatch(value):
        return f"“{value[:60]}” is no language; write en, de, pt-BR"
    return validity.date_problem(name, value) if name in validity.DATES else None
