"""What happens when somebody presses a button, chooses from a menu or sends a form.

Every press is acknowledged first, then checked: the answer must exist, belong to this server, and be the
presser's own where only the asker may. A forged custom id can therefore do nothing that a real one could not.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import discord

from bot.ask.press import Pressed
from bot.ask.responder import Asking
from bot.ask.views import KEY, make_view
from bot.core.delivery import UndeliverableError, acknowledge
from bot.core.log import logger
from bot.core.replies import InteractionReply
from bot.core.services import App, scope_of
from bot.phrases.members import Phrases
from bot.render.answer import pages
from bot.render.controls import Controls, answer_controls, page_buttons
from bot.render.quotes import source_page
from corpus.model import SHARED
from corpus.store.notes import MOST_WAITING

if TYPE_CHECKING:
    from bot.ask.press import Interaction

log = logger(__name__)

REASON = "reason"
WHY = re.compile(rf"fb:why:{KEY}")
_REASON_LONGEST = 300


class WhyForm(discord.ui.Modal):
    """The short form behind 👎; what it sends is handled by `Presses.form`, also after a restart."""

    def __init__(self, p: Phrases, key: str) -> None:
        super().__init__(title=p.why_title, custom_id=f"fb:why:{key}", timeout=600)
        field: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=REASON,
            style=discord.TextStyle.paragraph,
            placeholder=p.why_hint,
            required=False,
            max_length=_REASON_LONGEST,
        )
        self.add_item(discord.ui.Label(text=p.why_label, component=field))


class Presses:
    """Handles presses; one object a client. Each action of a custom id has the method of its name."""

    def __init__(self, app: App, asking: Asking) -> None:
        self.app = app
        self.asking = asking
        self._handlers: dict[str, Callable[[Pressed], Awaitable[None]]] = {
            "src": self._source,
            "turn": self._turn,
            "page": self._page,
            "own": self._page,
            "up": self._up,
            "down": self._down,
            "share": self._share,
            "tell": self._tell_later,
            "ask": self._ask,
            "pick": self._pick,
        }

    async def pressed(self, interaction: Interaction, action: str, key: str, number: int | None) -> None:
        """Handle one press of any button or menu under an answer."""
        self.app.metrics.presses.labels(action).inc()
        await self._guarded(Pressed(self.app, interaction, key, number), self._handlers[action], action)

    async def form(self, interaction: Interaction) -> None:
        """Handle a sent form, if it is one of ours."""
        data: Any = interaction.data or {}
        match = WHY.fullmatch(str(data.get("custom_id", "")))
        if match is None or not self.app.seen.first(interaction.id):
            return
        await self._guarded(Pressed(self.app, interaction, match["key"], None), self._reason, "why")

    async def _guarded(
        self, press: Pressed, handler: Callable[[Pressed], Awaitable[None]], action: str
    ) -> None:
        try:
            try:
                await handler(press)
            except UndeliverableError:
                raise
            except Exception as error:
                await press.say(press.p.failed.format(incident=self.app.incident(f"press {action}", error)))
        except UndeliverableError as error:
            log.info("a press went unanswered", action=action, reason=str(error))

    async def _source(self, press: Pressed) -> None:
        await press.defer_private()
        await self._show_source(press)

    async def _turn(self, press: Pressed) -> None:
        await press.defer_own()
        await self._show_source(press)

    async def _show_source(self, press: Pressed) -> None:
        found = await press.find()
        if found is None:
            return
        kept, answer = found
        citations = answer.citations or answer.nearest
        if not citations:
            await press.say(press.p.no_sources)
            return
        at = min(press.number, len(citations) - 1)
        looked = await press.look_up(citations[at], kept.scope)
        quoted = looked.quoted if looked else None
        embed = source_page(citations[at], quoted, press.p, number=at + 1, count=len(citations))
        buttons = page_buttons("turn", press.p, pages=len(citations), page=at, row=0)
        await press.edit(embed, make_view(Controls(buttons), press.key))

    async def _page(self, press: Pressed) -> None:
        await press.defer_own()
        found = await press.find()
        if found is None:
            return
        kept, answer = found
        made = pages(answer, press.p)
        at = min(press.number, len(made) - 1)
        made[at].title = press.title() or made[at].title
        if press.private and press.message is not None and press.message.id == kept.message:
            shareable = kept.private and press.guild is not None
            controls = answer_controls(
                answer, press.p, pages=len(made), page=at, private=shareable, shared=bool(kept.shared_at)
            )
        else:
            controls = Controls(page_buttons("own", press.p, pages=len(made), page=at, row=0))
        await press.edit(made[at], make_view(controls, press.key))

    async def _up(self, press: Pressed) -> None:
        await press.defer_private()
        found = await press.find()
        if found is not None:
            await self.app.community.rate(found[0], press.user, good=True, reason=None)
            await press.say(press.p.thanks_up)

    async def _down(self, press: Pressed) -> None:
        # a form can only be the first answer to a press, so the checks are made when it is sent
        response = press.interaction.response
        await acknowledge(self.app.metrics, lambda: response.send_modal(WhyForm(press.p, press.key)))

    async def _reason(self, press: Pressed) -> None:
        await press.defer_private()
        data: Any = press.interaction.data or {}
        reason = _field(data.get("components"), REASON)[:_REASON_LONGEST].strip()
        found = await press.find()
        if found is not None:
            await self.app.community.rate(found[0], press.user, good=False, reason=reason or None)
            await press.say(press.p.thanks_down)

    async def _share(self, press: Pressed) -> None:
        await press.defer_private()
        found = await press.find()
        if found is None:
            return
        kept, answer = found
        if kept.asker != press.asker:
            await press.say(press.p.not_yours)
        elif press.guild is None or not press.may_write():
            await press.say(press.p.cannot_post)
        elif not kept.private or not await self.app.community.share(press.key):
            await press.say(press.p.already_shared)
        else:
            await press.say(press.p.shared)
            made = pages(answer, press.p)
            made[0].title = press.title() or made[0].title
            view = make_view(answer_controls(answer, press.p, pages=len(made)), press.key)
            await self._post_shared(press, made[0], view)

    async def _post_shared(self, press: Pressed, embed: discord.Embed, view: discord.ui.View | None) -> None:
        try:
            # sent once only: a second public copy would be worse than having to press again
            message = await press.interaction.followup.send(
                embed=embed, view=view or discord.utils.MISSING, wait=True
            )
        except (discord.HTTPException, OSError):
            await self.app.community.unshare(press.key)
            await press.say(press.p.cannot_post)
            return
        await self.app.community.place(press.key, press.interaction.channel_id, message.id)

    async def _tell_later(self, press: Pressed) -> None:
        await press.defer_private()
        found = await press.find()
        if found is None:
            return
        question = await press.question(found[0])
        if question is None:
            await press.say(press.p.answer_lost)
            return
        scope = SHARED if press.guild is None else scope_of(press.guild)
        language = str(press.interaction.locale)
        noted = await self.app.community.notes.wait(press.user, scope, question, language=language)
        full = press.p.too_many_waiting.format(count=MOST_WAITING)
        texts = {"noted": press.p.will_tell, "already": press.p.already_waiting, "full": full}
        await press.say(texts[noted])

    async def _ask(self, press: Pressed) -> None:
        reply = InteractionReply(press.interaction, self.app.metrics, private=press.private)
        await reply.searching(press.p.searching)
        press.acknowledged_by(reply)
        found = await press.find()
        if found is None:
            return
        suggestions = found[1].follow_ups
        if press.number >= len(suggestions):
            await reply.say(press.p.answer_lost)
            return
        await self.asking.ask(press.asked(suggestions[press.number]), reply)

    async def _pick(self, press: Pressed) -> None:
        reply = InteractionReply(press.interaction, self.app.metrics, private=press.private, edits=True)
        await reply.defer()
        press.acknowledged_by(reply)
        found = await press.find()
        if found is None:
            return
        kept, answer = found
        question = await press.question(kept)
        if kept.asker != press.asker:
            await press.say(press.p.not_yours)
        elif question is None or press.number >= len(answer.choices):
            await press.say(press.p.answer_lost)
        else:
            chosen = specified(question, answer.choices[press.number])
            if await self.asking.ask(press.asked(chosen), reply):
                await self.app.community.drop(press.key)


def specified(question: str, choice: str) -> str:
    """Put the chosen place in full where the question names it, or behind the question."""
    name = choice.split(",", maxsplit=1)[0].strip()
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", question, re.IGNORECASE)
    if found:
        return question[: found.start()] + choice + question[found.end() :]
    return f"{question} ({choice})"


def _field(components: Any, name: str) -> str:
    """Find a text field's value in a form, however deep its layout nests it."""
    if isinstance(components, dict):
        if components.get("custom_id") == name:
            return str(components.get("value") or "")
        components = [components.get("component"), *(components.get("components") or ())]
    if isinstance(components, list):
        for part in components:
            if part and (value := _field(part, name)):
                return value
    return ""
