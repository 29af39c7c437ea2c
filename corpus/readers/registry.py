"""Pick the reader of a file by the ending of its name, and hold files to the limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePath

from corpus.characters import hidden_characters
from corpus.errors import RefusedError
from corpus.readers.fields import checked
from corpus.readers.notes import without_marks
from corpus.readers.papers import dated
from corpus.readers.signature import check_kind
from corpus.readers.source import Source
from corpus.text import Canonical, assemble

MAX_BYTES = 10 * 1024 * 1024
MAX_CHARACTERS = 2_000_000

Reader = Callable[[str, bytes], Source]
"""Reads a file's name and bytes; raises RefusedError with one line for people."""

_READERS: dict[str, Reader | str] = {
    ".txt": "text:read_text_file",
    ".text": "text:read_text_file",
    ".md": "text:read_markdown_file",
    ".markdown": "text:read_markdown_file",
    ".html": "html:read_html",
    ".htm": "html:read_html",
    ".pdf": "pdf:read_pdf",
    ".docx": "word:read_docx",
    ".odt": "opendocument:read_odt",
    ".rtf": "text:read_rtf",
    ".csv": "sheets:read_csv",
    ".xlsx": "sheets:read_xlsx",
    ".json": "structured:read_json",
    ".jsonl": "structured:read_json",
    ".eml": "mail:read_eml",
    ".ics": "calendar:read_ics",
}
"""By ending: a reader, or the module and name of one of this folder, which is imported when it is needed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a file: the canonical text, what the file says about itself, warnings."""

    canonical: Canonical
    title: str | None
    author: str | None
    url: str | None
    language: str | None
    warnings: tuple[str, ...]
    published: str | None = None
    as_of: str | None = None
    valid_until: str | None = None


def register(ending: str, reader: Reader) -> None:
    """Read files whose names have this ending (".vcf") by `reader`; the last to register wins."""
    if not ending.startswith(".") or ending != ending.lower():
        raise ValueError(f"{ending!r} is no ending of a file's name: it begins with a dot, in small letters")
    _READERS[ending] = reader


def supported_endings() -> tuple[str, ...]:
    """Return the endings of file names that can be read, with their dots."""
    return tuple(_READERS)


def read(name: str, data: bytes) -> Reading:
    """Read a file's bytes; raises RefusedError with one line for people."""
    reader = _reader(name)
    if len(data) > MAX_BYTES:
        size = len(data) / 1024 / 1024
        raise RefusedError(
            f"{name} was not added: it is {size:.1f} MiB; the limit is {MAX_BYTES >> 20} MiB. Split it."
        )
    check_kind(name, data)
    source = without_marks(reader(name, data))
    if sum(len(block.text) for block in source.blocks) > MAX_CHARACTERS:
        raise RefusedError(
            f"{name} was not added: it has more than {MAX_CHARACTERS:,} characters of text. Split it."
        )
    canonical = assemble(source.blocks)
    if not any(c.isalnum() for c in canonical.text):
        raise RefusedError(f"{name} was not added: it holds no text.")
    # when a file was made says nothing of its text: copies and templates keep it, and exports make it anew
    source = checked(replace(source, published=source.published or dated(source.blocks)))
    return Reading(
        canonical, source.title, source.author, source.url, source.language, source.warnings,
        source.published, source.as_of, source.valid_until,
    )  # fmt: skip


def check_length(name: str, text: str) -> list[str]:
    """Return warnings about a text's invisible characters; raises RefusedError where it is too long."""
    if len(text) > MAX_CHARACTERS:
        raise RefusedError(
            f"{name} was not added: it has {len(text):,} characters, more than {MAX_CHARACTERS:,}. Split it."
        )
    hidden = hidden_characters(text)
    told = f"{hidden} invisible characters that could hide or reorder text were taken out"
    return [told] if hidden else []


def _reader(name: str) -> Reader:
    ending = PurePath(name).suffix.lower()
    found = _READERS.get(ending)
    if found is None:
        raise RefusedError(
            f"{name} was not added: its kind ({ending or 'no ending'}) cannot be read; these can: "
            f"{', '.join(_READERS)}."
        )
    if isinstance(found, str):
        module, _, function = found.partition(":")
        found = _READERS[ending] = getattr(import_module(f"corpus.readers.{module}"), function)
    return found
