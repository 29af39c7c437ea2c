"""Read files that are text: plain, Markdown, and RTF by way of its text."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.readers.decode import decode
from corpus.readers.fields import Head, head, with_fields
from corpus.readers.markdown import read_markdown
from corpus.readers.notes import raised
from corpus.readers.plain import read_plain
from corpus.readers.registry import check_length
from corpus.readers.signature import readable
from corpus.readers.source import Source


def read_text_file(name: str, data: bytes) -> Source:
    """Read plain text."""
    text, warnings = decode(name, data)
    warnings += check_length(name, text)
    found = head(text.replace("\r\n", "\n"))
    if not found.text.strip():
        found = Head({}, text)
    source = with_fields(read_plain(found.text), found.fields)
    return replace(source, warnings=(*warnings, *found.warnings))


def read_markdown_file(name: str, data: bytes) -> Source:
    """Read Markdown."""
    text, warnings = decode(name, data)
    warnings += check_length(name, text)
    source = read_markdown(text)
    return replace(source, warnings=(*warnings, *source.warnings))


_NOTE = re.compile(r"\{\\(?:\*\\)?footnote\b")
_BRACE = re.compile(r"\\.|([{}])", re.DOTALL)
_ABOVE = re.compile(r"(\{[^{}\\]*(?:\\\w+ ?){0,12}?\\super(?:\\\w+){0,6} ?)(\d{1,3})(?=[}\\])")


def _with_notes(rtf: str) -> str:
    """Return RTF whose footnotes are paragraphs at its end, and whose digits above the line are raised ones.

    What reads RTF leaves footnotes out.
    """
    kept: list[str] = []
    notes: list[str] = []
    done = 0
    while found := _NOTE.search(rtf, done):
        end = _closing(rtf, found.end())
        kept.append(rtf[done : found.start()])
        notes.append(rtf[found.end() : end - 1])
        done = end
    kept.append(rtf[done:])
    text = "".join(kept)
    last = text.rfind("}")
    if notes and last >= 0:
        text = text[:last] + "".join(rf"\par {{{note}}}" for note in notes) + text[last:]
    return _ABOVE.sub(lambda above: above[1] + "".join(rf"\u{ord(c)}?" for c in raised(above[2])), text)


def _closing(rtf: str, start: int) -> int:
    """Return where the group ends in which `start` lies."""
    depth = 1
    for brace in _BRACE.finditer(rtf, start):
        depth += {"{": 1, "}": -1}.get(brace[1] or "", 0)
        if not depth:
            return brace.end()
    return len(rtf)


def read_rtf(name: str, data: bytes) -> Source:
    """Read Rich Text Format by striprtf; a paragraph of it is a block."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415  (only where such a file is read)

    with readable(name):
        marked = _with_notes(data.decode("latin-1"))
        text = str(rtf_to_text(marked, errors="replace"))  # type: ignore[no-untyped-call]
    warnings = check_length(name, text)
    lines = [line.strip("|").replace("|", " | ") if line.endswith("|") else line for line in text.split("\n")]
    return replace(read_plain("\n\n".join(lines)), warnings=tuple(warnings))
