"""The marks of numbered paragraphs, which office files do not write but count: "1.", "b)", "iv."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

BULLET = "-"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_ROMAN = 3999
_DEEPEST = 20  # styles that a style is based on


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered: its form, what is written, with %1 for the first level's number."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    style: str | None = None
    is_legal: bool = False


class Counter:
    """Counts the paragraphs of one list by its levels; a paragraph begins those below its own anew."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def begin(self, level: int, number: int) -> None:
        """Let the next paragraph of a level have a number."""
        self._numbers[level] = number - 1

    def mark(self, levels: Mapping[int, Level], at: int) -> str:
        """Count a paragraph of a level, and return what stands before it."""
        for level in range(at + 1):
            self._numbers.setdefault(level, levels.get(level, Level()).start - (level == at))
        self._numbers[at] += 1
        for deeper in [level for level in self._numbers if level > at]:
            del self._numbers[deeper]
        own = levels.get(at, Level())
        if own.form == "bullet":
            return BULLET

        def number(place: re.Match[str]) -> str:
            level = int(place[1]) - 1
            form = "decimal" if own.is_legal else levels.get(level, Level()).form
            return written(self._numbers.get(level, 1), form)

        return _PLACE.sub(number, own.text).strip()


def written(number: int, form: str) -> str:
    """Write a number as letters, in Roman figures, or in others'; nothing where the form is none."""
    upper = form.startswith("upper")
    if form == "none":
        return ""
    if form.endswith("Letter") and number > 0:
        said = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
    elif form.endswith("Roman") and 0 < number <= _MOST_ROMAN:
        said = ""
        for value, sign in _ROMAN:
            said += sign * (number // value)
            number %= value
    else:
        said = f"{number:02}" if form == "decimalZero" else str(number)
    return said.upper() if upper else said


class WordNumbering:
    """Says which mark each paragraph of a Word document has; they are to be asked for in their order."""

    def __init__(self, document: Any) -> None:
        part = next((one for one in document.part.rels.values() if one.reltype.endswith("/numbering")), None)
        tree = None if part is None else part.target_part.element
        self._styles = {one.style_id: one._element for one in document.styles}
        self._abstract = {_value(one, "abstractNumId"): one for one in _children(tree, "abstractNum")}
        self._lists = {_value(one, "numId"): one for one in _children(tree, "num")}
        self._levels: dict[str, dict[int, Level]] = {}
        self._counters: dict[str, Counter] = {}
        self._begun: set[str] = set()

    def mark(self, paragraph: Any, style: str | None) -> str | None:
        """Return what stands before a paragraph: its number, `BULLET`, or None where it is in no list."""
        number, level = self._place(paragraph, style)
        if number is None or number not in self._lists:
            return None
        levels = self._levels.setdefault(number, self._read(number))
        if level is None:
            level = next((at for at, one in levels.items() if style is not None and one.style == style), 0)
        counter = self._counters.setdefault(self._kind(number), Counter())
        if number not in self._begun:
            self._begun.add(number)
            for at, start in _overridden(self._lists[number]):
                counter.begin(at, start)
        return counter.mark(levels, level)

    def _place(self, paragraph: Any, style: str | None) -> tuple[str | None, int | None]:
        """Return the list and the level of a paragraph, as it says itself or its style does."""
        found: list[Any] = [paragraph.find(f"{_W}pPr/{_W}numPr")]
        for _ in range(_DEEPEST):
            element = self._styles.get(style)
            if element is None:
                break
            found.append(element.find(f"{_W}pPr/{_W}numPr"))
            style = _said(element, "basedOn")
        said = [one for one in found if one is not None]
        number = next((told for one in said if (told := _said(one, "numId")) is not None), None)
        level = next((told for one in said if (told := _said(one, "ilvl")) is not None), None)
        return number, int(level) if level is not None and level.isdecimal() else None

    def _kind(self, number: str) -> str:
        """Return the definition by which a list is counted, that of its style where it refers to one."""
        for _ in range(_DEEPEST):
            kind = _said(self._lists[number], "abstractNumId") or ""
            link = _said(self._abstract.get(kind), "numStyleLink")
            style = self._styles.get(link)
            linked = _said(style.find(f"{_W}pPr/{_W}numPr"), "numId") if style is not None else None
            if linked is None or linked == number or linked not in self._lists:
                return kind
            number = linked
        return kind

    def _read(self, number: str) -> dict[int, Level]:
        levels = dict(_levels(self._abstract.get(self._kind(number))))
        for over in _children(self._lists[number], "lvlOverride"):
            levels |= dict(_levels(over))
        return levels


def _levels(element: Any) -> Iterator[tuple[int, Level]]:
    for one in _children(element, "lvl"):
        at, start, text = _value(one, "ilvl"), _said(one, "start"), _said(one, "lvlText")
        level = Level(_said(one, "numFmt") or "decimal", text or "", style=_said(one, "pStyle"))
        legal = one.find(f"{_W}isLgl") is not None
        if at.isdecimal():
            begins = int(start) if start is not None and start.isdecimal() else 1
            yield int(at), replace(level, start=begins, is_legal=legal)


def _overridden(number: Any) -> Iterator[tuple[int, int]]:
    """Yield the levels that a list begins anew, and with which number."""
    for over in _children(number, "lvlOverride"):
        at, start = _value(over, "ilvl"), _said(over, "startOverride")
        if at.isdecimal() and start is not None and start.isdecimal():
            yield int(at), int(start)


def _children(element: Any, name: str) -> list[Any]:
    return [] if element is None else element.findall(f"{_W}{name}")


def _value(element: Any, name: str) -> str:
    return str(element.get(f"{_W}{name}", ""))


def _said(element: Any, name: str) -> str | None:
    """Return the value of an element's child; None where there is none."""
    child = None if element is None else element.find(f"{_W}{name}")
    return None if child is None else _value(child, "val")
