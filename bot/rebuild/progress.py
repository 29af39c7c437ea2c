"""Showing a rebuild in Discord: a bar that moves, wherever it still can be shown, and how it ended.

First the command's own response; when its token has run out, an ordinary message in the channel; where the
bot may not write there, a direct message to who asked. Where that is, is stored with the job.
"""

from __future__ import annotations

import asyncio
from typing import Any

import discord

from bot.core.components import moderator_button, view_of
from bot.core.delivery import UndeliverableError, deliver, nonce_of
from bot.core.log import logger
from bot.core.replies import TOKEN_SECONDS, TokenReply
from bot.core.services import Services
from bot.phrases.moderators import ModeratorPhrases
from bot.rebuild.jobs import Rebuild, Rebuilds
from bot.render.answer import ABSTAINED, ANSWERED, UNSURE
from bot.render.text import line
from corpus.model import SHARED

log = logger(__name__)

EVERY = 1.0
"""Seconds between two edits of the bar, at least."""

AGAIN = 10.0
"""Seconds after which a report that did not arrive is sent again."""

_WIDTH = 20
_COLOURS = {"done": ANSWERED, "cancelled": ABSTAINED, "worse": UNSURE, "failed": UNSURE}
_MOST_COMPARED = 10


class Follower:
    """Shows one rebuild until its end has been reported."""

    def __init__(
        self, client: discord.Client, services: Services, rebuilds: Rebuilds, rebuild: Rebuild
    ) -> None:
        self._client = client
        self._services = services
        self._rebuilds = rebuilds
        self._rebuild = rebuild
        self._to = rebuild.payload
        self.p = services.moderator_phrases(self._to["guild"], self._to["locale"])

    async def follow(self) -> None:
        """Move the bar until the rebuild is over, report its end, and forget the job."""
        rebuild, loop = self._rebuild, asyncio.get_running_loop()
        last = -1
        while not rebuild.over.is_set():
            if rebuild.done != last:
                last = rebuild.done
                view = view_of(moderator_button("stop", rebuild.job, self.p.button_cancel))
                await self._show(bar(rebuild, self.p, loop.time()), view)
            await _wait(rebuild.over, EVERY)
        if last >= 0:
            await asyncio.sleep(EVERY)  # the end is an edit too
        await self._report()
        await self._rebuilds.reported(rebuild)

    async def _report(self) -> None:
        while True:
            if await self._show(report(self._rebuild, self.p), None):
                return
            await asyncio.sleep(AGAIN)

    async def _show(self, embed: discord.Embed, view: discord.ui.View | None) -> bool:
        """Show it in the first way that is open; false where Discord could not be reached, so try again."""
        for way in (self._by_token, self._by_message, self._by_post, self._by_direct_message):
            try:
                if await way(embed, view):
                    return True
            except UndeliverableError as error:
                if not error.final:
                    log.info("a bar could not be shown just now", reason=str(error))
                    return False
        log.warning("a rebuild can be shown nowhere", job=self._rebuild.job)
        return True

    async def _by_token(self, embed: discord.Embed, view: discord.ui.View | None) -> bool:
        token = self._to.get("token")
        if not token or self._services.community.now() - self._to["since"] > TOKEN_SECONDS:
            return False
        try:
            await TokenReply(self._client, self._services.metrics, token).show(embed, view)
        except UndeliverableError as error:
            if error.final:
                self._to["token"] = None
            raise
        return True

    async def _by_message(self, embed: discord.Embed, view: discord.ui.View | None) -> bool:
        place = self._to.get("message")
        if not place:
            return False
        message = self._client.get_partial_messageable(place[0]).get_partial_message(place[1])
        try:
            await deliver(self._services.metrics, lambda: message.edit(embed=embed, view=view))
        except UndeliverableError as error:
            if error.final:
                self._to["message"] = None
            raise
        return True

    async def _by_post(self, embed: discord.Embed, view: discord.ui.View | None) -> bool:
        channel = self._client.get_partial_messageable(self._to["channel"], guild_id=self._to["guild"])
        return await self._post(channel, embed, view)

    async def _by_direct_message(self, embed: discord.Embed, view: discord.ui.View | None) -> bool:
        user = discord.Object(self._to["user"])
        channel = await deliver(self._services.metrics, lambda: self._client.create_dm(user))
        # a button of a server's moderators does nothing in a direct message
        return channel is not None and await self._post(channel, embed, None)

    async def _post(
        self, channel: discord.abc.Messageable, embed: discord.Embed, view: discord.ui.View | None
    ) -> bool:
        fields: dict[str, Any] = {} if view is None else {"view": view}
        nonce = nonce_of(self._rebuild.job)
        sent = await deliver(self._services.metrics, lambda: channel.send(embed=embed, nonce=nonce, **fields))
        if sent is None:
            return True
        self._to["message"] = [sent.channel.id, sent.id]
        await self._rebuilds.save(self._rebuild)
        return True


