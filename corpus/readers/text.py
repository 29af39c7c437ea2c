"""Read files that are text: plain, Markdown, and RTF by way of its text."""

from __future__ import annotations

from dataclasses import replace

from corpus.readers.decode import decode
from corpus.readers.fields import head, with_fields
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain
from corpus.readers.registry import check_length
from corpus.readers.signature import readable
from corpus.readers.source import Source


def read_text_file(name: str, data: bytes) -> Source:
    """Read plain text."""
    text, warnings = decode(name, data)
    warnings += check_length(name, text)
    fields, rest = head(text.replace("\r\n", "\n"))
    if not rest.strip():
        fields, rest = {}, text
    return replace(with_fields(read_plain(rest), fields), warnings=tuple(warnings))


def read_markdown_file(name: str, data: bytes) -> Source:
    """Read Markdown."""
    text, warnings = decode(name, data)
    warnings += check_length(name, text)
    return replace(read_markdown(text), warnings=tuple(warnings))


def read_rtf(name: str, data: bytes) -> Source:
    """Read Rich Text Format by striprtf; a paragraph of it is a block."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415  (only where such a file is read)

    with readable(name):
        text = str(rtf_to_text(data.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    warnings = check_length(name, text)
    lines = [line.strip("|").replace("|", " | ") if line.endswith("|") else line for line in text.split("\n")]
    return replace(read_plain("\n\n".join(lines)), warnings=tuple(warnings))
