"""`/city` and `/verify`: what a member can look up."""

from __future__ import annotations

import re
from pathlib import Path

from bot.phrases.members import ENGLISH
from corpus.citation_id import citation_id, version_key
from corpus.model import NewDocument
from tests.bot.discord_story import Running, Scene, bot_on

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"


async def test_a_city_has_a_profile_with_partners_years_and_sources(bot: Running, scene: Scene) -> None:
    offered = await scene.alice.autocomplete(scene.general, "city", name="Burl")
    assert offered[0]["name"] == "Burlington, Vermont, United States"
    reply = await (await scene.alice.slash(scene.general, "city", name=offered[0]["value"])).final(edits=1)
    (embed,) = reply.embeds
    assert embed["title"] == "Burlington, Vermont, United States"
    assert re.search(r"• Yaroslavl, Russia \(since 1988, suspended .*\) (\[\d+\])+", embed["description"])
    source = await (await scene.bob.click(reply, "Sources")).final()
    assert "Burlington" in source.embeds[0]["description"]


async def test_who_looks_up_too_much_is_told_so(scene: Scene, state: Path) -> None:
    async with bot_on(scene.double, state, user_rate=1):
        first = await scene.alice.slash(scene.general, "city", name="Yaroslavl, Russia")
        assert (await first.final(edits=1)).embeds
        refused = await scene.alice.slash(scene.general, "city", name="Yaroslavl, Russia")
        assert refused.ephemeral and "asked a lot" in refused.content
        asked = await scene.alice.slash(scene.general, "ask", question="Who are Burlington's sister cities?")
        assert "asked a lot" in asked.content, "questions and look-ups count alike"


async def test_suggestions_forgive_typing_and_know_other_names(bot: Running, scene: Scene) -> None:
    def names(offered: list[dict[str, str]]) -> list[str]:
        return [row["name"] for row in offered]

    assert "Yaroslavl, Russia" in names(
        await scene.alice.autocomplete(scene.general, "city", name="Yaroslawl")
    )
    assert "Yaroslavl, Russia" in names(await scene.alice.autocomplete(scene.general, "city", name="yarosl"))
    assert "Sister Cities" in names(await scene.alice.autocomplete(scene.general, "city", name="sister"))
    assert 0 < len(await scene.alice.autocomplete(scene.general, "city", name="")) <= 25
    for odd in ("@everyone", "\u202e", "((((", "😀" * 40):
        await scene.alice.autocomplete(scene.general, "city", name=odd)


async def test_a_document_has_a_profile_too_and_nonsense_is_told(bot: Running, scene: Scene) -> None:
    shown = await (await scene.alice.slash(scene.general, "city", name="essay")).final(edits=1)
    assert shown.embeds[0]["title"] == "Sister Cities"
    assert "Alisha Rao" in shown.embeds[0]["description"]
    unknown = await (await scene.alice.slash(scene.general, "city", name="zzzzqqq")).final(edits=1)
    assert unknown.content == ENGLISH.city_unknown


async def test_a_citation_is_verified_where_it_may_be_seen(bot: Running, scene: Scene) -> None:
    reply = await (await scene.alice.slash(scene.general, "ask", question=CHURCHILL)).final(edits=1)
    source = await (await scene.alice.click(reply, "Sources")).final()
    identity = re.search(r"c-[0-9a-z]{20}-\w+-\w+", source.embeds[0]["fields"][0]["value"])
    assert identity is not None
    checked = await (await scene.bob.slash(scene.general, "verify", id=identity.group())).final()
    assert checked.embeds[0]["fields"][0]["name"] == ENGLISH.verified
    assert "current version" in checked.embeds[0]["fields"][0]["value"]
    for wrong in ("nonsense", "c-00000000-0-zz", "c-1a2b3c4d-9-1", "<@1>", "`c-'"):
        said = await (await scene.bob.slash(scene.general, "verify", id=wrong)).final()
        assert said.content in (ENGLISH.verify_bad, ENGLISH.verify_unknown)


async def test_a_removed_document_cannot_be_read_step_by_step(bot: Running, scene: Scene) -> None:
    text = "The harbour light of Bath was lit by Ada Quill.\n\nThe keeper slept in a hut. He had a dog."
    text += " It barked at ships. It slept by day. It was called Tin."

    async def add(desk):  # type: ignore[no-untyped-def]
        new = NewDocument("light.txt", text.encode(), title="Harbour light")
        return (await desk.store.add_document(new)).document.id

    async def remove(desk):  # type: ignore[no-untyped-def]
        await desk.store.remove_document("light", scope="shared", by=None)

    async def looked(start: int, end: int) -> str:
        identity = citation_id(version_key("light", text), start, end)
        reply = await (await scene.alice.slash(scene.general, "verify", id=identity)).final()
        return str(reply.text)

    assert await bot.services.worker.run(add) == "light"
    assert "Ada Quill" in await looked(0, 47)  # a sentence, as a quote is
    for start, end in ((0, 40), (3, 47), (0, len(text)), (40, 60)):
        said = await looked(start, end)
        assert "Ada" not in said and "hut" not in said and ENGLISH.verify_unknown in said
    await bot.services.worker.run(remove)
    for start, end in ((0, 47), (49, 75), (0, 40)):
        said = await looked(start, end)
        assert ENGLISH.verify_withdrawn in said
        assert not {"Ada", "Quill", "hut", "Harbour"} & set(re.findall(r"\w+", said))


async def test_another_servers_document_is_neither_suggested_cited_nor_verified(
    bot: Running, scene: Scene
) -> None:
    text = b"The harbour light of Bath was lit for the first time in 1911 by the lamp maker Ada Quill."

    async def add(kb):  # type: ignore[no-untyped-def]
        await kb.store.add_document(NewDocument("light.txt", text, title="Harbour light"), scope="guild:42")
        await kb.index.refresh()
        return await kb.answer("Who lit the harbour light of Bath?", scopes=("shared", "guild:42"))

    answer = await bot.services.worker.run(add)
    (citation,) = [c for c in answer.citations if c.title == "Harbour light"][:1]
    assert (
        await (await scene.alice.slash(scene.general, "verify", id=citation.id)).final()
    ).content == ENGLISH.verify_unknown
    assert not await scene.alice.autocomplete(scene.general, "city", name="Harbour")
    asked = await scene.alice.slash(scene.general, "ask", question="Who lit the harbour light of Bath?")
    assert "Ada Quill" not in (await asked.final(edits=1)).text
    about = await (await scene.alice.slash(scene.general, "about")).final()
    assert "Harbour" not in about.text
