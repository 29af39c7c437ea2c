"""Rows that an overview and a digest both show: questions that are still not answered, answers marked bad."""

from __future__ import annotations

from collections.abc import Sequence

from bot.insights.summary import Group
from bot.phrases.moderators import ModeratorPhrases
from bot.render.answer import as_many
from bot.render.limits import FIELD_VALUE, length
from bot.render.text import shown
from corpus.store.people import Rating


def group_rows(groups: Sequence[Group], p: ModeratorPhrases, *, most: int) -> str:
    """Write a numbered row for each of the first groups, how many more there are, and what to do."""
    rows = [
        p.insights_group.format(
            number=number, question=shown(group.question.text, 130), count=group.count, when=_when(group.last)
        )
        for number, group in enumerate(groups[:most], 1)
    ]
    hint = f"\n-# {p.insights_hint}"
    return listed(rows, p, of=len(groups), most=FIELD_VALUE - length(hint)) + hint if rows else ""


def listed(rows: Sequence[str], p: ModeratorPhrases, *, of: int, most: int = FIELD_VALUE) -> str:
    """Write as many rows as a field holds, and how many more there are of all."""
    return as_many(rows, most, p.more, beyond=of - len(rows))


def rating_rows(ratings: Sequence[Rating], p: ModeratorPhrases) -> list[str]:
    """Return a row for each rating: when, why, and of what question."""
    return [
        p.insights_bad_row.format(
            when=_when(rating.at),
            reason=shown(rating.reason or p.insights_no_reason, 90),
            question=shown(rating.question or "", 80),
        )
        for rating in ratings
    ]


def _when(seconds: int) -> str:
    return f"<t:{seconds}:R>"
