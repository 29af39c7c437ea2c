"""Ids of citations: short, permanent, and checkable without a table.

An id is `c-<key>-<start>-<end>`: the key names a text (a version of a document, or a record in
words), start and end are the span in it, in base 36. The same text and span give the same id on
every machine.

A key has 20 characters, 100 bits: two texts with one key would take 2^50 tries. Ids were written with
the first 8 of them for a time; those still stand for their text, unless two texts share the 8.
"""

from __future__ import annotations

from hashlib import blake2b

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
SHORT_KEY, _LONG_KEY = 8, 20
_REST = b"footbridge rest"
"""Sets the hash of the further characters apart from that of the first."""


def version_key(source: str, text: str) -> str:
    """Return the 20-character key (100 bits, Crockford base 32) of a source's id and its text.

    Its first 8 characters are a hash of their own, and those of the ids of before.
    """
    read = source.encode() + b"\0" + text.encode()  # so that ("ab", "c") and ("a", "bc") differ
    first = int.from_bytes(blake2b(read, digest_size=5).digest(), "big")
    rest = int.from_bytes(blake2b(read, digest_size=8, person=_REST).digest(), "big") >> 4
    return _written(first, SHORT_KEY) + _written(rest, _LONG_KEY - SHORT_KEY)


def citation_id(key: str, start: int, end: int) -> str:
    """Return the id of code points [start, end) of the text that `key` names."""
    return f"c-{key}-{_base36(start)}-{_base36(end)}"


def parse(citation: str) -> tuple[str, int, int]:
    """Return (key, start, end) of an id, long or short; raises ValueError for anything that is not one."""
    parts = citation.strip().lower().split("-")
    if len(parts) != 4 or parts[0] != "c" or len(parts[1]) not in (SHORT_KEY, _LONG_KEY):
        raise ValueError(f"not a citation id: {citation!r}")
    key, start, end = parts[1], parts[2], parts[3]
    if not set(key) <= set(_CROCKFORD) or not all(_is_base36(part) for part in (start, end)):
        raise ValueError(f"not a citation id: {citation!r}")
    span = int(start, 36), int(end, 36)
    if span[0] >= span[1]:
        raise ValueError(f"not a citation id: {citation!r} names an empty span")
    return key, *span


def _written(number: int, length: int) -> str:
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(5 * (length - 1), -1, -5))


def _is_base36(text: str) -> bool:
    # int(…, 36) would also take signs, underscores and other scripts' digits; 8 digits are 2.8e12.
    return 0 < len(text) <= 8 and set(text) <= set(_BASE36) and (text == "0" or text[0] != "0")


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return digits or "0"
