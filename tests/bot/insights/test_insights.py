"""What a moderator sees of the questions, on the running bot."""

from __future__ import annotations

import pytest

from bot.insights.summary import grouped
from bot.phrases.moderators import ENGLISH
from corpus.store.people import AskedQuestion, KeptAnswer, new_key
from tests.bot.discord_story import Running
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


async def test_what_is_said_to_the_bot_is_no_question(bot: Running, scene: Moderated) -> None:
    for message in ("hello there", "thank you!", "what can you do?", "tell me something funny"):
        await scene.ask(message)
    await scene.ask(CHURCHILL)
    await scene.until_stored(bot, questions=1)
    assert "Questions: 1, not answered: 0" in (await scene.command("insights")).text
