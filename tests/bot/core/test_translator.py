"""What a member reads is in the language of their client, unless the server has fixed another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.phrases.members import LANGUAGES
from corpus.store.people import Server
from tests.bot.discord_story import Running, Scene, ask, bot_on

QUESTION = "Since when are Burlington and Yaroslavl twinned?"


async def test_commands_have_names_and_descriptions_in_the_languages_of_clients(
    bot: Running, scene: Scene
) -> None:
    found = scene.double.commands.find("forget-me", 1, scene.guild)
    assert found["name_localizations"]["de"] == "vergiss-mich"
    assert found["name_localizations"]["es-419"] == found["name_localizations"]["es-ES"] == "olvídame"
    assert "löschen" in found["description_localizations"]["de"]
    asks = scene.double.commands.find("ask", 1, scene.guild)
    assert asks["options"][0]["name_localizations"]["ja"] == "質問文"
    menu = scene.double.commands.find("Ask Footbridge about this", 3, scene.guild)
    assert menu["name_localizations"]["fr"] == "Demander à Footbridge"
    assert "de" not in (scene.double.commands.find("corpus", 1, scene.guild)["name_localizations"] or {})
    assert bot.client is not None
    assert not await bot.client.sync_commands(), "registered once, translations and all"


async def test_a_members_own_language_is_spoken_unless_the_server_has_one(bot: Running, scene: Scene) -> None:
    scene.alice.user.locale = "de"
    shown = await ask(scene, QUESTION)
    german = LANGUAGES["de"]
    assert german.button_sources in [button.get("label") for button in shown.buttons]
    assert german.high in shown.embeds[0]["footer"]["text"]
    assert shown.message.history[0]["content"] == german.searching
    await bot.services.save_server(replace(Server(scene.guild.id), language="fr"))
    assert LANGUAGES["fr"].button_map in [
        button.get("label") for button in (await ask(scene, QUESTION)).buttons
    ]


async def test_a_mention_is_answered_in_the_language_of_the_server(scene: Scene, state: Path) -> None:
    scene.guild.locale = "ja"
    async with bot_on(scene.double, state):
        asked = await scene.alice.says(scene.general, f"{scene.double.bot}")
        assert (await scene.double.wait_for_reply(asked)).content == LANGUAGES["ja"].empty_question
        unseen = await scene.bob.says(scene.general, f"{scene.double.bot} \u2060\u200b")
        assert (await scene.double.wait_for_reply(unseen)).content == LANGUAGES["ja"].empty_question
