"""What a text is headed with: which kind of paper it is, and the day that it says it is of."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.text import Block

_MOST_BLOCKS = 8
_MOST_LINES = 12
_LONGEST = 160  # characters of a line that heads a text
_PROSE = 60  # characters of a line with a full stop that is a sentence of the text
_NEAR = 100  # characters from the word that says what a date is to the date
_PARTS = re.compile(r"\s*[·|•;]\s*|\s+[-–—]\s+|\s{3,}")
_ENDED = re.compile(r"[.!?。]$")
_ITEM = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]?\s+(?=[^\W\d_])|[-–—•*]\s")
_PLACE = re.compile(r"(?:[^\d,;:]{2,40},\s*)?(?:\(?[^\W\d_]{1,12}[.,:]?\s*)?")
_HOUR = re.compile(r"[\s,.)]*(?:[^\W\d_]{0,3}\s*\d{1,2}(?:[:.h]\s?\d{2})?\s*(?:[^\W\d_]\.?){0,4})?[\s.)]*")
_WHOLE_YEAR = r"(?P<y>[12]\d{3})(?!\d)"


def dated(blocks: Sequence[Block]) -> str | None:
    """Return the date that a text is headed with, YYYY-MM-DD or YYYY-MM; None where it names none as its own.

    Its own is that after a word which says so ("Minutes of the meeting held on …", "updated …"), else the
    only one that stands alone at its head, as in a letter. A span of days is none.
    """
    lines = list(_head(blocks))
    for line in lines:
        if told := _said(line):
            return told
    alone = dict.fromkeys(told for line in lines for part in _PARTS.split(line) if (told := _alone(part)))
    return next(iter(alone)) if len(alone) == 1 else None


def is_named(line: str) -> bool:
    """Tell whether a line says which kind of paper a text is: "Minutes of …", "Ordenanza …"."""
    folded = unicodedata.normalize("NFKC", line).casefold()
    return any(_words(kind, whole=True).search(folded) for kind in ("sitting", "paper"))


def _head(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the lines above the text: up to the first sentence, list or table."""
    count = 0
    for block in blocks[:_MOST_BLOCKS]:
        if block.kind not in ("heading", "paragraph"):
            return
        for raw in block.text.split("\n"):
            line = unicodedata.normalize("NFKC", raw.replace("\u3000", " | ")).casefold().strip()
            count += 1
            if count > _MOST_LINES or len(line) > _LONGEST or (_ITEM.match(line) and not _alone(line)):
                return
            yield line
            if len(line) > _PROSE and _ENDED.search(line):
                return


def _said(line: str) -> str | None:
    """Return the date behind a word that says it is the text's; in a sentence, only where that begins it."""
    is_sentence = len(line) > _PROSE and _ENDED.search(line) is not None
    for start, _, told in _found(line):
        before = line[max(0, start - _NEAR) : start]
        own = _words("dated").search(before)
        if own is not None and (not is_sentence or before[: own.start()].count(" ") <= 1):
            return told
        if not is_sentence and _words("sitting").search(before):
            return told
    return None


def _alone(part: str) -> str | None:
    """Return the date that a line is, with a place and an article before it at most, and an hour behind."""
    for start, end, told in _found(part):
        if _PLACE.fullmatch(part, 0, start) and _HOUR.fullmatch(part, end):
            return told
    return None


def _found(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield where dates stand in a line in small letters, and each in our form; no span of days."""
    taken = 0
    for found in _dates().finditer(line):
        if found.start() < taken:
            continue
        taken = found.end()
        told = _written(found)
        if told and not _span().search(line, 0, found.start()):
            yield found.start(), found.end(), told


def _written(found: re.Match[str]) -> str | None:
    parts = {name[0]: said for name, said in found.groupdict().items() if said}
    year = int(parts["y"]) if "y" in parts else _told("eras")[parts["e"]] + int(parts["n"].replace("元", "1"))
    month = int(parts["m"]) if parts["m"].isdecimal() else _months()[parts["m"]]
    try:
        day = date(year, month, int(parts.get("d", 1)))
    except ValueError:
        return None
    return day.isoformat() if "d" in parts else day.isoformat()[:7]


@cache
def _dates() -> re.Pattern[str]:
    """Return the pattern of dates; the first letter of a group's name says what it holds."""
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    between = "|".join(map(re.escape, _told("between")["words"]))
    eras = "|".join(_told("eras"))
    forms = (
        rf"(?P<d1>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|ª|o|a|°)?\s*(?:(?:{between})\s*)?(?P<m1>{months})\b\.?,?\s*"
        rf"(?:(?:{between})\s*)?{_WHOLE_YEAR.replace('<y>', '<y1>')}",
        rf"(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_WHOLE_YEAR.replace('<y>', '<y2>')}",
        rf"(?P<m3>{months})\.?,?\s+(?:(?:{between})\s*)?{_WHOLE_YEAR.replace('<y>', '<y3>')}",
        r"(?P<y4>[12]\d{3})-(?P<m4>\d{2})-(?P<d4>\d{2})(?!\d)",
        r"(?P<d5>\d{1,2})\.\s?(?P<m5>\d{1,2})\.\s?(?P<y5>[12]\d{3})(?!\d)",
        rf"(?:(?P<y6>[12]\d{{3}})|(?P<e6>{eras})\s*(?P<n6>\d{{1,2}}|元))\s*年\s*(?P<m6>\d{{1,2}})\s*月"
        r"(?:\s*(?P<d6>\d{1,2})\s*日)?",
    )
    return re.compile(rf"(?<![\d.])(?:(?<![^\W\d_])(?:{'|'.join(forms)}))")


@cache
def _span() -> re.Pattern[str]:
    """Return the pattern of what stands before the last day of several."""
    months = "|".join(map(re.escape, _months()))
    return re.compile(rf"(?:\d[.\w]{{0,3}}|{months}|日|月)\s*[-–—~〜/]\s*$")


@cache
def _words(kind: str, *, whole: bool = False) -> re.Pattern[str]:
    """Return the pattern of a table's words, or of what begins with them; ideographs are not set apart."""
    words = "|".join(map(re.escape, _told(kind)["words"]))
    ends = r"(?:e?s|e?n)?(?![a-zß-ÿа-яё])" if whole else ""
    return re.compile(rf"(?<![a-zß-ÿа-яё])(?:{words}){ends}")


@cache
def _months() -> dict[str, int]:
    return {
        name: number
        for names in _told("months").values()
        for number, said in enumerate(names, 1)
        for name in said.split()
    }


def _told(table: str) -> dict[str, Any]:
    found: dict[str, Any] = _read()[table]
    return found


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files("corpus.readers").joinpath("papers.toml").read_text("utf-8"))
