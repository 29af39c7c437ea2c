"""The one registry of buttons, menus and forms, and the custom ids that messages sent long ago hold."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.core.components import MEMBERS, MODERATORS, Components, Pressed, component, custom_id
from bot.core.context import Context
from tests.bot.discord_story import Running

KEY = "0123456789abcdefghjkmnpqrs"
SENT_LONG_AGO = (
    *(f"fb:{action}:{KEY}:2" for action in ("src", "turn", "page", "own", "ask")),
    *(f"fb:{action}:{KEY}" for action in ("up", "down", "share", "tell", "pick")),
    *(f"mod:{action}:{KEY}" for action in ("add", "drop", "offer", "stop")),
    "mod:list:live_back:0",
    "mod:list:removed_on:9999",
    f"mod:answer:{KEY}:5",
)
FORMS_OPENED_LONG_AGO = (f"fb:why:{KEY}", "mod:paste:new")


@pytest.mark.parametrize("sent", SENT_LONG_AGO)
def test_what_was_sent_long_ago_is_read_and_written_as_ever(sent: str) -> None:
    button: discord.ui.Button[Any] = discord.ui.Button(custom_id=sent)
    assert component(button).custom_id == sent
    family, action, key, *number = sent.split(":")
    assert custom_id(family, action, key, int(number[0]) if number else None) == sent  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong", ["fb:src", "mod:Add:x", "other:add:x", "mod:add:x:12345", f"fb:src:{KEY * 2}"]
)
def test_what_is_none_of_ours_is_no_component(wrong: str) -> None:
    with pytest.raises(ValueError, match="no custom id of ours"):
        component(discord.ui.Button(custom_id=wrong))


async def test_something_is_done_for_all_that_was_ever_sent(bot: Running) -> None:
    assert bot.client is not None
    for sent, kind in [(one, "press") for one in SENT_LONG_AGO] + [
        (one, "form") for one in FORMS_OPENED_LONG_AGO
    ]:
        family, action, *_ = sent.split(":")
        assert action in bot.client.components.actions(family, kind), sent  # type: ignore[arg-type]


def test_two_features_cannot_take_one_action() -> None:
    async def handler(_context: Context, _pressed: Pressed) -> None:
        return

    components = Components()
    components.for_members("sing", handler)
    components.for_members("sing", handler, kind="form")
    components.for_moderators("sing", handler)
    with pytest.raises(ValueError, match="sing"):
        components.for_members("sing", handler)
    assert components.actions(MEMBERS) == components.actions(MODERATORS) == {"sing"}
