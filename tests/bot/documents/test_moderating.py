"""What a moderator does with a club's bylaws over the years, in Discord."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from bot.phrases.moderators import ENGLISH
from tests import bylaws
from tests.bot.discord_story import Running
from tests.bot.moderating_story import Moderated
from tests.discord_double import DoubleDiscord
from tests.raw import holding

SLOW = 60
"""Seconds that the first answer of a process may take on a machine that does other things too."""


@pytest.fixture
def scene(double: DoubleDiscord) -> Moderated:
    return Moderated(double)


async def asked(scene: Moderated) -> str:
    reply = await scene.alice.slash(scene.general, "ask", question=bylaws.QUESTION)
    return (await reply.final(edits=1, within=SLOW)).text


async def documents(bot: Running, scene: Moderated) -> list[str]:
    return [one.id for one in await bot.services.worker.run(lambda kb: kb.store.documents((scene.scope,)))]


async def test_a_pdf_is_added_corrected_superseded_removed_restored_exported_and_purged(
    bot: Running, scene: Moderated, state: Path
) -> None:
    shown = await scene.offer("scan 3.pdf", bylaws.old(), valid_until="2023-12")
    assert bylaws.TITLE in shown.text and "valid until: 2023-12" in shown.text
    assert "by " not in shown.embeds[0]["description"]
    await scene.mo.click(shown, "Add")
    await shown.shows("✅ Added")
    (old,) = await documents(bot, scene)
    looked = await scene.command("corpus show", document=old)
    assert "was valid until December 2023" in looked.text and "Page 1 of 2" not in looked.text
    told = await scene.command("corpus edit", document=old, title=f"{bylaws.TITLE}, 2019")
    assert f"title: {bylaws.TITLE}, 2019" in told.text
    answer = await asked(scene)
    assert bylaws.OLD in answer
    assert re.search(r", 2019 · p\. (1, )?2 · was valid until December 2023", answer)
    assert "may no longer hold" in answer

    newer = await scene.offer("bylaws 2024.docx", bylaws.new(), replaces=old)
    assert f"take the place of “{bylaws.TITLE}, 2019”" in newer.text
    await scene.mo.click(newer, "Add")
    await newer.shows("✅ Added")
    (new,) = await documents(bot, scene)
    answer = await asked(scene)
    assert bylaws.NEW in answer and bylaws.OLD not in answer and "p. " not in answer
    assert "Removed" in (await scene.command("corpus remove", document=new)).text
    assert bylaws.NEW not in await asked(scene)
    assert "is back" in (await scene.command("corpus restore", document=new)).text
    assert bylaws.NEW in await asked(scene)

    exported = await scene.command("corpus export")
    with zipfile.ZipFile(io.BytesIO(exported.message.attachments[0].data)) as archive:
        assert [name.rpartition(".")[2] for name in archive.namelist()] == ["json", "docx"]
    ask = await scene.command("corpus purge", document=old)
    await scene.mo.click(ask, "Delete for good")
    await ask.shows("Deleted for good", within=SLOW)
    assert holding(state, "fourteen", but=("models",)) == []
    assert "purge document" in (await scene.command("corpus history", document=old)).text


async def test_a_message_is_offered_with_each_file_that_is_attached_to_it(
    bot: Running, scene: Moderated
) -> None:
    files = [
        scene.file("minutes.txt", b"The twinning committee met in the red barn in May."),
        scene.file("photo.png", b"\x89PNG"),
        scene.file("empty.txt", b"  "),
        scene.file("fees.txt", b"Members of the committee pay eleven pounds a year."),
    ]
    message = await scene.bob.says(
        scene.general, "Here are the minutes and the fees of our year.", files=files
    )
    first = await (await scene.mo.message_menu(message, "Add to corpus")).final()
    assert "Here are the minutes" in first.text
    minutes, refused, fees = [await first.followup(number) for number in (1, 2, 3)]
    assert "red barn" in minutes.text and "it is empty" in refused.text and "eleven pounds" in fees.text
    for offered in (minutes, fees):
        pressed = await scene.mo.click(offered, "Add")
        await pressed.shows("✅ Added")
    await scene.mo.click(first, "Drop")
    await first.shows(ENGLISH.dropped)
    assert len(await documents(bot, scene)) == 2
    held = await bot.services.worker.run(lambda kb: kb.store.documents((scene.scope,)))
    assert {one.author for one in held} == {"bob"} and len({one.url for one in held}) == 1
