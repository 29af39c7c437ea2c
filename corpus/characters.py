"""Repair of single characters: what copying, printing and typesetting leave behind in a text."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_SPACES = [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]
_LINE_ENDS = {0x0B: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n", 0x0C: "\n\n"}
_DROPPED = [
    *(c for c in range(0x20) if c not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D)),  # C0 controls
    *(c for c in range(0x7F, 0xA0) if c != 0x85),  # DEL and C1 controls
    0xAD,  # soft hyphen
    *range(0x202A, 0x202F), *range(0x2066, 0x206A),  # bidi embeddings, overrides and isolates
    *range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC),  # deprecated format and annotation characters
    *range(0xE0000, 0xE0080),  # tags: invisible letters
]  # fmt: skip
# Joiners (U+200C, U+200D) stay: Persian, Indic scripts and emoji are misspelt without them. So do the
# zero-width space, the word joiner and the direction marks: they do no harm, and without them a quote
# would not be found in the text that it was taken from.
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_DROPPED),
    **dict.fromkeys(_SPACES, " "),
    **_LINE_ENDS,
    **_LIGATURES,
}
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_SOFT_HYPHEN_AT_LINE_END = re.compile("\u00ad[ \t]*\n[ \t]*(?=\\w)")


def repair_characters(text: str) -> str:
    """Return the text in NFC with plain spaces, line-feed line ends and no invisible characters.

    Letters, digits, punctuation and marks are kept as they are; ligatures of typesetting (ﬁ) become
    their letters. Repairing twice gives what repairing once gives.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = _SOFT_HYPHEN_AT_LINE_END.sub("", text)
    # Twice NFC: some characters are spaces only once normalised, and taking characters out can bring
    # a letter and its accent together.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_TABLE))


def one_line(text: str) -> str:
    """Return the text repaired and in one line: no escape or direction controls, nothing unseen."""
    return " ".join(repair_characters(text).split())


def hidden_characters(text: str) -> int:
    """Count the characters that can hide or reorder text: bidi overrides and isolates, and tags."""
    return len(_HIDDEN.findall(text))
