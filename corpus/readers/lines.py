"""Tell the lines of a plain text apart: what was wrapped, what was meant as a line, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from corpus.text import CELLS, CLOSERS, WIDE, is_line

PieceKind = Literal["prose", "line", "list", "table"]

_BULLETS = "-*•‣◦▪–—·●○■□➢➤✓❖"
_BULLET = re.compile(rf"^[ \t]*[{re.escape(_BULLETS)}][ \t]+(?=\S)")
_ITEM = re.compile(
    rf"[ \t]*(?:[{re.escape(_BULLETS)}][ \t]+|\(?(?:\d{{1,3}}|[a-z]|[ivx]{{2,5}})[.)][ \t]+"
    r"|\[\^?\d{1,3}\]:?[ \t]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}[ \t]*)(?=\S)"
)
_CAPITAL_ITEM = re.compile(r"[ \t]*\(?(?:[A-Z]|[IVXLC]{1,6})[.)][ \t]+(?=\S)")
"""As an item's mark only where several lines have one: a name begins with an initial as well."""

_PART = re.compile(r"[ \t]*(\d{1,3}(?:\.\d{1,3})*)\.\d{1,3}\.?[ \t]+(?=\S)")
_HEADING = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?\s+(?=[^\W\d_])")
_CELLS = re.compile(r"[ \t]*\|[ \t]*|\t")
_LEADER = re.compile(r"\.{4,}|(?: \.){4,}|…{2,}|·{4,}")
"""Dots from what is named to its price, its page or the like."""

RULE = re.compile(r"[-=_*~#\s|:+]{3,}")
_ENDED = re.compile(rf"[.!?…。！？؟।][{re.escape(CLOSERS)}]*$")
BYLINE = re.compile(r"[Bb]y:? ([^\W\d_a-zß-öø-ÿ][\w.'’ -]{2,60})")
_LONGEST_WRAPPED = 120  # characters; a longer line was not wrapped, so its end is a paragraph's


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a plain text: prose, a line that stands for itself, a list or a table (a row a line).

    `apart` tells whether a blank line stands before it; `columns` are a table's, where it names them.
    """

    kind: PieceKind
    text: str
    apart: bool = True
    columns: tuple[str, ...] = ()


def pieces(lines: Sequence[str]) -> Iterator[Piece]:
    """Yield the pieces of the lines between two blank ones, which are not empty."""
    if any(map(_leads, lines)):
        for is_led, group in groupby(lines, key=lambda line: bool(_leads(line))):
            if is_led:
                yield Piece("table", "\n".join(CELLS.join(_leads(line)) for line in group))
            else:
                yield from pieces(list(group))
        return
    if len(lines) > 1 and all(_CELLS.search(line.strip()) for line in lines):
        rows = table_rows([[squeeze(cell) for cell in _CELLS.split(line.rstrip())] for line in lines])
        yield Piece("table", "\n".join(rows.lines), columns=rows.columns)
        return
    if len(lines) == 1 and not _BULLET.match(lines[0]) and is_line(squeeze(lines[0])):
        yield Piece("line", squeeze(lines[0]))  # "3. Officers": what it is shows from what follows
        return
    if (mark := _part_mark(lines)) is not None:
        yield Piece("list", _items(lines, mark))
        return
    if _heads_parts(lines):
        yield Piece("line", squeeze(lines[0]))
        yield from pieces(lines[1:])
        return
    first = next((at for at, line in enumerate(lines[:2]) if _ITEM.match(line)), None)
    if first is None and _is_lettered(lines):
        first = next(at for at, line in enumerate(lines) if _CAPITAL_ITEM.match(line))
    before = lines if first is None else lines[:first]
    for at, text in enumerate(_joined(before)):
        yield Piece("line" if is_line(text) else "prose", text, apart=not at)
    if first is not None:
        yield Piece("list", _items(lines[first:]))


def _part_mark(lines: Sequence[str]) -> re.Pattern[str] | None:
    """Return the mark of lines that are the parts of one paragraph, "4.1 …", "4.2 …"; else None."""
    first = _PART.match(lines[0])
    if first is None:
        return None
    mark = re.compile(rf"[ \t]*{re.escape(first[1])}\.(?P<part>\d{{1,3}})\.?[ \t]+(?=\S)")
    found = [int(part["part"]) for line in lines if (part := mark.match(line))]
    is_counted = all(after == before + 1 for before, after in pairwise(found))
    return mark if len(found) > 1 and is_counted else None


def _heads_parts(lines: Sequence[str]) -> bool:
    """Tell whether the first line heads parts of its number: "4. Fees", and below it "4.1 …"."""
    heading = _HEADING.match(squeeze(lines[0]))
    part = _PART.match(lines[1]) if heading is not None and len(lines) > 1 else None
    is_its = heading is not None and part is not None and part[1] == heading[1]
    return is_its and is_line(squeeze(lines[0]))


def _leads(line: str) -> tuple[str, ...]:
    """Return what dots lead from and to in a line ("Adult ..... £12"); nothing where none do, or to more."""
    parts = tuple(squeeze(part) for part in _LEADER.split(_BULLET.sub("", line)))
    is_led = len(parts) == 2 and all(any(map(str.isalnum, part)) for part in parts)
    return parts if is_led else ()


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as lines of text, and the names of its columns, empty where the first row names none."""

    lines: tuple[str, ...]
    columns: tuple[str, ...]


