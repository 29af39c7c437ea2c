"""A server's weekly digest: what was asked, what is still not answered, what sources disagree about."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

import discord

from bot.answering.answer import Answer
from bot.core.components import moderator_button, view_of
from bot.core.delivery import UndeliverableError, deliver, nonce_of
from bot.core.direct import send_direct
from bot.core.log import logger
from bot.core.permissions import granted, may_write
from bot.core.services import Services
from bot.insights.rows import group_rows, listed, rating_rows
from bot.insights.summary import Summary, summarise
from bot.phrases.moderators import ModeratorPhrases
from bot.render.answer import ANSWERED, fit
from bot.render.plain import as_text
from bot.render.text import shown
from bot.shared.weekly import Week, week_before
from corpus.store.people import Server, server_scope

Unpack = Callable[[str], Answer | None]
"""Reads a kept answer."""

log = logger(__name__)

PATIENCE: Final = 120
"""Seconds after which a digest that a process set out to send, and did not, is another's to send."""

_ROWS: Final = 5


class Digests:
    """Sends each server's digest once; several processes, or one that was stopped, agree by a fact."""

    def __init__(self, client: discord.Client, services: Services, unpack: Unpack) -> None:
        self._client = client
        self._services = services
        self._unpack = unpack

    async def send(self) -> None:
        """Send what is due."""
        for server in tuple(self._services.servers.values()):
            if server.digest is None or not self._services.answers_for(server_scope(server.guild)):
                continue
            week = week_before(self._services.community.now(), server.digest)
            guild = self._client.get_guild(server.guild)
            if guild is not None and week.end > server.digest.since and await self._claim(server, week):
                await self._send(guild, server, week)

    async def _claim(self, server: Server, week: Week) -> bool:
        """Set out to send a week's digest; false where it was sent, or another process is about to."""
        servers, now = self._services.community.servers, self._services.community.now()
        before = await servers.fact(_name(server))
        if before is not None:
            known = json.loads(before)
            if known["day"] == week.day and (known["sent"] or now - known["at"] < PATIENCE):
                return False
        return await servers.change_fact(_name(server), before, _fact(week, now, sent=False))

    async def _send(self, guild: discord.Guild, server: Server, week: Week) -> None:
        services = self._services
        p = services.moderator_phrases(server.guild, str(guild.preferred_locale))
        found = await summarise(services, server_scope(server.guild), since=week.start, until=week.end)
        if found.asked:
            try:
                await self._post(guild, server, week, digest_embed(found, week, p, self._disagreeing(found)))
            except UndeliverableError as error:
                if not error.final:
                    return  # it is tried again when patience is over
                await self._tell(guild, server, week, p)
        await services.community.servers.set_fact(_name(server), _fact(week, week.end, sent=True))

    def _disagreeing(self, found: Summary) -> dict[str, tuple[str, ...]]:
        """Return what sources disagreed about in the answers of the week, and what they say."""
        answers = [answer for body in found.bodies if (answer := self._unpack(body)) is not None]
        return {
            one.about: tuple(text for text, _ in one.sides)
            for answer in answers
            for one in answer.disagreements
        }

    async def _post(
        self, guild: discord.Guild, server: Server, week: Week, made: tuple[discord.Embed, list[str]]
    ) -> None:
        assert server.digest is not None
        number, (embed, questions) = server.digest.channel, made
        if not may_write(self._client, guild.id, number):
            raise UndeliverableError("may not write", final=True, code=50013)
        channel = self._client.get_partial_messageable(number, guild_id=guild.id)
        buttons = [moderator_button("answer", key, f"{at}", number=at) for at, key in enumerate(questions, 1)]
        view = view_of(*buttons)
        allowed = granted(self._client, guild.id, number)
        plain = allowed is not None and not allowed.embed_links
        fields = {"content": as_text(embed)} if plain else {"embed": embed}
        given = fields if view is None else fields | {"view": view}
        # the nonce is the week's: what arrived, and was not noted, is not posted a second time
        nonce = nonce_of(f"d{guild.id} {week.day}")
        await deliver(self._services.metrics, lambda: channel.send(nonce=nonce, **given))

    async def _tell(self, guild: discord.Guild, server: Server, week: Week, p: ModeratorPhrases) -> None:
        assert server.digest is not None
        text = p.digest_unsent.format(
            channel=f"<#{server.digest.channel}>", server=discord.utils.escape_markdown(guild.name)
        )
        if guild.owner_id is None:
            return
        nonce = f"e{guild.id} {week.day}"
        try:
            await send_direct(self._client, self._services.metrics, guild.owner_id, nonce=nonce, content=text)
        except UndeliverableError as error:
            log.info("an owner could not be told", reason=str(error))


def _name(server: Server) -> str:
    return f"server:{server.guild}:digest"


def _fact(week: Week, at: int, *, sent: bool) -> str:
    return json.dumps({"day": week.day, "at": at, "sent": sent})


def digest_embed(
    found: Summary, week: Week, p: ModeratorPhrases, disagreeing: dict[str, tuple[str, ...]]
) -> tuple[discord.Embed, list[str]]:
    """Show a week, without fields that say nothing, and return the ids of the questions that it numbers."""
    text = p.digest_counts.format(asked=found.asked, unanswered=found.unanswered)
    title = p.digest_title.format(start=f"<t:{week.start}:d>", end=f"<t:{week.end}:d>")
    embed = discord.Embed(description=f"**{title}**\n{text}", colour=ANSWERED)
    _field(embed, p.digest_missing, group_rows(found.groups, p, most=_ROWS))
    sides = [
        p.digest_disagree_row.format(
            about=shown(about, 90), sides=" · ".join(shown(one, 40) for one in said[:4])
        )
        for about, said in list(disagreeing.items())[:_ROWS]
    ]
    _field(embed, p.digest_disagree, listed(sides, p, of=len(disagreeing)))
    _field(embed, p.insights_bad, listed(rating_rows(found.bad[:_ROWS], p), p, of=len(found.bad)))
    return fit(embed), [group.question.id for group in found.groups[:_ROWS]]


def _field(embed: discord.Embed, name: str, text: str) -> None:
    if text:
        embed.add_field(name=name, value=text, inline=False)
