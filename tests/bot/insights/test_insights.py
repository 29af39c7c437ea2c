"""What a moderator sees of the questions, and what a moderator sets; each on the running bot."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.insights.summary import grouped
from bot.phrases.moderators import ENGLISH
from corpus.store.people import AskedQuestion, KeptAnswer, new_key
from tests.bot.discord_story import Running, bot_on
from tests.bot.moderating_story import CHOIR, FESTIVAL, LANTERNS, Moderated
from tests.discord_double import DoubleDiscord

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"


@pytest.fixture
def scene(double: DoubleDiscord) -> Moderated:
    return Moderated(double)


async def asked(bot: Running, scope: str, *questions: str, seconds_ago: int = 0, reason: str = "") -> None:
    """Store questions that found no answer, as `/ask` does, rated badly where a reason is given."""
    now = bot.services.community.now() - seconds_ago
    for text in questions:
        question = AskedQuestion(new_key(), text, "0" * 32, scope, now, True, ("essay",), 30)
        kept = KeptAnswer(new_key(), scope, "0" * 32, "{}", False, now, now + 9999, question_id=question.id)
        await bot.services.community.keep(kept, question)
        if reason:
            await bot.services.community.rate(kept, 7, good=False, reason=reason)


async def test_unanswered_questions_are_grouped_by_meaning_and_answered_by_adding(
    bot: Running, scene: Moderated
) -> None:
    await asked(
        bot, scene.scope, "Who founded the lantern festival?", "By whom was the lantern festival founded?",
        "who founded the lantern festival", seconds_ago=3600,
    )  # fmt: skip
    await asked(bot, scene.scope, "What does the ferry to Ayr cost?", reason="@everyone it is out of date")
    await asked(bot, f"guild:{scene.elsewhere.id}", "Which secret did the other server ask?")
    await scene.ask(CHURCHILL)
    await scene.until_stored(bot, questions=6)
    shown = await scene.command("insights")
    assert "Questions: 5, not answered: 4" in shown.text and "other server" not in shown.text
    groups = shown.embeds[0]["fields"][0]["value"].split("\n")
    assert "ferry to Ayr" in groups[0] and "1×" in groups[0]
    assert "lantern festival" in groups[1] and "3×" in groups[1]
    assert "out of date" in shown.text and not shown.message.pings
    cited, never = (shown.embeds[0]["fields"][at]["value"] for at in (2, 3))
    assert "Sister Cities" in cited and never == ENGLISH.nothing
    form = await scene.mo.click(shown, "2")
    assert form.modal["components"][0]["component"]["value"].lower().startswith("who founded")
    sent = await (await scene.mo.submit(form, text=LANTERNS.decode())).final()
    await scene.mo.click(sent, "Add")
    await sent.shows("✅ Added")
    assert CHOIR in (await scene.ask(FESTIVAL)).text
    assert "festival" in (await scene.command("insights")).embeds[0]["fields"][2]["value"]


async def test_questions_of_other_matters_stay_apart(bot: Running, scene: Moderated) -> None:
    await asked(
        bot, scene.scope, "Who are Burlington's sister cities?", "What are the sister cities of Burlington?",
        "When was the Marshall Plan begun?", "Who are Bergen's sister cities?",
    )  # fmt: skip
    groups = await grouped(bot.services, await bot.services.community.questions(scene.scope))
    assert sorted(group.count for group in groups) == [1, 1, 2]


async def test_a_role_of_the_settings_moderates_until_it_is_taken_back(
    bot: Running, scene: Moderated
) -> None:
    keepers = scene.guild.role("keepers")
    scene.guild.give(scene.bob, keepers)
    assert "Only moderators" in (await scene.command("corpus list", scene.bob)).text
    assert (
        ENGLISH.settings_everyone
        in (await scene.command("settings moderators", role=scene.guild.roles[scene.guild.id])).text
    )
    saved = await scene.command("settings moderators", role=keepers)
    assert ENGLISH.settings_saved in saved.text and f"<@&{keepers.id}>" in saved.text
    assert "Sister Cities" in (await scene.command("corpus list", scene.bob)).text
    assert ENGLISH.manager_only in (await scene.command("settings moderators", scene.bob)).text
    shown = await scene.offer("lanterns.md", LANTERNS, scene.bob)
    scene.guild.take(scene.bob, keepers)
    assert "Only moderators" in (await (await scene.bob.click(shown, "Add")).final()).text
    await scene.command("settings moderators")
    scene.guild.give(scene.bob, keepers)
    assert "Only moderators" in (await scene.command("corpus list", scene.bob)).text


async def test_settings_are_kept_and_followed(scene: Moderated, state: Path) -> None:
    other = scene.guild.channel("other")
    async with bot_on(scene.double, state) as bot:
        assert "in every channel" in (await scene.command("settings mentions")).text
        assert str(other) in (await scene.command("settings mentions", channel=other)).text
        await scene.command("settings answers", private=True, language="en")
        await scene.command("settings limits", member=2, server=5)
        await scene.ask(CHURCHILL)
        await scene.until_stored(bot, questions=1)
        await scene.command("settings storing", stored=False)
        await scene.until_stored(bot, questions=0)
    async with bot_on(scene.double, state) as bot:
        text = (await scene.command("settings show")).text
        for part in (str(other), "private unless", "2 a member, 5 the server", ENGLISH.settings_storing_off):
            assert part in text, part
        assert (await scene.ask(CHURCHILL)).ephemeral
        await scene.alice.says(scene.general, f"{scene.double.bot} {CHURCHILL}")
        await scene.ask(CHURCHILL)
        assert "asked a lot" in (await scene.alice.slash(scene.general, "ask", question=CHURCHILL)).content
        cleared = await scene.command("settings mentions")
        assert "in every channel" in cleared.text
        assert "10 a member" not in (await scene.command("settings limits", member=0)).text
        assert "not stored here" in (await scene.command("insights")).text


async def test_taking_a_channel_away_never_has_mentions_answered_in_more(
    bot: Running, scene: Moderated
) -> None:
    other, guild = scene.guild.channel("other"), scene.guild.id

    async def refused(**options: object) -> str:
        before = bot.services.server(guild).channels
        text = (await scene.command("settings mentions", answered=False, **options)).text
        assert "Nothing was changed" in text and bot.services.server(guild).channels == before
        return text

    assert await refused() == await refused(channel=other) == ENGLISH.settings_not_here
    await scene.command("settings mentions", channel=scene.general)
    last = await refused(channel=scene.general)
    assert "only channel" in last and str(scene.general) in last
    assert ENGLISH.settings_saved in (await scene.command("settings mentions", channel=other)).text
    await scene.command("settings mentions", channel=scene.general, answered=False)
    assert bot.services.server(guild).channels == (other.id,)
