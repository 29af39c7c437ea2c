"""`/about`, `/help`, `/privacy` and `/forget-me`, on the running bot."""

from __future__ import annotations

from tests.bot.discord_story import Running, Scene, ask

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"


async def test_about_help_and_privacy_say_what_is_so_here(bot: Running, scene: Scene) -> None:
    about = await (await scene.alice.slash(scene.general, "about")).final()
    assert about.ephemeral and "1 documents" in about.text and "Sister Cities" in about.text
    assert "/ask" in (await scene.alice.slash(scene.general, "help")).text
    here = await scene.alice.slash(scene.general, "privacy")
    assert "90 days" in here.text
    direct = await scene.alice.slash(scene.alice.dm_channel, "privacy")
    assert "not stored when you ask in direct messages" in direct.text


async def test_forgetting_deletes_everything_and_the_answers_shown(bot: Running, scene: Scene) -> None:
    reply = await ask(scene, CHURCHILL)
    await (await scene.alice.click(reply, "👍")).final()
    bobs = await (await scene.bob.slash(scene.general, "ask", question=CHURCHILL)).final(edits=1)
    await scene.until_stored(bot, answers=2, questions=2, jobs=0)
    done = await (await scene.alice.slash(scene.general, "forget-me")).final()
    assert done.ephemeral and done.content.startswith("Done. Deleted: 1 questions, 1 answers, 1 ratings")
    await scene.until_stored(bot, answers=1, questions=1, feedback=0)
    assert bot.services.conversations.history(("member", scene.general.id, scene.alice.id)) == ()
    assert bot.client is not None
    await bot.client.housekeeping.run("unsend")
    await scene.double.until(lambda: reply.message.deleted, "the answer is deleted")
    assert not bobs.message.deleted


async def test_answers_to_delete_are_deleted_when_discord_can_be_reached_again(
    bot: Running, scene: Scene
) -> None:
    shown = [await ask(scene, CHURCHILL), await ask(scene, CHURCHILL)]
    await scene.until_stored(bot, answers=2, jobs=0)
    assert bot.client is not None
    await bot.client.housekeeping.stop()
    await (await scene.alice.slash(scene.general, "forget-me")).final()
    away = scene.double.faults.status("DELETE /channels/{channel_id}/messages/{message_id}", 503, times=None)
    await bot.client.housekeeping.run("unsend")
    assert away.hits and len(await bot.services.community.servers.jobs("unsend")) == 1
    scene.double.faults.clear()
    await bot.client.housekeeping.run("unsend")
    assert all(reply.message.deleted for reply in shown)
    assert await bot.services.community.servers.jobs("unsend") == []
