"""One question and the moderators' views, in each language that the interface speaks, on the running bot."""

from __future__ import annotations

import pytest

from bot.answering.language import phrases
from bot.phrases.languages import TRANSLATED
from bot.phrases.moderators import LANGUAGES
from tests.bot.discord_story import Running
from tests.bot.moderating_story import Moderated
from tests.discord_double import DoubleDiscord

SINCE = "Since when are Burlington and Yaroslavl twinned?"
PARTNERS = "Who are Burlington's sister cities?"
TAGS = {"de": "de", "fr": "fr", "es": "es-419", "ja": "ja"}


@pytest.fixture
def scene(double: DoubleDiscord) -> Moderated:
    return Moderated(double)


@pytest.mark.parametrize("language", TRANSLATED)
async def test_the_answer_s_own_sentences_are_in_the_reader_s_language(
    bot: Running, scene: Moderated, language: str
) -> None:
    scene.alice.user.locale = TAGS[language]
    said = phrases(language)
    shown = (await scene.ask(PARTNERS)).embeds[0]
    assert "The records" not in shown["description"] and "in the records" not in shown["description"]
    assert said("note.since", date="1984") in shown["description"]
    unknown = (await scene.ask("Who is the mayor of Burlington?")).embeds[0]["description"]
    assert said("abstention") in unknown and "The corpus" not in unknown
    # the terminal's and scripts' answers stay as they are
    plain = await bot.services.worker.run(lambda kb: kb.answer(PARTNERS))
    assert "in the records" in plain.answer


@pytest.mark.parametrize("language", TRANSLATED)
async def test_moderators_read_their_views_in_their_language(
    bot: Running, scene: Moderated, language: str
) -> None:
    scene.mo.user.locale = TAGS[language]
    p = LANGUAGES[language]
    settings = (await scene.command("settings show")).text
    assert p.settings_title in settings and p.settings_posts_none in settings
    assert p.insights_unanswered in (await scene.command("insights")).text
    assert p.status_title in (await scene.command("index status")).text
    await scene.command("settings answers", language="en")
    assert "Settings of this server" in (await scene.command("settings show")).text
