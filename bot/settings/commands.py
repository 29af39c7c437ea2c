"""`/settings`: who moderates, where mentions are answered, how answers are shown, what is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast, get_args

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.access import MODERATES, ModeratorContext, begin, manages, moderators_command
from bot.core.client import Footbridge
from bot.core.errors import SaidError
from bot.core.gaps import gap_line
from bot.core.permissions import Gap, gaps, lacking_in
from bot.core.rates import rates
from bot.phrases import moderator_commands as words
from bot.phrases.members import LANGUAGES
from bot.phrases.moderators import ModeratorPhrases
from bot.render.answer import ANSWERED, as_many
from bot.render.limits import CHOICES, FIELD_VALUE, length
from bot.render.text import shown
from bot.shared.weekly import next_after, zones
from corpus.store.people import Digest, Posts, Server

MOST_CHANNELS = 50
_READER = "reader"
_GAPS = 6
"""Channels named in one field: a line has up to 150 characters."""


class PostsChannel(app_commands.Transformer):
    """A channel or forum; discord.py's own takes media channels for forums, which have no posts of text."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Return what kind of option it is."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Return the channels that are offered."""
        return [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]

    async def transform(
        self, interaction: discord.Interaction[Any], value: Any, /
    ) -> discord.TextChannel | discord.ForumChannel | None:
        """Return the channel itself, None where the bot cannot see it."""
        resolve = getattr(value, "resolve", None)
        channel = resolve() if resolve else value
        return channel if isinstance(channel, discord.TextChannel | discord.ForumChannel) else None


