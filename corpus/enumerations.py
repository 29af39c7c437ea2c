"""What introduces each block of a text: an enumeration goes on under the line that introduced it.

"The committee shall:" stands above every numbered paragraph that follows, and "at least one of these:" of one
of them above the lettered ones below it, however many blocks there are between.
"""

from __future__ import annotations

import re

from corpus.model import HEADINGS
from corpus.text import Canonical, Section, last_line, shortened

_MARK = re.compile(
    r"[\"“(\[]*(?:(?P<number>\d{1,3})|(?P<roman>[ivx]{2,5})|(?P<small>[a-z])|(?P<large>[A-Z]))(?P<end>[.)\]:])"
    r"(?=\s)|(?P<point>[-–—•*·▪◦‣])\s"
)
_MOST = 2  # lines that stand above an item


def leads(canonical: Canonical) -> list[str | None]:
    """Return what stands above each section beside its headings, as `Section.lead` or by its enumeration."""
    found: list[str | None] = []
    opened: list[tuple[str | None, str]] = []
    before: str | None = None
    for section in canonical.sections:
        text = canonical.text[section.span.start : section.span.end]
        mark = _mark(section, text)
        if section.kind not in ("paragraph", "list") or section.lead not in (None, before):
            opened = []  # a heading, a table, what a reader introduces
            found.append(section.lead)
        else:
            while before is None and opened and (mark is None or opened[-1][0] != mark):
                opened.pop()
            if before is not None:
                opened.append((mark, before))
            found.append(HEADINGS.join(lead for _, lead in opened[-_MOST:]) or None)
        line = last_line(text) if section.kind in ("paragraph", "list") else None
        before = shortened(line) if line is not None else None
    return found


def introduces(canonical: Canonical, section: Section) -> bool:
    """Tell whether a section ends with a line that introduces what follows it."""
    text = canonical.text[section.span.start : section.span.end]
    return section.kind in ("paragraph", "list") and last_line(text) is not None


def _mark(section: Section, text: str) -> str | None:
    """Return the form of the mark that a block begins with: "(1)" and "(2)" have the same."""
    match = _MARK.match(text)
    if match is None:
        return None
    if match["point"]:
        return match["point"]
    opening = text[: match.end()].rstrip()
    form = next(name for name in ("number", "roman", "small", "large") if match[name])
    return opening.replace(match[form], f"<{form}>", 1)
