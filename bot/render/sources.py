"""What stands under an answer: its sources, each once; what they disagree about; what is nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answering.answer import Answer, Citation, Disagreement
from bot.answering.blocks import Block, Listing, Quote, Statement
from bot.phrases.members import Phrases
from bot.render.limits import ELLIPSIS, FIELD_VALUE, length
from bot.render.text import link, shown
from bot.render.validity import validity

_TITLE = 80
"""Units of a source's title, two lines of a phone in small text; the whole title stands with its quotes."""

_SHORT_TITLE = 38
"""Units of a source's title where several are folded to one line each."""

_NEAREST = 160
"""Units of a passage that is near and no answer; the whole of it is one press away."""

_UNDER = 80
"""Units of what such a passage stands under, where it says little without."""

_FOLDED_FROM = 3
"""So many sources are folded; their addresses stand with their quotes."""

_ADDRESS = 36
"""Units of an address that fits one line of a phone; of a longer one its host is shown, as the link."""

_SHORT_SIDE = 60
"""Units up to which what the sources say is set side by side in one line."""

_MARKS = 100
"""Units of the markers beside what is said; of more, the first ones stand."""

_PAGES = 5
"""Pages named of one source."""

_ROW_MARKS = 24
"""Units of the markers before a source: the list above has them all."""


def source_rows(
    citations: Sequence[Citation], p: Phrases, *, needed: Sequence[int], most: int, fold: bool = False
) -> tuple[list[str], int]:
    """Return a row for each source, and how many citations have none for want of room.

    Citations of one text share a row. Of more than `most` rows, those with a number in `needed` stay, its
    first numbers first. Several are folded to a line each, and a single one on demand.
    """
    rows = _by_source(citations)
    rank = {number: at for at, number in reversed(list(enumerate(needed)))}
    ranks = [min(rank.get(one.number, len(needed)) for one in row) for row in rows]
    first = sorted(range(len(rows)), key=lambda at: (ranks[at], at))[:most]
    kept = [rows[at] for at in sorted(first)]
    folded = fold or len(kept) >= _FOLDED_FROM
    return [_row(row, p, folded=folded) for row in kept], len(citations) - sum(map(len, kept))


def carrying(answer: Answer) -> list[int]:
    """Return citations of as few sources as every statement, entry and quote needs for one of its own.

    First the one that carries the answer, then every side of a disagreement, then those that carry most.
    """
    sides = [side.citation for item in answer.disagreements for side in item.statements]
    needed = [*(one.number for one in answer.citations[:1]), *sides]
    sources = [{one.number for one in row} for row in _by_source(answer.citations)]
    met = set().union(*(source for source in sources if not source.isdisjoint(needed)))
    claims = [set(claim) for block in answer.blocks for claim in _claims(block)]
    while claims := [claim for claim in claims if claim.isdisjoint(met)]:
        counts = [sum(not claim.isdisjoint(source) for claim in claims) for source in sources]
        if not any(counts):
            break
        best = sources[counts.index(max(counts))]
        needed.append(min(best))
        met |= best
    return needed


def _claims(block: Block) -> list[tuple[int, ...]]:
    """Return the citations of each thing that a block says."""
    if isinstance(block, Statement):
        return [block.citations]
    if isinstance(block, Listing):
        return [item.citations for item in block.items]
    return [(block.citation,)] if isinstance(block, Quote) else []


def disputing(answer: Answer, disagreements: Sequence[Disagreement]) -> int:
    """Return how many sources the first citation and the sides of disagreements have."""
    sides = {side.citation for item in disagreements for side in item.statements}
    sides |= {one.number for one in answer.citations[:1]}
    return sum(any(one.number in sides for one in row) for row in _by_source(answer.citations))


def rows_needed(answer: Answer, needed: Sequence[int], *, most: int) -> int:
    """Return how many sources to show: those needed, all where only one more would be left out."""
    rows = _by_source(answer.citations)
    count = sum(any(one.number in needed for one in row) for row in rows)
    return most if not answer.blocks or len(rows) - count < 2 else min(count, most)


def _by_source(citations: Sequence[Citation]) -> list[list[Citation]]:
    groups: dict[tuple[str, ...], list[Citation]] = {}
    for citation in citations:
        key = (citation.kind, citation.title, citation.author or "", citation.url or "",
               citation.as_of or "", citation.valid_until or "")  # fmt: skip
        groups.setdefault(key, []).append(citation)
    return list(groups.values())


def _row(row: Sequence[Citation], p: Phrases, *, folded: bool) -> str:
    parts = [shown(row[0].title, _SHORT_TITLE if folded else _TITLE)]
    if row[0].author and not folded:
        parts.append(p.by.format(author=shown(row[0].author, 80)))
    address = link(row[0].url, longest=_ADDRESS)
    if address and not folded:
        parts.append(address)
    pages = sorted({citation.page for citation in row if citation.page})
    if pages:
        parts.append(p.on_page.format(page=", ".join(map(str, pages[:_PAGES]))))
    parts += validity(row[0], p)
    made = f"-# **{marks([citation.number for citation in row], _ROW_MARKS)}** " + " · ".join(parts)
    # at most 100 + 80 + 80 + 500 units with the joints; this is the belt to those braces
    return made if length(made) <= FIELD_VALUE else made[: FIELD_VALUE // 2]


def marks(numbers: Sequence[int], most: int = _MARKS) -> str:
    """Write citations' numbers with runs of them drawn together: [1][2], [4]–[9]; nothing for none.

    The first ones and an ellipsis where they would take more than `most` units.
    """
    text = ""
    for run in _runs(sorted(set(numbers))):
        if text and length(text) + length(run) >= most:
            return text + ELLIPSIS
        text += run
    return text


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    at = 0
    while at < len(numbers):
        end = at
        while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
            end += 1
        if end - at > 1:
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
        sides = [f"**{shown(text, 140)}** {marks(cited)}" for text, cited in item.sides[:5]]
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
        under = f"{shown(citation.under, _UNDER)}: " if citation.under else ""
        row = f"> {under}{shown(citation.quote, _NEAREST)}"
        if at + 1 == len(kept) or kept[at + 1].title != citation.title:
            whole = p.from_whole.format(title=shown(citation.title, _SHORT_TITLE))
            row += f"\n-# {' · '.join([whole, *validity(citation, p)])}"
        rows.append(row)
    return rows
