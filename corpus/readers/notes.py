"""Take the marks of footnotes out of sentences: [12], [^1], ¹, †. What a note says stays, without its mark.

A reader writes what its format raises as raised digits (`raised`), and a note's text as a paragraph that
begins with its mark; what is a mark among all that looks like one is decided here, for every format alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.readers.source import Source
from corpus.text import CLOSERS, Block

_DIGITS = "0123456789"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Digits that stand above the line."""

_RAISE = str.maketrans(_DIGITS, RAISED)
_LOWER = str.maketrans(RAISED, _DIGITS)
_ONE, _ONE_RAISED = r"\d{1,3}", rf"[{RAISED}]{{1,3}}"
_JOINED = r"\s?[,;–-]\s?"
_MARK = re.compile(
    rf"""\[\^(?P<label>[^\]\[\s]{{1,40}})\]
    |\[(?P<word>(?:[^\W\d_]{{1,6}}\.?[ ])?)(?P<number>{_ONE}(?:{_JOINED}{_ONE})*)\]
    |\[(?P<letter>[a-z])\]
    |(?P<raised>{_ONE_RAISED}(?:{_JOINED}{_ONE_RAISED})*)
    |(?P<sign>[†‡]+|※\d{{0,2}})""",
    re.VERBOSE,
)
_BEGINS = re.compile(r"(?:[-*•]\s+|\(?\d{1,3}[.)]\s+)?(?=[\[⁰¹²³⁴⁵⁶⁷⁸⁹†‡※])")
_ITEM = re.compile(r"\(?(\d{1,3})[.)]\s")
_AFTER_NOTE = re.compile(r"[\s.:)]*(?=\S)")
_PUNCTUATION = f".,;:!?…。、！？{CLOSERS}"
_SYMBOL = re.compile(r"(?<![^\W_])[a-z]$")
"""What a number in brackets is an index of (x[1])."""

_POWER = re.compile(r"(?<![^\W_])(?:[^\W\d_]{1,2}|[^\W\d_]*\d{1,3})$")
"""What a raised digit stands at as an exponent: a unit or a symbol (km², x³), a short number (10³)."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What looks like a mark in a block's text: its span, its series and numbers; `note` where one begins.

    `sure` tells that nothing else than a mark stands so: right behind a sentence, or as Markdown writes it.
    """

    start: int
    end: int
    series: str
    names: tuple[str, ...]
    note: bool = False
    sure: bool = False


def raised(text: str) -> str:
    """Return what a file shows above the line as raised digits, where it is digits alone."""
    bare = text.strip().strip("[]()")
    return bare.translate(_RAISE) if bare.isdecimal() and bare.isascii() and len(bare) <= 3 else text


def without_marks(source: Source) -> Source:
    """Return a source whose sentences have no marks of footnotes; where its notes stand stays."""
    found = [list(_marks(block.text)) if block.kind != "code" else [] for block in source.blocks]
    if not any(found):
        return source
    numbered = {
        item[1] for block in source.blocks for item in map(_ITEM.match, block.text.split("\n")) if item
    }
    kept = _series([mark for marks in found for mark in marks], numbered)
    blocks = [
        cleared
        for block, marks in zip(source.blocks, found, strict=True)
        for cleared in _cleared(block, [mark for mark in marks if mark.series in kept])
    ]
    title = source.title
    if title:
        title = (
            _cut(title, [mark for mark in _marks(title) if mark.series in kept and not mark.note]) or title
        )
    return replace(source, blocks=tuple(blocks), title=title)


def _marks(text: str) -> Iterator[_Mark]:
    """Yield what looks like a mark: at a line's beginning, right behind a word, or behind a sentence."""
    begins = {0} | {match.end() for match in re.finditer(r"\n\s*", text)}
    begins |= {match.end() for start in begins if (match := _BEGINS.match(text, start))}
    before: _Mark | None = None
    for match in _MARK.finditer(text):
        start, end = match.span()
        series, names = _named(match)
        follows = before is not None and before.end == start
        if start in begins or (follows and before is not None and before.note):
            rest = _AFTER_NOTE.match(text, end)
            if rest is None or text[end : end + 1] == "(":  # a link, or a mark alone in its line
                before = None
                continue
            end = rest.end() if text[rest.end()] not in "[" + RAISED else end
            before = _Mark(start, end, series, names, note=True)
        elif follows and before is not None:
            before = replace(before, start=start, end=end, series=series, names=names)
        else:
            before = _reference(text, start, end, series, names)
        if before is not None:
            yield before


