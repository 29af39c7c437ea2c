"""What stands under an answer: its sources, each once; what they disagree about; what is nearest."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.answering.answer import Citation, Disagreement
from bot.phrases.members import Phrases
from bot.render.limits import FIELD_VALUE, length
from bot.render.text import link, shown

_ADDRESS = 36
"""Units of an address that fits one line of a phone; of a longer one its host is shown, as the link."""

_SHORT_SIDE = 60
"""Units up to which what the sources say is set side by side in one line."""

_MARKERS = 100


def source_rows(
    citations: Sequence[Citation], p: Phrases, *, needed: Collection[int], most: int
) -> tuple[list[str], int]:
    """Return a row for each source, and how many citations have none for want of room.

    Citations of one text share a row. Of more than `most` rows, those with a number in `needed` stay.
    """
    groups: dict[tuple[str, ...], list[Citation]] = {}
    for citation in citations:
        key = (citation.kind, citation.title, citation.author or "", citation.url or "")
        groups.setdefault(key, []).append(citation)
    rows = list(groups.values())
    first = sorted(range(len(rows)), key=lambda at: (not any(one.number in needed for one in rows[at]), at))[
        :most
    ]
    kept = [rows[at] for at in sorted(first)]
    return [_row(row, p) for row in kept], len(citations) - sum(map(len, kept))


def _row(row: Sequence[Citation], p: Phrases) -> str:
    parts = [shown(row[0].title, 160)]
    if row[0].author:
        parts.append(p.by.format(author=shown(row[0].author, 80)))
    address = link(row[0].url, longest=_ADDRESS)
    if address:
        parts.append(address)
    made = f"**{_markers([citation.number for citation in row])}** " + " · ".join(parts)
    # at most 100 + 160 + 80 + 500 units with the joints; this is the belt to those braces
    return made if length(made) <= FIELD_VALUE else made[: FIELD_VALUE // 2]


def _markers(numbers: Sequence[int]) -> str:
    text = "".join(_runs(sorted(set(numbers))))
    return text if length(text) <= _MARKERS else f"[{min(numbers)}]–[{max(numbers)}]"


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    at = 0
    while at < len(numbers):
        end = at
        while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
            end += 1
        if end - at > 2:
            yield f"[{numbers[at]}]–[{numbers[end]}]"
        else:
            yield from (f"[{number}]" for number in numbers[at : end + 1])
        at = end + 1


def disagreement_rows(disagreements: Sequence[Disagreement], p: Phrases, *, most: int) -> list[str]:
    """Return what the sources disagree about, each with what every side says and its number."""
    rows = []
    for item in disagreements[:most]:
        about = shown(item.about, 120)
        about = about[:1].upper() + about[1:]
        sides = [f"**{shown(side.text, 140)}** [{side.citation}]" for side in item.statements[:5]]
        if all(length(side) <= _SHORT_SIDE for side in sides):
            rows.append(f"{about}: {p.or_else.join(sides)}")
        elif sides:
            rows.append("\n".join([f"{about}:", *(f"– {side}" for side in sides)]))
    return rows if len(rows) < 2 else [f"• {row}" for row in rows]


def nearest_rows(nearest: Sequence[Citation], p: Phrases, *, most: int) -> list[str]:
    """Return the nearest passages as quotes, each run of one source with its title once."""
    kept = nearest[:most]
    rows = []
    for at, citation in enumerate(kept):
        row = f"> {shown(citation.quote, 240)}"
        if at + 1 == len(kept) or kept[at + 1].title != citation.title:
            row += f"\n-# {p.from_whole.format(title=shown(citation.title, 80))}"
        rows.append(row)
    return rows
