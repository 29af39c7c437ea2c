"""Answers where a permission is missing: never silence, and somebody is told."""

from __future__ import annotations

import pytest
from discord import Permissions

from bot.core.rates import PRESSES
from bot.phrases.members import ENGLISH
from bot.phrases.moderators import ENGLISH as MODERATORS
from corpus.store.people import Server
from tests.bot.discord_story import Running, Scene, ask
from tests.discord_double import Channel, Message, errors
from tests.discord_double.faults import EDIT, SEND

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"
PLACE = "Westminster College"


def without(scene: Scene, **denied: bool) -> Channel:
    channel = scene.guild.channel("help")
    channel.overwrite(scene.guild.everyone, deny=Permissions(**denied))
    return channel


async def asked(scene: Scene, channel: Channel) -> Message:
    return await scene.alice.says(channel, f"{scene.double.bot} {CHURCHILL}")


async def test_without_the_permission_for_embeds_the_answer_is_plain_text(bot: Running, scene: Scene) -> None:
    channel = without(scene, embed_links=True)
    answer = await (await scene.double.wait_for_reply(await asked(scene, channel))).final(edits=1)
    assert PLACE in answer.content and not answer.embeds
    assert "Sister Cities" in answer.content, "its source is named there too"
    shown = await scene.bob.click(answer, "Sources")
    assert PLACE in (await shown.final()).text


async def test_without_the_history_the_answer_stands_by_itself(bot: Running, scene: Scene) -> None:
    channel = without(scene, read_message_history=True)
    await asked(scene, channel)
    await scene.double.until(lambda: any(message.embeds for message in channel.from_bot()), "an answer")
    (answer,) = channel.from_bot()
    assert PLACE in answer.text and answer.replies_to is None and not answer.pings


async def test_who_asks_where_the_bot_may_not_write_gets_a_direct_message(bot: Running, scene: Scene) -> None:
    channel = without(scene, send_messages=True)
    question = await asked(scene, channel)
    await scene.double.until(lambda: any(message.embeds for message in scene.alice.dms), "an answer")
    (answer,) = scene.alice.dms
    assert PLACE in answer.text and str(channel) in answer.content and str(question.id) in answer.content
    assert not channel.from_bot()
    assert not scene.double.invalid_requests, "what would be refused is not tried"


async def test_a_refusal_that_was_not_foreseen_leads_to_a_direct_message_too(
    bot: Running, scene: Scene
) -> None:
    scene.double.faults.error(SEND, errors.missing_permissions())
    await asked(scene, scene.general)
    await scene.double.until(lambda: any(message.embeds for message in scene.alice.dms), "an answer")
    assert PLACE in scene.alice.dms[-1].text


async def test_the_owner_is_told_once_where_nobody_else_can_be(bot: Running, scene: Scene) -> None:
    channel = without(scene, send_messages=True)
    scene.alice.user.accepts_dms = False
    owner = scene.double.dm_channel(scene.guild.owner)
    await asked(scene, channel)
    await scene.double.until(lambda: bool(owner.from_bot()), "a message to the owner")
    assert owner.from_bot()[0].content == MODERATORS.unwritable.format(
        channel=channel, server=scene.guild.name
    )
    await asked(scene, channel)
    await scene.bob.says(channel, f"{scene.double.bot} {CHURCHILL}")
    await scene.double.until(lambda: any(message.embeds for message in scene.bob.dms), "an answer")
    assert len(owner.from_bot()) == 1


async def test_an_answer_that_discord_refuses_leaves_no_searching_behind(bot: Running, scene: Scene) -> None:
    scene.double.faults.error(EDIT, errors.invalid_form([("embeds", "bad")]))
    answer = await (await scene.double.wait_for_reply(await asked(scene, scene.general))).final(edits=1)
    assert answer.content != ENGLISH.searching and "Something went wrong" in answer.content


@pytest.mark.parametrize("takes_messages", [True, False])
async def test_who_asks_too_much_is_told_alone(bot: Running, scene: Scene, takes_messages: bool) -> None:
    await bot.services.save_server(Server(scene.guild.id, user_rate=1))
    scene.alice.user.accepts_dms = takes_messages
    answer = await (await scene.double.wait_for_reply(await asked(scene, scene.general))).final(edits=1)
    second = await asked(scene, scene.general)
    if takes_messages:
        await scene.double.until(lambda: bool(scene.alice.dms), "a word")
        assert "asked a lot" in scene.alice.dms[0].content
    else:
        await scene.double.until(lambda: bool(second.reactions), "a mark")
    assert scene.general.from_bot() == [answer]


async def test_an_edit_that_is_one_too_many_leaves_the_answer(bot: Running, scene: Scene) -> None:
    await bot.services.save_server(Server(scene.guild.id, user_rate=1))
    question = await asked(scene, scene.general)
    answer = await (await scene.double.wait_for_reply(question)).final(edits=1)
    await scene.alice.edits(question, f"{scene.double.bot} Who are Burlington's sister cities?")
    await scene.double.until(lambda: bool(scene.alice.dms), "a word")
    assert PLACE in answer.text


async def test_presses_do_not_count_like_questions_and_are_refused_to_the_presser_alone(
    bot: Running, scene: Scene
) -> None:
    await bot.services.save_server(Server(scene.guild.id, user_rate=1))
    shown = await ask(scene, "Who are Burlington's sister cities?")
    suggestion = next(one for one in shown.buttons if one["custom_id"].startswith("fb:ask"))["custom_id"]
    for _ in range(PRESSES):
        await (await scene.alice.click(shown, custom_id=suggestion)).final(edits=1)
    before = len(scene.general.visible_to(scene.bob))
    refused = await scene.alice.click(shown, custom_id=suggestion)
    assert refused.ephemeral and "asked a lot" in refused.content
    assert len(scene.general.visible_to(scene.bob)) == before


async def test_a_choice_that_is_one_too_many_leaves_the_choice(bot: Running, scene: Scene) -> None:
    await bot.services.save_server(Server(scene.guild.id, user_rate=1))
    shown = await ask(scene, "Who are the sister cities of Portland?")
    for _ in range(PRESSES):
        bot.services.limits.count(
            scene.alice.id, scene.guild.id, user_rate=PRESSES, guild_rate=99, what="press"
        )
    refused = await scene.alice.select(shown, "Portland")
    assert refused.ephemeral and "asked a lot" in refused.content
    assert shown.menus and "Which one" in shown.text
