"""`/insights`: where the corpus falls short, and what it is used for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.moderating import Acting, begin, button, handles, view_of
from bot.documents.paste import open_paste
from bot.insights.summary import Insights as Found
from bot.insights.summary import gather
from bot.phrases import moderators as words
from bot.phrases.moderators import Moderating
from bot.render.answer import ANSWERED, fit, pack
from bot.render.limits import FIELD_VALUE
from bot.render.text import shown

if TYPE_CHECKING:
    from bot.core.client import Footbridge

_GROUPS = 5
_ROWS = 5


class Insights(commands.Cog):
    """What the members' questions say about the corpus."""

    def __init__(self, bot: Footbridge) -> None:
        self.bot = bot

    @app_commands.command(description=words.INSIGHTS)
    @app_commands.describe(days=words.INSIGHTS_DAYS)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def insights(
        self,
        interaction: discord.Interaction[Footbridge],
        days: app_commands.Range[int, 1, 365] = 30,
    ) -> None:
        """Show unanswered questions, ratings, documents used and unused, and the median time."""
        acting = await begin(interaction)
        days = min(days, self.bot.app.settings.question_days)
        found = await gather(self.bot.app, acting.scope, days)
        storing = self.bot.app.server(acting.guild).storing
        embed = shown_insights(found, acting.p, days=days, storing=storing)
        buttons = [
            button("answer", group.question.id, f"{number}", number=number)
            for number, group in enumerate(found.groups[:_GROUPS], 1)
        ]
        await acting.show(embed, view_of(*buttons) if buttons else None)


def shown_insights(found: Found, p: Moderating, *, days: int, storing: bool) -> discord.Embed:
    """Show what was found as one embed."""
    median = p.insights_no_time if found.median is None else f"{found.median:,.0f} ms"
    text = p.insights_counts.format(asked=found.asked, unanswered=found.unanswered, median=median)
    if not storing:
        text += f"\n⚠️ {p.insights_storing_off}"
    embed = discord.Embed(title=p.insights_title.format(days=days), description=text, colour=ANSWERED)
    groups = [
        p.insights_group.format(
            number=number, question=shown(group.question.text, 130), count=group.count, when=_when(group.last)
        )
        for number, group in enumerate(found.groups[:_GROUPS], 1)
    ]
    if len(found.groups) > _GROUPS:
        groups.append(p.more.format(count=len(found.groups) - _GROUPS))
    if groups:
        groups.append(f"-# {p.insights_hint}")
    _field(embed, p.insights_unanswered, groups, p)
    bad = [
        p.insights_bad_row.format(
            when=_when(rating.at),
            reason=shown(rating.reason or p.insights_no_reason, 90),
            question=shown(rating.question or "", 80),
        )
        for rating in found.bad[:_ROWS]
    ]
    if len(found.bad) > _ROWS:
        bad.append(p.more.format(count=len(found.bad) - _ROWS))
    _field(embed, p.insights_bad, bad, p)
    cited = [
        p.insights_cited_row.format(count=count, title=shown(document.title, 120))
        for document, count in found.cited[:_ROWS]
    ]
    _field(embed, p.insights_cited, cited, p)
    never = [shown(document.title, 120) for document in found.never[:_ROWS]]
    if len(found.never) > _ROWS:
        never.append(p.more.format(count=len(found.never) - _ROWS))
    _field(embed, p.insights_never, never, p)
    return fit(embed)


def _field(embed: discord.Embed, name: str, lines: Sequence[str], p: Moderating) -> None:
    embed.add_field(name=name, value=pack(lines, FIELD_VALUE)[0] if lines else p.nothing, inline=False)


def _when(seconds: int) -> str:
    return f"<t:{seconds}:R>"


@handles("answer")
async def _answer(press: Acting) -> None:
    question = await press.app.community.question(press.key)
    if question is None or question.scope != press.scope:
        await press.say(press.p.gone)
        return
    await open_paste(press, title=question.text)
