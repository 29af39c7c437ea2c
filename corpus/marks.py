"""How the mark before an item of an enumeration can count: “2”, “b” and “II” are each the second.

Many a letter is a number too: “i” is the ninth of the letters and the first of the roman numbers, and only
the marks beside it tell which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Form = Literal["digit", "letter", "roman"]

MARK = r"\d{1,3}|[A-Za-z]|[IVXLC]{2,7}|[ivxlc]{2,7}"
"""A pattern of what can be a mark, without brackets and full stops."""

POINTS = "-–—•*·▪◦‣"
"""Marks that are not counted, for a class of characters."""

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def readings(mark: str) -> Iterator[tuple[Form, int]]:
    """Yield the ways in which a mark can count: its form, and which number it is in that."""
    if mark.isdigit():
        yield "digit", int(mark)
        return
    if len(mark) == 1:
        yield "letter", ord(mark.lower()) - ord("a") + 1
    if _ROMAN.fullmatch(mark.upper()):
        yield "roman", _roman(mark.upper())


def _roman(mark: str) -> int:
    values = [_VALUES[letter] for letter in mark]
    return sum(
        -one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True)
    )