def table_rows(cells: Sequence[Sequence[str]], *, named: bool = False) -> Rows:
    """Lay out a table's cells, each in its column; `named` where the first row is known to name them."""
    width = max(len(row) for row in cells)
    grid = [[*row, *[""] * (width - len(row))] for row in cells]
    first = next((at for at in range(width) if any(row[at] for row in grid)), 0)
    last = next((at for at in range(width, first, -1) if any(row[at - 1] for row in grid)), first)
    grid = [row[first:last] for row in grid if any(row[first:last])]
    if not grid:
        return Rows((), ())
    columns = tuple(grid[0]) if len(grid) > 1 and (named or _names_columns(grid)) else ()
    return Rows(tuple(squeeze(CELLS.join(row)) for row in grid), columns)


def _names_columns(grid: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row names the columns: all named, without a number, unlike what is below."""
    head = grid[0]
    if not all(head) or len(set(head)) < len(head) or any(re.search(r"\d", cell) for cell in head):
        return False
    return all(len(cell) <= 40 for cell in head)


def squeeze(line: str) -> str:
    """Return a line with single spaces between its words."""
    return " ".join(line.split())


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Yield paragraphs of prose and lines, what was wrapped joined by a space."""
    if not lines:
        return
    width = _width(lines)
    verse = _is_verse([squeeze(line) for line in lines])
    current: list[str] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        current.append(squeeze(line))
        if following is None or verse or _breaks(line, following, width):
            yield _run_on(current)
            current = []


def _run_on(lines: Sequence[str]) -> str:
    """Join wrapped lines: by a space, or by nothing between scripts that know no spaces."""
    text = [lines[0]]
    for before, after in pairwise(lines):
        glued = WIDE.match(before[-1]) and WIDE.match(after[0])
        text += ["" if glued else " ", after]
    return "".join(text)


def _width(lines: Sequence[str]) -> int:
    """Return the width at which lines were wrapped, in characters; 0 where a single one is that long."""
    width = max(len(line) for line in lines)
    is_wrapped = len(lines) == 2 or sum(len(line) >= 0.75 * width for line in lines) > 1
    return width if is_wrapped else 0


def _breaks(line: str, following: str, width: int) -> bool:
    """Tell whether a line's end was meant, not made by wrapping at `width`."""
    if len(line) > _LONGEST_WRAPPED:
        return bool(_ENDED.search(line)) or _begins_anew(following)
    indented = len(following) - len(following.lstrip()) > len(line) - len(line.lstrip()) + 1
    next_word = following.split(maxsplit=1)[0]
    needed = 1 if WIDE.match(next_word) else 1 + len(next_word)
    had_room = len(line) + needed < 0.75 * width
    if _ENDED.search(line):
        return indented or had_room
    return (had_room or not width) and _begins_anew(following)


def _begins_anew(line: str) -> bool:
    first = line.lstrip()[:1]
    return (not first.islower() and first not in ",;.)]}") or BYLINE.fullmatch(line.strip()) is not None


def _is_verse(lines: Sequence[str]) -> bool:
    """Tell verse, addresses and the like from wrapped prose: short lines that all begin anew and go on."""
    if len(lines) < 2:
        return False
    return all(_begins_anew(line) for line in lines) and all(
        len(line) <= 60 and not _ENDED.search(line) for line in lines[:-1]
    )


def _is_lettered(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and sum(bool(_CAPITAL_ITEM.match(line)) for line in lines) >= 2


def _items(lines: Sequence[str], own: re.Pattern[str] = _ITEM) -> str:
    """Return a list's items, one a line, with `- ` for any bullet; wrapped items are joined.

    `own` is another mark that its items have.
    """
    mark = _CAPITAL_ITEM if _is_lettered(lines) else own
    width = _width(lines)
    items: list[list[str]] = []
    before = ""
    for line in lines:
        text = squeeze(_BULLET.sub("- ", line))
        is_indented = line[:1] in " \t"
        goes_on = is_indented or not _begins_anew(line) or not _breaks(before, line, width)
        if not items or _ITEM.match(line) or mark.match(line) or not goes_on:
            items.append([text])
        else:
            items[-1].append(text)
        before = line
    return "\n".join(_run_on(item) for item in items)
