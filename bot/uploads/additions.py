"""From an offer to what is stored: offered, confirmed by who sent it, stored, told; a crash loses nothing.

What was confirmed is marked so before it is stored, marked again when it is stored, and taken from the table
of pending additions when that has been told; `finish` does what a crash left undone. Where a crash comes
between storing and its mark, storing again does nothing: the text is known then.

How an upload of a kind is read, shown and stored is the kind's own business: `bot.documents` and
`bot.records` are two.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar

import discord

from bot.core.access import ModeratorContext
from bot.core.components import Components, Pressed
from bot.core.delivery import UndeliverableError
from bot.core.errors import SaidError, text_of
from bot.core.log import logger
from bot.core.replies import TOKEN_SECONDS, TokenReply
from bot.core.services import Services
from bot.core.worker import ClosedError
from bot.phrases.moderators import ModeratorPhrases
from bot.render.limits import CONTENT, clip, length
from bot.render.text import shown
from bot.shared.reading import findings
from bot.shared.reading.reader import Reader, UnreadableError
from bot.uploads.offers import HOURS
from corpus.errors import FootbridgeError, RefusedError
from corpus.store.pending import CONFIRMED, WAITING, Pending
from corpus.store.people import server_of

log = logger(__name__)

T = TypeVar("T")
Found = TypeVar("Found", findings.DocumentFound, findings.RecordsFound)

MOST_WAITING = 5
"""Additions of one moderator that wait for their word at a time."""

_MOST_READING = 6


class ChangedError(Exception):
    """Storing would not do what was shown, since others have added meanwhile; nothing was stored.

    `about` is what is to be said of the offer by now.
    """

    def __init__(self, about: Mapping[str, Any]) -> None:
        super().__init__()
        self.about = about


class Kind(Protocol[Found]):
    """One kind of upload: how it is shown and how it is stored, from what was found when it was read."""

    @staticmethod
    def read(data: bytes) -> Found:
        """Read back what was found, as `findings.write` wrote it; raises ValueError."""

    async def show(
        self,
        context: ModeratorContext,
        identity: str,
        about: Mapping[str, Any],
        found: Found,
        *,
        content: str | None = None,
    ) -> None:
        """Show an offer, with `content` above it."""

    async def store(
        self, pending: Pending, data: bytes, found: Found, p: ModeratorPhrases, *, again: bool
    ) -> str:
        """Store it; return what to say. Raises ChangedError (not with `again`), RefusedError, StateError."""


class Additions:
    """Keeps offers and stores what was confirmed; one object a process.

    `kinds` are the kinds of uploads by name; `storing` the keys of what is being stored at this moment.
    """

    def __init__(self, services: Services) -> None:
        self.services = services
        self.reader = Reader(services.settings.data)
        self.kinds: dict[str, Kind[Any]] = {}
        self.storing: set[str] = set()
        self._reading = 0

    def register(self, components: Components) -> None:
        """Say what the buttons below an offer do."""
        components.for_moderators("add", self._add)
        components.for_moderators("drop", self._drop)
        components.for_moderators("offer", self._show_again)

    # offering

    async def read(
        self, context: ModeratorContext, name: str, reading: Callable[[Reader], Awaitable[T]]
    ) -> T:
        """Have an upload read; raises RefusedError, also where too many are being read already."""
        p = context.p
        if self._reading >= _MOST_READING:
            raise SaidError(p.reading_busy)
        self._reading += 1
        try:
            return await reading(self.reader)
        except UnreadableError as error:
            texts = {"slow": p.slow, "large": p.large, "broken": p.broken}
            seconds = round(self.reader.bounds.seconds)
            raise SaidError(texts[error.why].format(name=shown(name, 100), seconds=seconds)) from error
        finally:
            self._reading -= 1

    async def offer(  # noqa: PLR0917
        self,
        context: ModeratorContext,
        kind: str,
        name: str,
        data: bytes,
        found: findings.DocumentFound | findings.RecordsFound,
        about: Mapping[str, Any],
    ) -> None:
        """Keep what was read until its moderator has decided, and show it; raises RefusedError."""
        reading = await asyncio.to_thread(lambda: findings.pack(findings.write(found)))
        identity = await self.services.community.additions.keep(
            scope=context.scope, asker=context.asker, kind=kind, name=name, data=data, reading=reading,
            about=dict(about), seconds=HOURS * 3600, most=MOST_WAITING,
        )  # fmt: skip
        if identity is None:
            raise SaidError(context.p.too_many_waiting.format(most=MOST_WAITING))
        await self.kinds[kind].show(context, identity, about, found)

    async def waiting(self, context: ModeratorContext) -> list[Pending]:
        """Return what waits for this moderator's word."""
        held = await self.services.community.additions.of(context.scope, context.asker)
        return [one for one in held if one.state == WAITING]

    # deciding

    async def _show_again(self, context: ModeratorContext, pressed: Pressed) -> None:
        await context.defer()
        pending = await self.mine(context, pressed.key)
        if pending is not None:
            _, found = await self.content(pending)
            await self.kinds[pending.kind].show(context, pending.id, pending.about, found)

    async def _drop(self, context: ModeratorContext, pressed: Pressed) -> None:
        await context.defer_in_place()
        pending = await self.mine(context, pressed.key)
        if pending is not None:
            done = await self.services.community.additions.drop(pending.id)
            await context.show(None, content=context.p.dropped if done else context.p.gone)

    async def mine(self, context: ModeratorContext, key: str) -> Pending | None:
        """Return what a press is about; None, the reason said, where this person may not decide on it."""
        pending = await self.services.community.additions.get(key)
        if pending is None or pending.scope != context.scope or pending.state != WAITING:
            await context.say(context.p.gone)
            return None
        if pending.asker != context.asker:
            await context.say(context.p.not_yours)
            return None
        return pending

    async def _add(self, context: ModeratorContext, pressed: Pressed) -> None:
        """Store what the presser confirms, and say what became of it."""
        await context.defer_in_place()
        pending = await self.mine(context, pressed.key)
        if pending is None:
            return
        about = pending.about | {
            "reply": context.token(private=True), "at": self.services.community.now(),
            "locale": context.locale,
        }  # fmt: skip
        pending = replace(pending, about=about)
        self.storing.add(pending.id)
        try:
            await self._confirm(context, pending)
        finally:
            self.storing.discard(pending.id)

    async def _confirm(self, context: ModeratorContext, pending: Pending) -> None:
        if not await self.services.community.additions.confirm(pending.id, pending.about):
            await context.say(context.p.gone)
            return
        try:
            text = await self.store(pending, context.p)
        except ChangedError as changed:
            await self._offer_again(context, pending, changed)
            return
        except FootbridgeError as error:
            await context.show(None, content=context.p.kept_for_later.format(why=text_of(error)))
            return
        self.services.corpus_changed.set()
        await self.tell(pending, context.show(None, content=text))

    async def _offer_again(self, context: ModeratorContext, pending: Pending, changed: ChangedError) -> None:
        """Show what storing would do by now, which is not what was confirmed, and wait for a word again."""
        additions = self.services.community.additions
        about = pending.about | dict(changed.about)
        _, found = await self.content(pending)
        await additions.ask_again(pending.id, about)
        await self.kinds[pending.kind].show(context, pending.id, about, found, content=context.p.otherwise)

    # storing, and what a crash left undone

    async def store(self, pending: Pending, p: ModeratorPhrases, *, again: bool = False) -> str:
        """Store a confirmed addition; return what to say. It stays, marked, until that has been said.

        Raises ChangedError where storing would now do something else than was shown; not with `again`, when
        nobody is there to be asked, and every version is kept.
        """
        additions = self.services.community.additions
        data, found = await self.content(pending)
        try:
            text = await self.kinds[pending.kind].store(pending, data, found, p, again=again)
        except RefusedError as error:  # it would be refused for ever
            text = text_of(error)
        await additions.stored(pending.id, pending.about | {"told": text})
        return text

    async def content(self, pending: Pending) -> tuple[bytes, Any]:
        """Return an upload's bytes and what was found in them."""
        data, packed = await self.services.community.additions.content(pending.id)
        read = self.kinds[pending.kind].read
        return data, await asyncio.to_thread(lambda: read(findings.unpack(packed)))

    async def tell(self, pending: Pending, telling: Awaitable[object]) -> None:
        """Say what became of an addition, then forget it; unsaid yet, `finish` says it, a minute later."""
        try:
            await telling
        except UndeliverableError as error:
            log.info("an addition's end could not be told", reason=str(error))
            if not error.final:
                return
        await self.services.community.additions.told(pending.id)

    async def finish(self, client: discord.Client) -> None:
        """Store what was confirmed and is not stored; say of all that is stored what became of it.

        What cannot be stored or told now stays for the next time, and holds up nothing else.
        """
        confirmed = await self.services.community.additions.confirmed()
        for pending in filter(lambda one: self.services.answers_for(one.scope), confirmed):
            try:
                await self._finish(client, pending.id)
            except ClosedError:
                raise
            except Exception as error:
                self.services.incident("adding", error)

    async def _finish(self, client: discord.Client, identity: str) -> None:
        if identity in self.storing:
            return
        pending = await self.services.community.additions.get(identity)
        if pending is None:  # the press that was storing it has ended meanwhile
            return
        p = self.services.moderator_phrases(server_of(pending.scope), pending.about.get("locale"))
        if pending.state == CONFIRMED:
            text = await self.store(pending, p, again=True)
            log.info("stored what had been confirmed before", kind=pending.kind)
            self.services.corpus_changed.set()
        else:
            text = pending.about["told"]
        reply = pending.about.get("reply")
        if reply and self.services.community.now() - pending.about["at"] < TOKEN_SECONDS:
            way = TokenReply(client, self.services.metrics, reply)
            late = f"\n-# {p.finished}"
            await self.tell(pending, way.say(clip(text, CONTENT - length(late)) + late))
        else:
            await self.services.community.additions.told(pending.id)
