"""Ids of documents and records: their form, said in one place. Both stand in one namespace.

A person types an id, reads it in a table and finds it in a citation; so it is short, has no space and
nothing that is not seen, and no two things have the same one (`corpus.store.namespace` sees to that).
"""

from __future__ import annotations

import re

LONGEST = 80
"""Characters that an id may have."""

_DOCUMENT = re.compile(rf"[a-z0-9][a-z0-9._-]{{0,{LONGEST - 1}}}")
_RECORD = re.compile(rf"[^\W_][\w.:/#-]{{0,{LONGEST - 1}}}")

DOCUMENT_FORM = f"small letters, digits, dots, hyphens and underscores, at most {LONGEST}"
RECORD_FORM = f"letters, digits and . : / # - _, at most {LONGEST}"


def is_document_id(identity: str) -> bool:
    """Tell whether a document can have this id."""
    return _DOCUMENT.fullmatch(identity) is not None


def is_record_id(identity: str) -> bool:
    """Tell whether a record can have this id; those of documents are among them."""
    return _RECORD.fullmatch(identity) is not None


def shown(identity: str) -> str:
    """Return an id that may be anything as it can be said in a message: nothing unseen, and not too long."""
    seen = "".join(sign if sign.isprintable() else f"\\u{{{ord(sign):x}}}" for sign in identity[:LONGEST])
    return seen if len(identity) <= LONGEST else f"{seen[:40]}…"
