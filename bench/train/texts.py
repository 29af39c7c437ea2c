"""Texts with questions, as the training reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["answered", "sentence", "impossible"]
"""`answered`: by a few words; `sentence`: by a whole sentence; `impossible`: asked of this text in vain."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, and where in its text the answer stands: code points [start, end), None for nowhere."""

    text: str
    span: tuple[int, int] | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph with its questions.

    `group` is the document or article that it is of; `context` what stands above it, which is read with it.
    """

    source: str
    group: str
    context: str
    body: str
    asks: tuple[Ask, ...]


def letters(text: str) -> str:
    """Return only the letters and digits of a text, in lower case: to compare what is written differently."""
    return re.sub(r"[^a-z0-9]+", "", text.casefold())


def spoken(text: str) -> str:
    """Return the words of a text in lower case, one blank between them."""
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))
