"""What happens when somebody presses a button under an answer, chooses from its menu or sends its form.

Every press is acknowledged first, then checked: the answer must exist, belong to this server, and be the
presser's own where only the asker may. A forged custom id can therefore do nothing that a real one could not.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.ask.press import AnswerPress
from bot.ask.responder import Responder
from bot.ask.views import make_view
from bot.core.components import MEMBERS, Components, MemberHandler, Pressed, custom_id, fields_of
from bot.core.context import Context
from bot.core.replies import InteractionReply
from bot.core.services import Services
from bot.phrases.members import Phrases
from bot.render.answer import pages
from bot.render.controls import Controls, answer_controls, jump_menu, page_buttons
from bot.render.map_page import map_file, map_page
from bot.render.quotes import source_page
from bot.shared.maps import draw, ties_of
from corpus.store.notes import MOST_WAITING
from corpus.store.people import server_of

Handler = Callable[[AnswerPress], Awaitable[None]]

REASON = "reason"
_REASON_LONGEST = 300


class WhyForm(discord.ui.Modal):
    """The short form behind 👎; what it sends is handled also after a restart."""

    def __init__(self, p: Phrases, key: str) -> None:
        super().__init__(title=p.why_title, custom_id=custom_id(MEMBERS, "why", key), timeout=600)
        field: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=REASON,
            style=discord.TextStyle.paragraph,
            placeholder=p.why_hint,
            required=False,
            max_length=_REASON_LONGEST,
        )
        self.add_item(discord.ui.Label(text=p.why_label, component=field))


class AnswerButtons:
    """What the buttons, the menu and the form of an answer do; one object a client."""

    def __init__(self, services: Services, responder: Responder) -> None:
        self.services = services
        self.responder = responder

    def register(self, components: Components) -> None:
        """Say which custom id does what."""
        handlers: dict[str, Handler] = {
            "src": self._source,
            "turn": self._turn,
            "page": self._page,
            "own": self._page,
            "up": self._up,
            "down": self._down,
            "share": self._share,
            "map": self._map,
            "tell": self._tell_later,
            "ask": self._follow_up,
            "pick": self._pick,
        }
        for action, handler in handlers.items():
            components.for_members(action, _under_an_answer(handler))
        components.for_members("why", _under_an_answer(self._reason), kind="form")

    async def _source(self, press: AnswerPress) -> None:
        await press.defer()
        await self._show_source(press, opened=True)

    async def _turn(self, press: AnswerPress) -> None:
        await press.defer_own()
        await self._show_source(press)

    async def _show_source(self, press: AnswerPress, *, opened: bool = False) -> None:
        """Show a source, and what it disagrees about; where sources are `opened`, all that they differ in."""
        found = await press.find()
        if found is None:
            return
        kept, answer = found
        citations = answer.citations or answer.nearest
        if not citations:
            await press.say(press.phrases.no_sources)
            return
        at = min(press.number, len(citations) - 1)
        looked = await press.source(citations[at], kept.scope)
        quoted = looked.quoted if looked else None
        of_this = [one for one in answer.disagreements if citations[at].number in one.numbers]
        embed = source_page(
            citations[at],
            quoted,
            press.phrases,
            number=at + 1,
            count=len(citations),
            disagreements=answer.disagreements if opened else of_this,
        )
        buttons = page_buttons("turn", press.phrases, pages=len(citations), page=at, row=0)
        controls = Controls(buttons, jump_menu(citations, press.phrases))
        await press.show(embed, make_view(controls, press.key))

    async def _page(self, press: AnswerPress) -> None:
        await press.defer_own()
        found = await press.find()
        if found is None:
            return
        kept, answer = found
        made = pages(answer, press.phrases)
        at = min(press.number, len(made) - 1)
        made[at].title = press.title() or made[at].title
        if press.private and press.message is not None and press.message.id == kept.message:
            shareable = kept.private and press.guild is not None
            controls = answer_controls(
                answer,
                press.phrases,
                pages=len(made),
                page=at,
                private=shareable,
                shared=bool(kept.shared_at),
            )
        else:
            controls = Controls(page_buttons("own", press.phrases, pages=len(made), page=at, row=0))
        await press.show(made[at], make_view(controls, press.key))

    async def _up(self, press: AnswerPress) -> None:
        await press.defer()
        found = await press.find()
        if found is not None:
            await self.services.community.rate(found[0], press.user, good=True, reason=None)
            await press.say(press.phrases.thanks_up)

    async def _down(self, press: AnswerPress) -> None:
        # a form can only be the first answer to a press, so the checks are made when it is sent
        await press.open_form(WhyForm(press.phrases, press.key))

    async def _reason(self, press: AnswerPress) -> None:
        await press.defer()
        reason = fields_of(press).get(REASON, "")[:_REASON_LONGEST].strip()
        found = await press.find()
        if found is not None:
            await self.services.community.rate(found[0], press.user, good=False, reason=reason or None)
            await press.say(press.phrases.thanks_down)

    async def _map(self, press: AnswerPress) -> None:
        """Show the presser a map of the places that the answer's records tie together."""
        await press.defer()
        found = await press.find()
        if found is None:
            return
        kept, answer = found
        scopes = self.services.scopes(server_of(kept.scope))
        ties = await self.services.worker.run(lambda kb: ties_of(kb, answer, scopes))
        if not ties.pairs:
            await press.say(press.phrases.no_map)
            return
        drawn = await asyncio.to_thread(draw, ties)
        await press.show(map_page(ties, press.phrases), files=lambda: [map_file(ties, drawn, press.phrases)])

    async def _share(self, press: AnswerPress) -> None:
        await press.defer()
        found = await press.find()
        if found is None:
            return
        kept, answer = found
        if kept.asker != press.asker:
            await press.say(press.phrases.not_yours)
        elif press.guild is None or not press.may_write():
            await press.say(press.phrases.cannot_post)
        elif not kept.private or not await self.services.community.share(press.key):
            await press.say(press.phrases.already_shared)
        else:
            await press.say(press.phrases.shared)
            made = pages(answer, press.phrases)
            made[0].title = press.title() or made[0].title
            view = make_view(answer_controls(answer, press.phrases, pages=len(made)), press.key)
            await self._post_shared(press, made[0], view)

    async def _post_shared(
        self, press: AnswerPress, embed: discord.Embed, view: discord.ui.View | None
    ) -> None:
        try:
            # sent once only: a second public copy would be worse than having to press again
            message = await press.interaction.followup.send(
                embed=embed, view=view or discord.utils.MISSING, wait=True
            )
        except (discord.HTTPException, OSError):
            await self.services.community.unshare(press.key)
            await press.say(press.phrases.cannot_post)
            return
        await self.services.community.place(press.key, press.interaction.channel_id, message.id)

    async def _tell_later(self, press: AnswerPress) -> None:
        await press.defer()
        found = await press.find()
        if found is None:
            return
        question = await press.question(found[0])
        if question is None:
            await press.say(press.phrases.answer_lost)
            return
        scope = press.scopes[-1]
        language = press.locale
        noted = await self.services.community.notes.wait(press.user, scope, question, language=language)
        full = press.phrases.too_many_waiting.format(count=MOST_WAITING)
        texts = {"noted": press.phrases.will_tell, "already": press.phrases.already_waiting, "full": full}
        await press.say(texts[noted])

    async def _follow_up(self, press: AnswerPress) -> None:
        if not await press.admitted():  # before the acknowledgement, which the channel would see
            return
        reply = InteractionReply(press, private=press.private)
        await reply.searching(press.phrases.searching)
        found = await press.find()
        if found is None:
            return
        suggestions = found[1].follow_ups
        if press.number >= len(suggestions):
            await reply.say(press.phrases.answer_lost)
            return
        await self.responder.respond(press.asked(suggestions[press.number]), reply)

    async def _pick(self, press: AnswerPress) -> None:
        if not await press.admitted():
            return
        reply = InteractionReply(press, private=press.private, edits=True)
        await reply.defer()
        found = await press.find()
        if found is None:
            return
        kept, answer = found
        question = await press.question(kept)
        if kept.asker != press.asker:
            await press.say(press.phrases.not_yours)
        elif question is None or press.number >= len(answer.choices):
            await press.say(press.phrases.answer_lost)
        else:
            chosen = specified(question, answer.choices[press.number])
            if await self.responder.respond(press.asked(chosen), reply):
                await self.services.community.drop(press.key)


def specified(question: str, choice: str) -> str:
    """Put the chosen place in full where the question names it, or behind the question."""
    name = choice.split(",", maxsplit=1)[0].strip()
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", question, re.IGNORECASE)
    if found:
        return question[: found.start()] + choice + question[found.end() :]
    return f"{question} ({choice})"


def _under_an_answer(handler: Handler) -> MemberHandler:
    """Let a handler have the press with the answer that it is about."""

    async def handle(context: Context, pressed: Pressed) -> None:
        await handler(AnswerPress(context, pressed))

    return handle
