"""What was understood of an upload, for a moderator to confirm or drop; text of strangers, made harmless."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.phrases.members import ENGLISH as _WORDS
from bot.phrases.moderators import Moderating
from bot.render.answer import ANSWERED, UNSURE, fit, pack
from bot.render.limits import FIELD_VALUE, TITLE
from bot.render.text import link, plain, shown, split
from bot.uploads.findings import Clash, DocumentFound, RecordsFound

HOURS = 24
"""How long an offer waits for an answer."""

_BEGINS = 600
_WARNINGS = 8
_CLASHES = 4
PROBLEMS = 8
"""Refused rows shown; where there are more, a file lists them all."""

_ROWS = 3


def document_offer(
    found: DocumentFound, about: Mapping[str, Any], title: str, p: Moderating
) -> discord.Embed:
    """Show a document that was read: title, passages, how it begins, and what stands against it."""
    reading, told = found.reading, about["new"]
    known = shown(about["known"], 120) if about["known"] else ""
    if about["back"]:
        head = p.offer_back.format(version=about["version"], title=known)
    elif known:
        head = p.offer_version.format(version=about["version"], title=known)
    else:
        head = p.offer
    lines = [f"**{shown(title, 300)}**"]
    author, url = told["author"] or reading.author, told["url"] or reading.url
    credit = [_WORDS.by.format(author=shown(author, 120))] if author else []
    credit += [link(url)] if url else []
    lines += [" · ".join(credit)] if credit else []
    size = f"{len(reading.canonical.text):,}"
    lines.append(p.read_as.format(passages=len(found.cuts), characters=size))
    text = reading.canonical.text
    first = text[found.cuts[0].span.start : found.cuts[0].span.end] if found.cuts else text[:_BEGINS]
    embed = discord.Embed(title=head[:TITLE], description="\n".join(lines))
    embed.add_field(name=p.begins, value="> " + shown(first, _BEGINS), inline=False)
    warnings = [f"⚠️ {shown(one, 250)}" for one in reading.warnings[:_WARNINGS]]
    if found.repeated:
        warnings.append(p.repeated.format(count=found.repeated))
    if found.clashes is None:
        warnings.append(p.clashes_unknown)
    _add(embed, p.attention, warnings)
    _add(embed, p.clashes, _clash_lines(found.clashes or (), p))
    return _finished(embed, p, calm=not warnings and not found.clashes)


def records_offer(found: RecordsFound, p: Moderating) -> discord.Embed:
    """Show records that were read: counts, the first ones in words, the refused rows, contradictions."""
    single = len(found.rows) == 1 and not found.problems
    bad = len({one.line for one in found.problems})
    counted = "" if single else p.rows.format(good=len(found.rows), bad=bad)
    said = [f"> {shown(row.words, 500)}\n> -# {shown(row.source_title, 150)}" for row in found.rows[:_ROWS]]
    if len(found.rows) > _ROWS:
        said.append(p.more.format(count=len(found.rows) - _ROWS))
    embed = discord.Embed(
        title=p.offer_record if single else p.offer_records,
        description="\n".join(([counted] if counted else []) + said) or None,
    )
    problems = [f"• {shown(str(one), 200)}" for one in found.problems[:PROBLEMS]]
    if len(found.problems) > PROBLEMS:
        problems.append(p.bad_rows_file.format(count=len(found.problems)))
    _add(embed, p.bad_rows, problems)
    _add(embed, p.attention, [f"⚠️ {shown(one, 250)}" for one in found.warnings[:_WARNINGS]])
    _add(embed, p.clashes, _clash_lines(found.clashes, p))
    calm = not (found.problems or found.warnings or found.clashes)
    return _finished(embed, p, calm=calm, waits=bool(found.rows))


def problem_list(found: RecordsFound) -> bytes:
    """Write every problem as a line of a text file."""
    return "".join(f"{plain(str(one))}\n" for one in found.problems).encode()


def paged(lines: Sequence[str], most: int = 1800) -> list[str]:
    """Fill pages with lines; at least one page."""
    return pack([row if len(row) <= most else row[:most] for row in lines], most) or [""]


def excerpt(text: str, most: int) -> str:
    """Return how a text begins, neutralised."""
    return split(plain(text[: most * 2]), most)[0]


def _clash_lines(clashes: Sequence[Clash], p: Moderating) -> list[str]:
    lines = [
        "⚖️ "
        + p.clash.format(
            about=shown(one.about, 80),
            said=shown(one.said, 60),
            recorded=shown(one.recorded, 60),
            source=shown(one.source, 80),
        )
        for one in clashes[:_CLASHES]
    ]
    if len(clashes) > _CLASHES:
        lines.append(p.more.format(count=len(clashes) - _CLASHES))
    return lines


def _add(embed: discord.Embed, name: str, lines: Sequence[str]) -> None:
    for number, block in enumerate(pack(list(lines), FIELD_VALUE)):
        embed.add_field(name=name if number == 0 else "\u2800", value=block, inline=False)


def _finished(embed: discord.Embed, p: Moderating, *, calm: bool, waits: bool = True) -> discord.Embed:
    embed.colour = discord.Colour(ANSWERED if calm else UNSURE)
    if waits:
        embed.set_footer(text=p.seen_here.format(hours=HOURS))
    return fit(embed)
