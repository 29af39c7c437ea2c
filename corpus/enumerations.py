"""What introduces each block of a text: an enumeration goes on under the line that introduced it.

"The committee shall:" stands above every numbered paragraph that follows, and "at least one of these:" of one
of them above the lettered ones below it, however many blocks there are between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.late import LatePattern
from corpus.marks import MARK, POINTS, readings
from corpus.model import HEADINGS
from corpus.text import Canonical, Section, last_line, shortened

_MARK = LatePattern(rf"(?P<open>[\"“(\[]*)(?P<mark>{MARK})(?P<close>[.)\]:])(?=\s)|(?P<point>[{POINTS}])\s")
_MOST = 2  # lines that stand above an item


@dataclass(slots=True)
class _Enumeration:
    """One that is open: the line that introduced it, and its latest item's number by the form of the mark.

    Several forms are left as long as its marks can be read in several: "(i)" opens letters or roman numbers.
    """

    lead: str
    latest: Mapping[str, int]

    def goes_on(self, mark: Mapping[str, int]) -> bool:
        """Tell whether a mark is the very next one."""
        return any(self.latest.get(form) == number - 1 for form, number in mark.items())

    def take(self, mark: Mapping[str, int]) -> bool:
        """Take an item with such a mark for one of these; false where its form is another."""
        shared = {form: number for form, number in mark.items() if form in self.latest}
        following = {form: number for form, number in shared.items() if self.latest[form] == number - 1}
        self.latest = following or shared or self.latest
        return bool(shared)


def leads(canonical: Canonical) -> list[str | None]:
    """Return what stands above each section beside its headings, as `Section.lead` or by its enumeration."""
    found: list[str | None] = []
    opened: list[_Enumeration] = []
    before: str | None = None
    for section in canonical.sections:
        text = canonical.text[section.span.start : section.span.end]
        if section.kind not in ("paragraph", "list") or section.lead not in (None, before):
            opened = []  # a heading, a table, what a reader introduces
            found.append(section.lead)
        else:
            mark = _mark(text)
            if before is not None:
                opened.append(_Enumeration(before, mark))
            else:
                opened = _still_open(opened, mark)
            found.append(HEADINGS.join(one.lead for one in opened[-_MOST:]) or None)
        line = last_line(text) if section.kind in ("paragraph", "list") else None
        before = shortened(line) if line is not None else None
    return found


def introduces(canonical: Canonical, section: Section) -> bool:
    """Tell whether a section ends with a line that introduces what follows it."""
    text = canonical.text[section.span.start : section.span.end]
    return section.kind in ("paragraph", "list") and last_line(text) is not None


def _still_open(opened: list[_Enumeration], mark: Mapping[str, int]) -> list[_Enumeration]:
    """Return the enumerations that a block with such a mark stands in, the innermost last.

    It is of the innermost that it goes on, or else of the innermost with marks of its form.
    """
    last = next((at for at in reversed(range(len(opened))) if opened[at].goes_on(mark)), len(opened) - 1)
    while last >= 0 and not opened[last].take(mark):
        last -= 1
    return opened[: last + 1]


def _mark(text: str) -> Mapping[str, int]:
    """Return the number of the mark that a block begins with, by each form it may have; none without a mark.

    "(1)" and "(2)" have one form, "(i)" has two, and points are not counted.
    """
    match = _MARK.match(text)
    if match is None:
        return {}
    if match["point"]:
        return {match["point"]: 0}
    case = "capital" if match["mark"].isupper() else "small"
    return {
        f"{match['open']}{case} {form}{match['close']}": number for form, number in readings(match["mark"])
    }
