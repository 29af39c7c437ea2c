"""How long what is said about a document may be: one table, for what files say and what people say."""

from __future__ import annotations

from typing import Final

from corpus import identity

LONGEST: Final = {
    "title": 300, "author": 200, "url": 2_000, "language": 35, "date": 10, "as_of": 10, "valid_until": 10,
    "note": 2_000, "id": identity.LONGEST,
}  # fmt: skip
"""Characters that each may have at most."""
