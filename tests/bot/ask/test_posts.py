"""Posts that do not mention the bot, in channels and forums whose posts are answered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from discord import Permissions

from bot.phrases.members import ENGLISH
from bot.phrases.moderators import ENGLISH as WORDS
from corpus.store.people import Server
from tests.bot.discord_story import Running, bot_on
from tests.bot.moderating_story import Moderated
from tests.discord_double import DoubleDiscord
from tests.discord_double.faults import SEND

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"
YAROSLAVL = "Since when are Burlington and Yaroslavl twinned?"
MAYOR = "Who is the current mayor of Burlington?"
CONTENT = 1 << 15


@pytest.fixture
async def double() -> AsyncIterator[DoubleDiscord]:
    async with DoubleDiscord(privileged=CONTENT) as made:
        yield made


@pytest.fixture
def scene(double: DoubleDiscord) -> Moderated:
    return Moderated(double)


@pytest.fixture
async def bot(scene: Moderated, state: Path) -> AsyncIterator[Running]:
    """Run the bot with the text of posts shown to it."""
    async with bot_on(scene.double, state, message_content=True) as running:
        yield running


def seen(scene: Moderated) -> int:
    """Return how many messages of the bot members see in the channel."""
    return len([one for one in scene.general.visible_to(scene.bob) if one.author is scene.double.bot])


async def answered_last(scene: Moderated) -> None:
    """Have a question answered that mentions the bot: what came before it has been looked at."""
    asked = await scene.bob.says(scene.general, f"{scene.double.bot} {CHURCHILL}")
    await (await scene.double.wait_for_reply(asked)).final(edits=1)


async def test_each_post_is_answered_where_moderators_want_it_and_kept_over_a_restart(
    scene: Moderated, state: Path
) -> None:
    help_ = scene.guild.channel("help")
    async with bot_on(scene.double, state, message_content=True):
        saved = await scene.command("settings posts", channel=help_, answered="always")
        assert WORDS.settings_posts_row.format(channel=help_, how=WORDS.settings_posts_always) in saved.text
        assert WORDS.settings_posts_unseen not in saved.text
    async with bot_on(scene.double, state, message_content=True):
        post = await scene.alice.says(help_, CHURCHILL)
        answer = await (await scene.double.wait_for_reply(post)).final(edits=1)
        assert "Westminster College" in answer.text and not answer.pings
        # the same member goes on in the channel
        further = await scene.alice.says(help_, YAROSLAVL)
        assert "1988" in (await (await scene.double.wait_for_reply(further)).final(edits=1)).text
        unknown = await scene.alice.says(help_, MAYOR)
        said = await (await scene.double.wait_for_reply(unknown)).final(edits=1)
        assert said.embeds[0]["footer"]["text"] == ENGLISH.not_answered
        await scene.command("settings posts", channel=help_, answered="mention")
        await scene.alice.says(help_, CHURCHILL)
        await answered_last(scene)
        assert len(help_.from_bot()) == 3


async def test_a_post_is_answered_when_sure_and_met_with_silence_else(bot: Running, scene: Moderated) -> None:
    await scene.command("settings posts", channel=scene.general, answered="sure")
    for said in (MAYOR, "Hello everyone!", "I love pizza", f"{scene.bob} {CHURCHILL}"):
        await scene.alice.says(scene.general, said)
    post = await scene.alice.says(scene.general, YAROSLAVL)
    answer = await scene.double.wait_for_reply(post)
    assert "1988" in answer.text and answer.edits == 0, "nothing was said before"
    assert seen(scene) == 1
    await scene.until_stored(bot, questions=1, jobs=0)


async def test_bots_and_what_is_said_to_others_are_left_alone(bot: Running, scene: Moderated) -> None:
    await scene.command("settings posts", channel=scene.general, answered="always")
    robot = scene.guild.member("robot")
    robot.user.bot = True
    await robot.says(scene.general, CHURCHILL)
    await scene.alice.says(scene.general, f"{scene.bob} {CHURCHILL}")
    said = await scene.alice.says(scene.guild.channel("other"), CHURCHILL)
    await scene.bob.replies(said, CHURCHILL)
    await answered_last(scene)
    assert seen(scene) == 1, "nor does it answer its own answer"
    await scene.bob.replies(await scene.alice.says(scene.guild.channel("third"), "x"), YAROSLAVL, ping=False)
    assert scene.guild.channel("third").from_bot() == []


async def test_a_reply_among_members_is_no_post(bot: Running, scene: Moderated) -> None:
    await scene.command("settings posts", channel=scene.general, answered="always")
    post = await scene.alice.says(scene.general, CHURCHILL)
    await (await scene.double.wait_for_reply(post)).final(edits=1)
    await scene.bob.replies(post, YAROSLAVL, ping=False)
    await answered_last(scene)
    assert seen(scene) == 2


async def test_a_reply_to_the_bot_and_a_mention_of_its_role_are_answered_where_their_text_is_shown(
    bot: Running, scene: Moderated
) -> None:
    asked = await scene.alice.says(scene.general, f"{scene.guild.bot_role} {YAROSLAVL}")
    answer = await (await scene.double.wait_for_reply(asked)).final(edits=1)
    assert "1988" in answer.text
    further = await scene.bob.replies(answer, "And with Puerto Cabezas?", ping=False)
    assert "1984" in (await (await scene.double.wait_for_reply(further)).final(edits=1)).text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Burlington and Yaroslavl", "Since when are they twinned?"),
        (YAROSLAVL, "My daughter needs it for school."),
        (YAROSLAVL, ""),
        ("School project", YAROSLAVL),
    ],
)
async def test_a_new_thread_is_answered_by_its_title_and_first_post(
    bot: Running, scene: Moderated, title: str, text: str
) -> None:
    forum = scene.guild.forum("questions")
    await scene.command("settings posts", channel=forum, answered="sure")
    post = await scene.alice.opens(forum, title, text)
    answer = await scene.double.wait_for_reply(post)
    assert "1988" in answer.text
    await scene.bob.says(post.channel, CHURCHILL)  # they talk among themselves
    await answered_last(scene)
    assert len(post.channel.from_bot()) == 1
    await scene.until_stored(bot, questions=2)
    stored = [one.text for one in await bot.services.community.questions(scene.scope)]
    assert (f"{title}: {text}" if text else title) in stored


async def test_without_the_text_of_posts_the_title_of_a_thread_is_answered_and_that_is_told(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state):
        forum = scene.guild.forum("questions")
        saved = await scene.command("settings posts", channel=forum, answered="always")
        assert WORDS.settings_posts_unseen in saved.text
        await scene.command("settings posts", channel=scene.general, answered="always")
        await scene.alice.says(scene.general, CHURCHILL)
        post = await scene.alice.opens(forum, YAROSLAVL, "My daughter needs it for school.")
        assert "1988" in (await (await scene.double.wait_for_reply(post)).final(edits=1)).text
        assert seen(scene) == 0


async def test_too_many_posts_are_passed_over_in_silence(scene: Moderated, state: Path) -> None:
    async with bot_on(scene.double, state, message_content=True, user_rate=1):
        await scene.command("settings posts", channel=scene.general, answered="always")
        post = await scene.alice.says(scene.general, CHURCHILL)
        await (await scene.double.wait_for_reply(post)).final(edits=1)
        await scene.alice.says(scene.general, YAROSLAVL)
        await answered_last(scene)
        assert seen(scene) == 2 and not scene.alice.dms


async def test_an_edit_of_a_post_takes_back_what_is_sure_no_more(bot: Running, scene: Moderated) -> None:
    await scene.command("settings posts", channel=scene.general, answered="sure")
    post = await scene.alice.says(scene.general, YAROSLAVL)
    answer = await scene.double.wait_for_reply(post)
    await scene.alice.edits(post, MAYOR)
    await scene.double.until(lambda: answer.deleted, "the answer is taken back")


async def test_what_the_bot_lacks_where_posts_are_answered_is_told_and_nobody_is_written_to(
    bot: Running, scene: Moderated
) -> None:
    scene.general.overwrite(scene.guild.everyone, deny=Permissions(send_messages=True))
    saved = await scene.command("settings posts", channel=scene.general, answered="always")
    gap = WORDS.gap.format(channel=scene.general, lacking="Send Messages")
    assert WORDS.settings_posts_gap.format(gap=gap) in saved.text
    await scene.alice.says(scene.general, CHURCHILL)
    owner = scene.double.dm_channel(scene.guild.owner)
    await scene.double.until(lambda: bool(owner.from_bot()), "the owner is told")
    assert not scene.alice.dms, "she did not speak to the bot"


async def test_a_post_left_unanswered_by_a_stop_is_answered_after_it(scene: Moderated, state: Path) -> None:
    async with bot_on(scene.double, state, message_content=True) as bot:
        await bot.services.save_server(Server(scene.guild.id, posts={scene.general.id: "sure"}))
        scene.double.faults.status(SEND, 500, times=1000)
        post = await scene.alice.says(scene.general, YAROSLAVL)
        await scene.until_stored(bot, jobs=1, answers=1)
    scene.double.faults.clear()
    async with bot_on(scene.double, state, message_content=True) as bot:
        assert "1988" in (await scene.double.wait_for_reply(post)).text
        await scene.until_stored(bot, jobs=0)
        assert seen(scene) == 1


async def test_who_replies_without_a_ping_is_told_once_also_after_a_restart(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state):
        await answered_last(scene)
        answer = scene.general.from_bot()[0]
        further = await scene.alice.replies(answer, "And since when?", ping=False)
        hint = await scene.double.wait_for_reply(further)
        assert hint.content == ENGLISH.reply_hint.format(me=scene.double.bot) and not hint.pings
    async with bot_on(scene.double, state) as bot:
        await scene.alice.replies(answer, "And since when?", ping=False)
        await answered_last(scene)
        assert seen(scene) == 3
        name = f"server:{scene.guild.id}:hinted:{bot.services.community.asker(scene.alice.id)}"
        assert await bot.services.community.servers.fact(name) is not None
        await (await scene.alice.slash(scene.general, "forget-me")).final()
        assert await bot.services.community.servers.fact(name) is None
