"""Ids of citations: short, permanent, and checkable without a table.

An id is `c-<key>-<start>-<end>`: the key names a text (a version of a document, or a record in
words), start and end are the span in it, in base 36. The same text and span give the same id on
every machine.
"""

from __future__ import annotations

from hashlib import blake2b

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_KEY_LENGTH = 8


def version_key(source: str, text: str) -> str:
    """Return the 8-character key (40 bits, Crockford base 32) of a source's id and its text."""
    digest = blake2b(digest_size=5)
    digest.update(source.encode())
    digest.update(b"\0")  # so that ("ab", "c") and ("a", "bc") differ
    digest.update(text.encode())
    number = int.from_bytes(digest.digest(), "big")
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(35, -1, -5))


def citation_id(key: str, start: int, end: int) -> str:
    """Return the id of code points [start, end) of the text that `key` names."""
    return f"c-{key}-{_base36(start)}-{_base36(end)}"


def parse(citation: str) -> tuple[str, int, int]:
    """Return (key, start, end) of an id; raises ValueError for anything that is not one."""
    parts = citation.strip().lower().split("-")
    if len(parts) != 4 or parts[0] != "c" or len(parts[1]) != _KEY_LENGTH:
        raise ValueError(f"not a citation id: {citation!r}")
    key, start, end = parts[1], parts[2], parts[3]
    if not set(key) <= set(_CROCKFORD) or not all(_is_base36(part) for part in (start, end)):
        raise ValueError(f"not a citation id: {citation!r}")
    span = int(start, 36), int(end, 36)
    if span[0] >= span[1]:
        raise ValueError(f"not a citation id: {citation!r} names an empty span")
    return key, *span


def _is_base36(text: str) -> bool:
    # int(…, 36) would also take signs, underscores and other scripts' digits; 8 digits are 2.8e12.
    return 0 < len(text) <= 8 and set(text) <= set(_BASE36) and (text == "0" or text[0] != "0")


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return digits or "0"
