from __future__ import annotations

import asyncio

import pytest
from discord import Permissions

from . import Attachment, NothingHappenedError, ScriptError
from .conftest import Town
from .small_bot import SmallBot


async def test_a_private_answer_is_deferred_filled_and_seen_by_its_asker_alone(
    town: Town, bot: SmallBot
) -> None:
    reply = await town.alice.slash(town.general, "ask", question="why?", private=True)
    assert reply.deferred and reply.acknowledged_after < 3
    await reply.final()
    assert reply.ephemeral and reply.embeds[0]["title"] == "why?" and "a page" in reply.text
    assert town.general.visible_to(town.alice) == [reply.message]
    assert town.general.visible_to(town.bob) == []
    with pytest.raises(ScriptError, match="does not see"):
        await town.bob.click(reply, "Sources")


async def test_a_public_answer_is_seen_by_all(town: Town, bot: SmallBot) -> None:
    reply = await (await town.alice.slash(town.general, "ask", question="why?")).final()
    assert town.general.visible_to(town.bob) == [reply.message]
    assert (await town.bob.click(reply, "Sources")).ephemeral


async def test_buttons_menus_and_forms(town: Town, bot: SmallBot) -> None:
    reply = await (await town.alice.slash(town.general, "ask", question="why?")).final()
    turned = await town.alice.click(reply, "Next")
    assert turned.updated and turned.message is reply.message and reply.content == "page 2"
    assert len(reply.message.history) == 2
    form = await town.alice.click(reply, custom_id="why")
    assert form.modal["title"] == "Why?"
    with pytest.raises(ScriptError, match="no field"):
        await town.alice.submit(form, reason="y", nonsense="x")
    with pytest.raises(ScriptError, match="refuses"):
        await town.alice.submit(form, reason="x" * 101)
    assert (await town.alice.submit(form, reason="of it")).content == "because of it"
    picked = await town.alice.select(reply, "Ayr")
    await reply.message.final(edits=3)
    assert picked.message.content == "picked A"
    with pytest.raises(ScriptError, match="the menu has no"):
        await town.alice.select(reply, "Cork")


async def test_follow_ups_and_an_answer_that_is_sent_at_once(town: Town, bot: SmallBot) -> None:
    reply = await town.alice.slash(town.general, "quick", times=2)
    assert reply.content == "searching" and not reply.deferred
    second = await reply.followup(2)
    assert second.content == "more 1" and second.ephemeral
    assert [m.content for m in town.general.visible_to(town.bob)] == ["searching"]


async def test_mention_reply_and_direct_message(town: Town, bot: SmallBot) -> None:
    asked = await town.alice.says(town.general, f"{town.discord.bot} hello")
    answer = await town.discord.wait_for_reply(asked)
    assert "hello" in answer.content
    assert not answer.pings, "AllowedMentions.none() rings nobody, the author of the question neither"
    again = await town.alice.replies(answer, "and since when?")
    assert "since when" in (await town.discord.wait_for_reply(again)).content
    private = await town.alice.dm("psst", files=[Attachment("a.txt", b"12345")])
    assert "[5]" in (await town.discord.wait_for_reply(private)).content
    assert len(town.alice.dms) == 2


async def test_text_is_hidden_without_mention(town: Town, bot: SmallBot) -> None:
    said = await town.alice.says(town.general, "secret")
    edited = await town.alice.edits(said, "still secret")
    quiet = await town.bob.replies(edited, f"{town.discord.bot} hm")
    await town.discord.wait_for_reply(quiet)
    assert ("message", "") in bot.seen and ("edit", "") in bot.seen
    assert not any("secret" in str(detail) for _, detail in bot.seen)


async def test_a_reply_without_ping_does_not_mention(town: Town, bot: SmallBot) -> None:
    answer = await town.discord.wait_for_reply(await town.alice.dm("hi"))
    public = await town.discord.wait_for_reply(await town.alice.says(town.general, f"{town.discord.bot} x"))
    silent = await town.alice.replies(public, "hidden", ping=False)
    with pytest.raises(NothingHappenedError):
        await town.discord.wait_for_reply(silent, within=0.2)
    assert answer.replies_to and ("message", "") in bot.seen


async def test_edits_deletes_reactions_and_threads_reach_the_bot(town: Town, bot: SmallBot) -> None:
    asked = await town.alice.says(town.general, f"{town.discord.bot} one")
    answer = await town.discord.wait_for_reply(asked)
    await town.alice.edits(asked, f"{town.discord.bot} two")
    await town.bob.reacts(answer, "👍")
    thread = await town.bob.starts_thread(answer, "more of it")
    inside = await town.bob.says(thread, f"{town.discord.bot} three")
    assert "three" in (await town.discord.wait_for_reply(inside)).content
    await town.alice.deletes(asked)
    await town.alice.slash(town.general, "quick")  # events come in order: all of the above were seen
    assert [e for e in bot.seen if e[0] != "message"][:3] == [
        ("edit", f"{town.discord.bot} two"), ("reaction", "👍"), ("delete", asked.id)]  # fmt: skip
    assert asked not in town.general.visible_to(town.alice)


async def test_context_menu_autocomplete_and_a_file(town: Town, bot: SmallBot) -> None:
    said = await town.bob.says(town.general, "long ago they met")
    assert (await town.alice.message_menu(said, "Ask this")).content == "asked long ago they met"
    choices = await town.alice.autocomplete(town.general, "city", name="Burl")
    assert choices == [{"name": "Burlington", "value": "v1"}]
    added = await town.mod.slash(town.general, "corpus add", file=Attachment("notes.md", b"abc"))
    assert added.content == "notes.md: 3 of 3 bytes"
    assert added.message.attachments[0].data == b"abc"
    assert added.message.attachments[0].description == "the same"