@moderators_command
class SettingsCommands(commands.GroupCog, group_name="settings", group_description=words.SETTINGS):
    """A server's settings; each command changes what it names and shows them all."""

    def __init__(self, client: Footbridge) -> None:
        self.client = client

    @app_commands.command(description=words.SETTINGS_SHOW)
    async def show(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Show the settings."""
        context = await begin(interaction)
        await context.show(self._shown(context))

    @app_commands.command(description=words.SETTINGS_MODERATORS)
    @app_commands.describe(role=words.SETTINGS_ROLE)
    async def moderators(
        self, interaction: discord.Interaction[Footbridge], role: discord.Role | None = None
    ) -> None:
        """Choose the role that may moderate; only Manage Server may, or a role could widen itself."""
        context = await begin(interaction)
        if not manages(interaction):
            raise SaidError(context.p.manager_only)
        if role is not None and role.id == context.server:
            raise SaidError(context.p.settings_everyone)
        server = self.client.services.server(context.server)
        sees_commands = role is None or role.permissions >= MODERATES
        more = "" if role is None or sees_commands else context.p.settings_role_step.format(role=role.mention)
        changed = replace(server, moderator_role=role.id if role else None)
        await self._save(context, changed, "moderator role", more)

    @app_commands.command(description=words.SETTINGS_MENTIONS)
    @app_commands.describe(channel=words.SETTINGS_CHANNEL, answered=words.SETTINGS_ANSWERED)
    async def mentions(
        self,
        interaction: discord.Interaction[Footbridge],
        channel: discord.TextChannel | None = None,
        answered: bool = True,
    ) -> None:
        """Choose where mentions are answered."""
        context = await begin(interaction)
        server = self.client.services.server(context.server)
        channels: tuple[int, ...] = ()
        if channel is not None:
            channels = tuple(one for one in server.channels if one != channel.id)
            channels += (channel.id,) if answered else ()
        if not answered and not channels:  # an empty list means everywhere, the very opposite
            raise SaidError(_why_not(context, server, channel))
        if len(channels) > MOST_CHANNELS:
            raise SaidError(context.p.settings_too_many.format(most=MOST_CHANNELS))
        await self._save(context, replace(server, channels=channels), "channels")

    @app_commands.command(description=words.SETTINGS_POSTS)
    @app_commands.describe(channel=words.SETTINGS_POSTS_CHANNEL, answered=words.SETTINGS_POSTS_ANSWERED)
    @app_commands.choices(
        answered=[app_commands.Choice(name=name, value=value) for value, name in words.POSTS.items()]
    )
    async def posts(
        self,
        interaction: discord.Interaction[Footbridge],
        channel: app_commands.Transform[discord.TextChannel | discord.ForumChannel | None, PostsChannel],
        answered: str,
    ) -> None:
        """Choose how posts in a channel are answered that do not mention the bot."""
        context = await begin(interaction)
        if channel is None:
            raise SaidError(context.p.settings_posts_no_channel)
        server = self.client.services.server(context.server)
        posts = {one: how for one, how in server.posts.items() if one != channel.id}
        if answered in get_args(Posts):
            posts[channel.id] = cast("Posts", answered)
        if len(posts) > MOST_CHANNELS:
            raise SaidError(context.p.settings_too_many.format(most=MOST_CHANNELS))
        lacking = lacking_in(channel) if channel.id in posts else ()
        more = context.p.settings_posts_gap.format(gap=gap_line(Gap(channel.id, lacking), context.p))
        await self._save(context, replace(server, posts=posts), "posts", more if lacking else "")

    @app_commands.command(description=words.SETTINGS_ANSWERS)
    @app_commands.describe(private=words.SETTINGS_PRIVATE, language=words.SETTINGS_LANGUAGE)
    @app_commands.choices(
        language=[app_commands.Choice(name=code, value=code) for code in (_READER, *LANGUAGES)]
    )
    async def answers(
        self,
        interaction: discord.Interaction[Footbridge],
        private: bool | None = None,
        language: str | None = None,
    ) -> None:
        """Choose privacy and language of answers."""
        context = await begin(interaction)
        server = self.client.services.server(context.server)
        if private is not None:
            server = replace(server, private=private)
        if language in LANGUAGES or language == _READER:
            server = replace(server, language=None if language == _READER else language)
        await self._save(context, server, "answers")

    @app_commands.command(description=words.SETTINGS_LIMITS)
    @app_commands.describe(member=words.SETTINGS_USER, server=words.SETTINGS_GUILD)
    async def limits(
        self,
        interaction: discord.Interaction[Footbridge],
        member: app_commands.Range[int, 0, 1000] | None = None,
        server: app_commands.Range[int, 0, 10_000] | None = None,
    ) -> None:
        """Choose how many questions a minute are answered."""
        context = await begin(interaction)
        changed = self.client.services.server(context.server)
        if member is not None:
            changed = replace(changed, user_rate=member or None)
        if server is not None:
            changed = replace(changed, guild_rate=server or None)
        await self._save(context, changed, "limits")

    @app_commands.command(description=words.SETTINGS_STORING)
    @app_commands.describe(stored=words.SETTINGS_STORING_ON)
    async def storing(self, interaction: discord.Interaction[Footbridge], stored: bool) -> None:
        """Choose whether question texts are stored."""
        context = await begin(interaction)
        await self._save(
            context, replace(self.client.services.server(context.server), storing=stored), "storing"
        )

    @app_commands.command(description=words.SETTINGS_DIGEST)
    @app_commands.describe(
        channel=words.SETTINGS_DIGEST_CHANNEL,
        day=words.SETTINGS_DIGEST_DAY,
        hour=words.SETTINGS_DIGEST_HOUR,
        zone=words.SETTINGS_DIGEST_ZONE,
    )
    @app_commands.choices(
        day=[app_commands.Choice(name=name, value=at) for at, name in enumerate(words.DAYS)]
    )
    async def digest(
        self,
        interaction: discord.Interaction[Footbridge],
        channel: discord.TextChannel | None = None,
        day: int | None = None,
        hour: app_commands.Range[int, 0, 23] | None = None,
        zone: app_commands.Range[str, 1, 60] | None = None,
    ) -> None:
        """Choose where and when the weekly digest is posted, or that there is none."""
        context = await begin(interaction)
        server, more = self.client.services.server(context.server), ""
        wanted = None
        if not (channel is None and day is None and hour is None and zone is None):
            if channel is None or day is None or hour is None or zone is None:
                raise SaidError(context.p.settings_digest_how)
            if zone not in zones():
                raise SaidError(context.p.settings_digest_zone.format(zone=shown(zone, 60)))
            wanted = Digest(channel.id, day, hour, zone, self.client.services.community.now())
            if lacking := lacking_in(channel):
                gap = gap_line(Gap(channel.id, lacking), context.p)
                more = context.p.settings_posts_gap.format(gap=gap)
        await self._save(context, replace(server, digest=wanted), "digest", more)

    @digest.autocomplete("zone")
    async def zones_like(
        self, _interaction: discord.Interaction[Footbridge], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest time zones whose name holds what was typed."""
        wanted = typed.strip().replace(" ", "_").casefold()
        found = [zone for zone in zones() if wanted in zone.casefold()]
        return [app_commands.Choice(name=zone, value=zone) for zone in found[:CHOICES]]

    async def _save(self, context: ModeratorContext, server: Server, what: str, more: str = "") -> None:
        services = self.client.services
        await services.save_server(server)
        await context.record("settings", what)
        await context.show(self._shown(context), content=f"{context.p.settings_saved} {more}".rstrip())

    def _shown(self, context: ModeratorContext) -> discord.Embed:
        services, p = self.client.services, context.p
        server = services.server(context.server)
        role = server.moderator_role
        moderators = p.settings_role_some.format(role=f"<@&{role}>") if role else p.settings_role_none
        listed = [f"<#{one}>" for one in server.channels]
        channels = as_many(listed, FIELD_VALUE, p.more, joint=", ") or p.settings_everywhere
        user_rate, guild_rate = rates(services, context.server)
        rates_text = p.settings_rates_text.format(user=user_rate, guild=guild_rate)
        storing = p.settings_storing_on.format(days=services.settings.question_days)
        rows = (
            (p.settings_role, moderators),
            (p.settings_channels, channels),
            (p.settings_posts, self._posts(server, p)),
            (p.settings_private, p.settings_private_on if server.private else p.settings_private_off),
            (p.settings_language, server.language or p.settings_language_reader),
            (p.settings_rates, rates_text),
            (p.settings_digest, self._digest(server, p)),
            (p.settings_storing, storing if server.storing else p.settings_storing_off),
            (p.settings_gaps, self._gaps(context)),
        )
        embed = discord.Embed(title=p.settings_title, colour=ANSWERED)
        for name, value in rows:
            embed.add_field(name=name, value=value, inline=False)
        return embed

    def _digest(self, server: Server, p: ModeratorPhrases) -> str:
        if server.digest is None:
            return p.settings_digest_none
        coming = next_after(self.client.services.community.now(), server.digest)
        return p.settings_digest_some.format(channel=f"<#{server.digest.channel}>", next=f"<t:{coming}:F>")

    def _posts(self, server: Server, p: ModeratorPhrases) -> str:
        """Say in which channels posts are answered that do not mention the bot, as far as a field holds."""
        how = {"always": p.settings_posts_always, "sure": p.settings_posts_sure}
        lines = [
            p.settings_posts_row.format(channel=f"<#{channel}>", how=how[one])
            for channel, one in server.posts.items()
        ]
        if not lines:
            return p.settings_posts_none
        unseen = [] if self.client.services.settings.message_content else [p.settings_posts_unseen]
        held = FIELD_VALUE - length("\n".join(["", *unseen]))
        return "\n".join([as_many(lines, held, p.more), *unseen])

    def _gaps(self, context: ModeratorContext) -> str:
        """Say in which channels which permission is missing, as far as a field holds."""
        guild = self.client.get_guild(context.server)
        p, found = context.p, list(gaps(guild)) if guild is not None else []
        lines = [gap_line(gap, p) for gap in found[:_GAPS]]
        beyond = len(found) - len(lines)
        return as_many(lines, FIELD_VALUE, p.more, beyond=beyond) if lines else p.settings_no_gaps


def _why_not(context: ModeratorContext, server: Server, channel: discord.TextChannel | None) -> str:
    """Say why the list of channels cannot become empty by taking one away."""
    if channel is not None and channel.id in server.channels:
        return context.p.settings_last_channel.format(channel=channel.mention)
    return context.p.settings_not_here
