"""Discord's limits, and how text is measured and cut to them."""

from __future__ import annotations

CONTENT = 2000
TITLE = 256
DESCRIPTION = 4096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
EMBED_TOTAL = 6000
BUTTON_LABEL = 80
OPTION = 100
OPTIONS = 25
CHOICES = 25

PAGE = 1800
"""Units of text on one page of an answer: about two screens of a phone."""

ABOVE = 200
"""Units of the headings and columns that a quote stands under."""

PAGES = 40
"""The most pages an answer is split into; a list longer than that is cut and says so."""

ELLIPSIS = "…"


def length(text: str) -> int:
    """Count UTF-16 units, the larger of the two ways in which Discord's parts count."""
    return len(text) + sum(1 for sign in text if sign > "\uffff")


def clip(text: str, most: int) -> str:
    """Cut text that holds no escapes to `most` units, with an ellipsis where it was cut."""
    if length(text) <= most:
        return text
    kept: list[str] = []
    room = most - 1
    for sign in text:
        room -= 2 if sign > "\uffff" else 1
        if room < 0:
            break
        kept.append(sign)
    return "".join(kept).rstrip() + ELLIPSIS
