"""What was understood of records, for a moderator to confirm or drop; text of strangers, made harmless."""

from __future__ import annotations

import discord

from bot.phrases.moderators import ModeratorPhrases
from bot.render.answer import add_rows
from bot.render.text import plain, shown
from bot.shared.reading.findings import RecordsFound
from bot.uploads.offers import WARNINGS, clash_lines, finished

PROBLEMS = 8
"""Refused rows shown; where there are more, a file lists them all."""

_ROWS = 3


def records_offer(found: RecordsFound, p: ModeratorPhrases) -> discord.Embed:
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
    add_rows(embed, p.bad_rows, problems)
    add_rows(embed, p.attention, [f"⚠️ {shown(one, 250)}" for one in found.warnings[:WARNINGS]])
    add_rows(embed, p.clashes, clash_lines(found.clashes, p))
    calm = not (found.problems or found.warnings or found.clashes)
    return finished(embed, p, calm=calm, waits=bool(found.rows))


def problem_list(found: RecordsFound) -> bytes:
    """Write every problem as a line of a text file."""
    return "".join(f"{plain(str(one))}\n" for one in found.problems).encode()
