"""Lay out the lines of a page: running heads and page numbers left out, columns in order, tables by rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.text import WIDE, is_page_number

_EDGE = 3  # lines at the top and the bottom of a page among which running heads are looked for
_MARGIN = 0.09  # of a page's height, at its top and its bottom, where nothing but heads and numbers stand
_LEAST_LINES = 4  # of a column of text
_LEAST_ROWS = 3  # of a table
_GUTTER = 6.0  # points between columns
_MOST_GUTTERS = 40  # more are no columns, but letters strewn over a page
_CROSSED = 0.15  # of a page's lines that may cross what is between its columns, such as headings
_WORD = re.compile(rf"{WIDE.pattern}{{2}}|[^\W\d_]{{2,}}")
_BARE_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line on a page: its text, and its box in points from the lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in the order in which its file draws them, and its height in points."""

    lines: tuple[PageLine, ...]
    height: float


Table = tuple[tuple[str, ...], ...]
"""The cells of a table's rows, empty ones in their place."""


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """Return pages without what is printed on most of them at the same edge, and without page numbers."""
    seen: Counter[str] = Counter()
    placed: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edges = _edges(page)
        seen.update({_shape(line.text) for line in edges})
        placed.update({(_shape(line.text), round(line.bottom)) for line in edges if _is_margin(line, page)})
    often = max(3, len(pages) // 2)
    less = []
    for page in pages:
        out = {
            id(line)
            for line in _edges(page)
            if seen[_shape(line.text)] >= often
            or placed[_shape(line.text), round(line.bottom)] >= max(2, len(pages) // 2)
            or (is_page_number(line.text) and not _BARE_NUMBER.fullmatch(line.text))
        }
        less.append(Page(tuple(line for line in page.lines if id(line) not in out), page.height))
    return _without_numbers(less)


def _without_numbers(pages: Sequence[Page]) -> list[Page]:
    """Return pages without a bare number at their top or bottom that counts them; a year or a sum is none."""
    found = [
        {id(line): int(line.text) - at for line in _outermost(page) if _BARE_NUMBER.fullmatch(line.text)}
        for at, page in enumerate(pages)
    ]
    counts = Counter(difference for numbers in found for difference in set(numbers.values()))
    numbered = sum(map(bool, found))
    right = {difference for difference, count in counts.items() if count > 1 and 2 * count >= numbered}
    kept = []
    for page, numbers in zip(pages, found, strict=True):
        out = {one for one, difference in numbers.items() if difference in right}
        out |= {
            id(line)
            for line in page.lines
            if id(line) in numbers and len(line.text) < 4 and _is_margin(line, page)
        }
        kept.append(Page(tuple(line for line in page.lines if id(line) not in out), page.height))
    return kept


def _edges(page: Page) -> list[PageLine]:
    by_height = sorted(page.lines, key=lambda line: -line.top)
    return [*by_height[:_EDGE], *by_height[_EDGE:][-_EDGE:]]


def _outermost(page: Page) -> list[PageLine]:
    """Return what stands alone at the top and at the bottom of a page."""
    rows = list(_rows(page.lines))
    return [row[0] for row in (rows[:1] + rows[-1:] if len(rows) > 1 else []) if len(row) == 1]


def _is_margin(line: PageLine, page: Page) -> bool:
    return line.top < _MARGIN * page.height or line.bottom > (1 - _MARGIN) * page.height


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())


def laid_out(page: Page) -> Iterator[list[PageLine] | Table]:
    """Yield a page's parts from above: its tables, and its lines in reading order between them."""
    rows = list(_rows(page.lines))
    done = 0
    for start, end in _runs(rows):
        table = _table(rows[start:end])
        if table is None:
            continue
        yield _in_order([line for row in rows[done:start] for line in row])
        yield table
        done = end
    yield _in_order([line for row in rows[done:] for line in row])


def _rows(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Yield the lines that stand beside each other, from above, each row from the left."""
    row: list[PageLine] = []
    for line in sorted(lines, key=lambda line: -(line.top + line.bottom)):
        if row and not _is_beside(row[0], line):
            yield sorted(row, key=lambda line: line.left)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda line: line.left)


def _is_beside(one: PageLine, other: PageLine) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.5 * min(one.top - one.bottom, other.top - other.bottom)


def _runs(rows: Sequence[Sequence[PageLine]]) -> Iterator[tuple[int, int]]:
    """Yield where rows of several lines follow each other, one of a single line between two at most."""
    start = last = -1
    for at, row in enumerate(rows):
        if len(row) > 1:
            if start < 0 or at - last > 2:
                if start >= 0:
                    yield start, last + 1
                start = at
            last = at
    if start >= 0:
        yield start, last + 1


def _table(rows: Sequence[Sequence[PageLine]]) -> Table | None:
    """Return the cells of rows that are a table: each in its column, in none of which a text goes on."""
    lines = [line for row in rows for line in row]
    gutters = _gutters(lines, 0)
    if len(rows) < _LEAST_ROWS or not gutters:
        return None
    columns = [[line for line in lines if _column(line, gutters) == at] for at in range(len(gutters) + 1)]
    several = sum(len(row) > 1 for row in rows)
    if several < _LEAST_ROWS or any(map(_goes_on, columns)):
        return None
    cells = []
    for row in _whole(rows):
        texts: list[list[str]] = [[] for _ in columns]
        for line in row:
            texts[_column(line, gutters)].append(line.text)
        cells.append(tuple(map(" ".join, texts)))
    return tuple(cells)


def _whole(rows: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """Return a table's rows, to each the lines of a single cell that stand nearer to it than rows do."""
    gaps = [above[0].bottom - below[0].bottom for above, below in pairwise(rows)]
    apart = [
        gap
        for gap, (above, below) in zip(gaps, pairwise(rows), strict=True)
        if min(len(above), len(below)) > 1
    ]
    near = 0.8 * median(apart) if apart else 0.0
    found: list[list[PageLine]] = []
    is_open = False  # whether what stands below is part of the last one
    for row, above, below in zip(rows, [near, *gaps], [*gaps, near], strict=True):
        is_part = len(row) == 1
        if is_open or (is_part and found and above < min(near, below)):
            found[-1] += row
        else:
            found.append([*row])
        is_open = is_part and below < near and below <= above
    return found


def _goes_on(column: Sequence[PageLine]) -> bool:
    """Tell a column of text from cells: its lines have many words, and fill it or go on from each other."""
    words = median(len(_WORD.findall(line.text)) for line in column)
    small = sum(line.text[0].islower() for line in column)
    widest = max(line.right - line.left for line in column)
    full = sum(line.right - line.left > 0.9 * widest for line in column)
    return (words >= 3 and small * 4 >= len(column)) or (words >= 4 and full * 2 >= len(column))


def _gutters(lines: Sequence[PageLine], crossed: int, least: int = 1) -> list[float]:
    """Return the middles of what is between columns: as many lines at most cross it as `crossed`.

    Each column has at least so many lines as `least`.
    """
    ends = sorted([(line.left, 1) for line in lines] + [(line.right, -1) for line in lines])
    found: list[float] = []
    open_lines = 0
    between: list[tuple[int, float, float]] = []
    for (at, change), (following, _) in pairwise([*ends, (ends[-1][0], 0)] if ends else []):
        open_lines += change
        if open_lines <= crossed:
            between.append((open_lines, at - following, (at + following) / 2))
        if between and (open_lines > crossed or following == ends[-1][0]):
            _, width, middle = min(between)
            found += [middle] if -width >= _GUTTER else []
            between = []
    kept: list[float] = []
    for gutter in found if len(found) <= _MOST_GUTTERS else ():
        before = kept[-1] if kept else float("-inf")
        left = sum(before <= line.left and line.right <= gutter for line in lines)
        right = sum(line.left >= gutter for line in lines)
        if min(left, right) >= least:
            kept.append(gutter)
    return kept


def _column(line: PageLine, gutters: Sequence[float]) -> int:
    return sum(line.left > gutter for gutter in gutters)


def _in_order(lines: Sequence[PageLine]) -> list[PageLine]:
    """Return lines in reading order: across the page, or column by column where it has several."""
    gutters = _gutters(lines, int(_CROSSED * len(lines)), _LEAST_LINES)
    if not gutters:
        return [_joined(row) for row in _rows(lines)]
    ordered: list[PageLine] = []
    band: list[PageLine] = []
    for line in sorted(lines, key=lambda line: -line.top):
        if any(line.left < gutter < line.right for gutter in gutters):  # what is above it comes first
            ordered += [*_by_column(band, gutters), line]
            band = []
        else:
            band.append(line)
    return [*ordered, *_by_column(band, gutters)]


def _by_column(band: Sequence[PageLine], gutters: Sequence[float]) -> list[PageLine]:
    columns = [[line for line in band if _column(line, gutters) == at] for at in range(len(gutters) + 1)]
    return [_joined(row) for column in columns for row in _rows(column)]


def _joined(row: Sequence[PageLine]) -> PageLine:
    """Return what stands beside each other as one line."""
    return PageLine(
        " ".join(line.text for line in row), row[0].left, max(line.right for line in row),
        min(line.bottom for line in row), max(line.top for line in row),
    )  # fmt: skip
