"""Rows that an overview and a digest both show: questions that are still not answered, answers marked bad."""

from __future__ import annotations

from collections.abc import Sequence

from bot.insights.summary import Group
from bot.phrases.moderators import ModeratorPhrases
from bot.render.text import shown
from corpus.store.people import Rating


def group_rows(groups: Sequence[Group], p: ModeratorPhrases, *, most: int) -> list[str]:
    """Return a numbered row for each of the first groups, how many more there are, and what to do."""
    rows = [
        p.insights_group.format(
            number=number, question=shown(group.question.text, 130), count=group.count, when=_when(group.last)
        )
        for number, group in enumerate(groups[:most], 1)
    ]
    if len(groups) > most:
        rows.append(p.more.format(count=len(groups) - most))
    return [*rows, f"-# {p.insights_hint}"] if rows else []


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
