"""`/insights`: where the corpus falls short, and what it is used for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.access import ModeratorContext, begin, moderators_command
from bot.core.client import Footbridge
from bot.core.components import Pressed, moderator_button, view_of
from bot.insights.digest import Digests, Unpack
from bot.insights.rows import group_rows, listed, rating_rows
from bot.insights.summary import Summary, summarise
from bot.phrases import moderator_commands as words
from bot.phrases.moderators import ModeratorPhrases
from bot.render.answer import ANSWERED, fit
from bot.render.text import shown
from corpus.store.community import DAY

OpenForm = Callable[[ModeratorContext, str], Awaitable[None]]
"""Opens a form for a document of this title."""

_LOOK_EVERY = 60.0
_GROUPS = 5
_ROWS = 5


class InsightsCommand(commands.Cog):
    """What the members' questions say about the corpus."""

    def __init__(self, client: Footbridge, open_form: OpenForm, unpack: Unpack) -> None:
        self.client = client
        self._open_form = open_form
        self.digests = Digests(client, client.services, unpack)

    async def cog_load(self) -> None:
        """Add the buttons below the overview, and what sends digests."""
        self.client.components.for_moderators("answer", self._answer)
        self.client.housekeeping.add("digests", _LOOK_EVERY, self.digests.send)

    @app_commands.command(description=words.INSIGHTS)
    @app_commands.describe(days=words.INSIGHTS_DAYS)
    @moderators_command
    async def insights(
        self,
        interaction: discord.Interaction[Footbridge],
        days: app_commands.Range[int, 1, 365] = 30,
    ) -> None:
        """Show unanswered questions, ratings, documents used and unused, and the median time."""
        context = await begin(interaction)
        days = min(days, self.client.services.settings.question_days)
        now = self.client.services.community.now()
        found = await summarise(self.client.services, context.scope, since=now - days * DAY, until=now + 1)
        storing = self.client.services.server(context.server).storing
        embed = shown_insights(found, context.p, days=days, storing=storing)
        buttons = [
            moderator_button("answer", group.question.id, f"{number}", number=number)
            for number, group in enumerate(found.groups[:_GROUPS], 1)
        ]
        await context.show(embed, view_of(*buttons))

    async def _answer(self, context: ModeratorContext, pressed: Pressed) -> None:
        """Open a form in which a question can be answered by a document."""
        question = await self.client.services.community.question(pressed.key)
        if question is None or question.scope != context.scope:
            await context.say(context.p.gone)
            return
        await self._open_form(context, question.text)


def shown_insights(found: Summary, p: ModeratorPhrases, *, days: int, storing: bool) -> discord.Embed:
    """Show what was found as one embed."""
    median = p.insights_no_time if found.median is None else f"{found.median:,.0f} ms"
    text = p.insights_counts.format(asked=found.asked, unanswered=found.unanswered, median=median)
    if not storing:
        text += f"\n⚠️ {p.insights_storing_off}"
    embed = discord.Embed(title=p.insights_title.format(days=days), description=text, colour=ANSWERED)
    groups = group_rows(found.groups, p, most=_GROUPS)
    _field(embed, p.insights_unanswered, groups, p)
    bad = rating_rows(found.bad[:_ROWS], p)
    _field(embed, p.insights_bad, listed(bad, p, of=len(found.bad)), p)
    cited = [
        p.insights_cited_row.format(count=count, title=shown(document.title, 120))
        for document, count in found.cited[:_ROWS]
    ]
    _field(embed, p.insights_cited, listed(cited, p, of=len(cited)), p)
    never = [shown(document.title, 120) for document in found.never[:_ROWS]]
    _field(embed, p.insights_never, listed(never, p, of=len(found.never)), p)
    return fit(embed)


def _field(embed: discord.Embed, name: str, text: str, p: ModeratorPhrases) -> None:
    embed.add_field(name=name, value=text or p.nothing, inline=False)