def bar(rebuild: Rebuild, p: ModeratorPhrases, now: float) -> discord.Embed:
    """Show how far a rebuild is."""
    filled = _WIDTH * rebuild.percent // 100
    left = rebuild.left(now)
    text = p.rebuild_text.format(
        bar="█" * filled + "░" * (_WIDTH - filled),
        percent=rebuild.percent,
        done=f"{rebuild.done:,}",
        total=f"{rebuild.total or rebuild.passages:,}",
        left=p.rebuild_left.format(seconds=left) if left else "",
    )
    lines = [text, p.rebuild_by.format(who=who(rebuild), since=since(rebuild)), f"-# {p.rebuild_note}"]
    if rebuild.resumed:
        lines.insert(2, f"-# {p.rebuild_resumed}")
    return discord.Embed(title=p.rebuild_title, description="\n".join(lines), colour=ANSWERED)


def report(rebuild: Rebuild, p: ModeratorPhrases) -> discord.Embed:
    """Show how a rebuild ended, to who asked for it."""
    texts = {
        "done": p.rebuild_done, "cancelled": p.rebuild_cancelled, "worse": p.rebuild_worse,
        "failed": p.rebuild_failed,
    }  # fmt: skip
    end = rebuild.end or "failed"
    text = texts[end].format(
        who=who(rebuild), passages=f"{rebuild.passages:,}", seconds=rebuild.seconds, why=rebuild.why[:1000]
    )
    text = "\n".join((text, *_compared(rebuild, p)))
    return discord.Embed(title=p.rebuild_title, description=text, colour=_COLOURS[end])


def _compared(rebuild: Rebuild, p: ModeratorPhrases) -> list[str]:
    """Say what the golden questions got before and after; of other servers' only how many, together."""
    found = rebuild.payload.get("compared")
    if not found:
        return []
    names = {SHARED: p.rebuild_compared_shared, rebuild.scope: p.rebuild_compared_ours}
    sums: dict[str, list[int]] = {}
    for scope, *counts in found["scopes"]:
        held = sums.setdefault(names.get(scope, p.rebuild_compared_elsewhere), [0, 0, 0])
        held[:] = [one + more for one, more in zip(held, counts, strict=True)]
    lines = [
        p.rebuild_compared.format(scope=name, before=before, after=after, total=total)
        for name, (before, after, total) in sums.items()
    ]
    said = {True: p.rebuild_right, False: p.rebuild_wrong}
    rows = [
        p.rebuild_compared_row.format(question=line(question)[:60], before=said[old], after=said[new])
        for scope, question, old, new in found["changed"]
        if scope in names
    ]
    more = [p.more.format(count=len(rows) - _MOST_COMPARED)] if len(rows) > _MOST_COMPARED else []
    return [*lines, *rows[:_MOST_COMPARED], *more]


def who(rebuild: Rebuild) -> str:
    """Name who asked; it is a mention that pings nobody."""
    return f"<@{rebuild.payload['user']}>"


def since(rebuild: Rebuild) -> str:
    """Say when it was asked for, in each reader's own time."""
    return f"<t:{rebuild.payload['since']}:R>"


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