def _named(match: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    """Return the series of a mark and which of it: [2, 5] are two and five."""
    kind = match.lastgroup or ""
    if kind == "raised":
        return kind, tuple(re.findall(r"\d+", match[kind].translate(_LOWER)))
    if kind == "number":
        return f"{match['word'].casefold()}number", tuple(re.findall(r"\d+", match[kind]))
    return kind, (match[kind],)


def _reference(text: str, start: int, end: int, series: str, names: tuple[str, ...]) -> _Mark | None:
    """Return a mark within a text, None where what stands there is none: f[1](x), a power, a word."""
    if re.match(r"[^\W_]|\(", text[end : end + 1]) and series != "sign":
        return None
    behind = text[start - 1 : start]
    if behind == " " and series.endswith("number") and start > 1 and text[start - 2] in ".!?":
        return _Mark(start - 1, end, series, names) if not text[end : end + 1].strip() else None
    if not behind.strip() or behind in "([{“„«'" or behind == "\\":
        return None
    if (_POWER if series == "raised" else _SYMBOL).search(text, max(0, start - 8), start):
        return None
    sure = behind in _PUNCTUATION and series in ("number", "raised")
    return _Mark(start, end, series, names, sure=sure or series == "label")


def _series(marks: Sequence[_Mark], numbered: set[str]) -> set[str]:
    """Return the series that are footnotes': one has a note, or stands surely, or they count up in order."""
    kept: set[str] = set()
    for series in {mark.series for mark in marks}:
        references = [
            name for mark in marks if mark.series == series and not mark.note for name in mark.names
        ]
        notes = {name for mark in marks if mark.series == series and mark.note for name in mark.names}
        if not references:
            continue
        first = list(dict.fromkeys(references))
        if series in ("number", "raised"):
            notes |= numbered if first[0] == "1" else set()
        is_sure = any(mark.sure for mark in marks if mark.series == series)
        if is_sure or not notes.isdisjoint(references) or _counts_up(first, series):
            kept.add(series)
    return kept


def _counts_up(names: Sequence[str], series: str) -> bool:
    """Tell whether marks, each where it comes first, count up from the first: two of them at least."""
    values = [int(name) if name.isdecimal() else ord(name) - ord("a") + 1 for name in names if _counts(name)]
    is_counted = series.endswith(("number", "raised", "letter")) and len(values) == len(names) > 1
    return is_counted and values[0] == 1 and all(after == before + 1 for before, after in pairwise(values))


def _counts(name: str) -> bool:
    return len(name) == 1 or (name.isdecimal() and len(name) < 4)


def _cleared(block: Block, marks: Sequence[_Mark]) -> Iterator[Block]:
    """Yield a block without marks; a line that begins with one is a note, and a paragraph."""
    if not marks:
        yield block
        return
    kept = {mark.series for mark in marks}
    columns = tuple(_cut(one, [mark for mark in _marks(one) if mark.series in kept]) for one in block.columns)
    line = 0  # where the line of text begins at which a part of the block begins
    part: list[_Mark] = []
    is_note = False
    for mark in marks:
        begins = block.text.rfind("\n", line, mark.start) + 1 if mark.note and block.kind != "table" else 0
        if begins > line or (mark.note and mark.start == 0 and block.kind != "table"):
            if begins > line:
                yield _part(block, line, begins - 1, part, columns, is_note=is_note)
                part = []
            line, is_note = max(begins, line), True
        part.append(mark)
    yield _part(block, line, len(block.text), part, columns, is_note=is_note)


def _part(
    block: Block, start: int, end: int, marks: Sequence[_Mark], columns: tuple[str, ...], *, is_note: bool
) -> Block:
    own = [replace(mark, start=mark.start - start, end=mark.end - start) for mark in marks]
    text = _cut(block.text[start:end], own)
    return (
        Block("paragraph", text, page=block.page) if is_note else replace(block, text=text, columns=columns)
    )


def _cut(text: str, marks: Iterable[_Mark]) -> str:
    pieces, done = [], 0
    for mark in marks:
        pieces.append(text[done : mark.start])
        done = mark.end
    return "".join([*pieces, text[done:]])


def after_sections(parts: Iterable[tuple[Block, Sequence[str]]]) -> list[Block]:
    """Return blocks, the notes of each as paragraphs at the end of its section, between no sentences."""
    found: list[Block] = []
    waiting: list[Block] = []
    for block, notes in parts:
        if block.kind == "heading":
            found += waiting
            waiting = []
        found.append(block)
        waiting += [Block("paragraph", note, page=block.page) for note in notes if note]
    return found + waiting