async def test_who_is_shown_a_command(town: Town, bot: SmallBot) -> None:
    assert town.mod.sees_command(town.general, "corpus")
    assert not town.alice.sees_command(town.general, "corpus")
    assert not town.mod.sees_command(town.mod.dm_channel, "corpus")
    assert town.alice.sees_command(town.alice.dm_channel, "ask")
    hidden = await town.alice.slash(town.general, "corpus add", file=Attachment("x", b""))
    assert hidden.content, "default_member_permissions hide a command, they do not refuse it"


async def test_mistakes_of_a_scenario_are_told(town: Town, bot: SmallBot) -> None:
    with pytest.raises(ScriptError, match="no option 'query'"):
        await town.alice.slash(town.general, "ask", query="x")
    with pytest.raises(ScriptError, match="needs"):
        await town.alice.slash(town.general, "ask")
    with pytest.raises(ScriptError, match="does not take 7"):
        await town.alice.slash(town.general, "ask", question=7)
    with pytest.raises(ScriptError, match="registered no command"):
        await town.alice.slash(town.general, "nonsense")
    with pytest.raises(ScriptError, match="no sub-command"):
        await town.mod.slash(town.general, "corpus fold")
    with pytest.raises(ScriptError, match="outside"):
        await town.alice.slash(town.general, "quick", times=9)
    with pytest.raises(ScriptError, match="10 MiB"):
        await town.mod.slash(town.general, "corpus add", file=Attachment("x", bytes(11 * 2**20)))
    with pytest.raises(ScriptError, match="direct message"):
        await town.mod.slash(town.mod.dm_channel, "corpus add", file=Attachment("x", b""))
    stranger = town.discord.person("stranger")
    with pytest.raises(ScriptError, match="not a member"):
        await stranger.slash(town.general, "quick")


async def test_two_guilds_and_their_roles(town: Town, bot: SmallBot) -> None:
    other = town.discord.guild("Elsewhere")
    hall = other.channel("hall")
    other.member(town.alice)
    role = other.role("keepers", Permissions(manage_guild=True))
    assert not other.permissions_of(town.alice.user).manage_guild
    other.give(town.alice, role)
    assert other.permissions_of(town.alice.user).manage_guild
    assert not town.guild.permissions_of(town.alice.user).manage_guild
    assert (await town.alice.slash(hall, "ask", question="q")).deferred, "a guild joined while running works"
    other.leave()
    await town.alice.slash(town.general, "quick")
    assert [e for e in bot.seen if e[0] in ("joined", "left")] == [
        ("joined", "Elsewhere"),
        ("left", "Elsewhere"),
    ]


async def test_forced_things_get_through(town: Town, bot: SmallBot) -> None:
    large = Attachment("big.txt", bytes(11 * 2**20))
    with town.discord.judge.expects("10 MiB"):  # the small bot sends it back
        sent = await town.mod.slash(town.general, "corpus add", file=large, forced_=True, wait_=False)
        await town.discord.until(
            lambda: sent.interaction.attempts > 0 or bool(town.discord.judge.violations), "it"
        )
    reply = await (await town.alice.slash(town.general, "ask", question="q", private=True)).final()
    assert (await town.bob.click(reply, "Sources", forced_=True)).content == "the sources"


async def test_a_command_in_a_thread_and_in_a_direct_message(town: Town, bot: SmallBot) -> None:
    thread = await town.alice.starts_thread(await town.alice.says(town.general, "x"), "corner")
    reply = await (await town.bob.slash(thread, "ask", question="here?")).final()
    assert thread.visible_to(town.alice) == [reply.message]
    private = await town.alice.slash(town.alice.dm_channel, "ask", question="and here?")
    assert (await private.shows("and here?")).message in town.alice.dms
    await private.message.shows("an answer")


async def test_a_role_that_changes(town: Town, bot: SmallBot) -> None:
    role = town.guild.role("helpers")
    town.guild.give(town.bob, role)
    role.grants(Permissions(manage_guild=True))
    assert town.bob.sees_command(town.general, "corpus")
    town.guild.take(town.bob, role)
    assert not town.bob.sees_command(town.general, "corpus")
    town.guild.loses(town.bob)
    assert town.general.visible_to(town.bob) == []


async def test_pings_are_counted_by_allowed_mentions(town: Town, bot: SmallBot) -> None:
    rings = await town.alice.says(town.general, f"@everyone {town.bob} {town.guild.bot_role}")
    assert rings.pings.everyone and rings.pings.users == [town.bob.id] and rings.pings.roles
    echoed = await town.alice.says(town.general, f"{town.discord.bot} @everyone {town.bob}")
    answer = await town.discord.wait_for_reply(echoed)
    assert "@everyone" in answer.content and not answer.pings


async def test_many_at_once_and_none_lost(town: Town, bot: SmallBot) -> None:
    people = [town.guild.member(f"member {number}") for number in range(20)]
    replies = await asyncio.gather(
        *(person.slash(town.general, "ask", question=f"q{n}") for person in people for n in range(5))
    )
    for reply in replies:
        await reply.final(quiet=0)
    assert len(town.general.from_bot()) == len(replies) == 100
    assert all(reply.interaction.attempts == 1 for reply in replies)
    assert town.discord.peak_rate() < 50 and town.discord.invalid_requests == 0
