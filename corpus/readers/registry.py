"""Pick the reader of a file by the ending of its name, and hold files to the limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from corpus.characters import hidden_characters
from corpus.errors import RefusedError
from corpus.readers.decode import decode
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain
from corpus.readers.source import Source
from corpus.text import Canonical, assemble

MAX_BYTES = 10 * 1024 * 1024
MAX_CHARACTERS = 2_000_000

_READERS: dict[str, Callable[[str], Source]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a file: the canonical text, what the file says about itself, warnings."""

    canonical: Canonical
    title: str | None
    author: str | None
    url: str | None
    language: str | None
    warnings: tuple[str, ...]


def supported_endings() -> tuple[str, ...]:
    """Return the endings of file names that can be read, with their dots."""
    return tuple(_READERS)


def read(name: str, data: bytes) -> Reading:
    """Read a file's bytes; raises RefusedError with one line for people."""
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        ending = PurePath(name).suffix or "no ending"
        raise RefusedError(
            f"{name} was not added: its kind ({ending}) cannot be read; these can: {', '.join(_READERS)}."
        )
    if len(data) > MAX_BYTES:
        size = len(data) / 1024 / 1024
        raise RefusedError(
            f"{name} was not added: it has {size:.1f} MiB; the limit is {MAX_BYTES >> 20} MiB. Split it."
        )
    text, warnings = decode(name, data)
    if len(text) > MAX_CHARACTERS:
        raise RefusedError(
            f"{name} was not added: it has {len(text):,} characters, more than {MAX_CHARACTERS:,}. Split it."
        )
    hidden = hidden_characters(text)
    if hidden:
        warnings.append(f"{hidden} invisible characters that could hide or reorder text were taken out")
    source = reader(text)
    canonical = assemble(source.blocks)
    if not any(c.isalnum() for c in canonical.text):
        raise RefusedError(f"{name} was not added: it holds no text.")
    return Reading(canonical, source.title, source.author, source.url, source.language, tuple(warnings))
