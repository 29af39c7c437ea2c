"""Two places on one page: what is said of each and of both, cited, and the same as a file."""

from __future__ import annotations

import re
from pathlib import Path

from bot.answering.answer import Answer
from bot.answering.blocks import Listing, Quote, Statement
from bot.phrases.members import ENGLISH
from bot.shared.knowledge_base import KnowledgeBase
from bot.shared.markdown import as_markdown
from tests.bot.discord_story import Running, Scene

ONE, OTHER = "Burlington, Vermont, United States", "Yaroslavl, Russia"


async def test_a_brief_is_shown_and_comes_as_a_file_with_a_footnote_for_each_source(
    bot: Running, scene: Scene
) -> None:
    reply = await scene.alice.slash(scene.general, "brief", one="Burlington", other=OTHER)
    await reply.final(edits=2, within=60)
    assert reply.embeds[0]["title"] == f"{ONE} – {OTHER}" and "1988" in reply.text
    (file,) = reply.message.attachments
    page = file.data.decode()
    assert "since 1988" in page and "Moss Point" in page and "Sander's initiation" in page
    used = set(re.findall(r"\[\^(\d+)\](?!:)", page))
    assert used and used <= set(re.findall(r"^\[\^(\d+)\]:", page, re.M)), "each marker has its footnote"
    suggested = await scene.alice.autocomplete(scene.general, "brief", one="Burl")
    assert suggested[0]["value"] == ONE
    unknown = await scene.alice.slash(scene.general, "brief", one=ONE, other="Xqwzt")
    assert (await unknown.final(edits=1)).content == ENGLISH.brief_unknown
    assert (await scene.alice.slash(scene.general, "brief", one=ONE, other=ONE)) is not None


async def test_what_several_parts_cite_has_one_number(prepared_state: Path) -> None:
    kb = await KnowledgeBase.open(prepared_state, write=False)
    try:
        brief = await kb.brief(ONE, OTHER)
        ids = [citation.id for citation in brief.citations]
        assert len(ids) == len(set(ids)) and [one.number for one in brief.citations] == [
            *range(1, len(ids) + 1)
        ]
        assert not brief.abstained and any(isinstance(block, Quote) for block in brief.blocks)
        assert len(brief.disagreements) == len({item.about for item in brief.disagreements})
        parts = [await kb.answer(f"Since when are {ONE} and {OTHER} twinned?")]
        assert brief.confidence <= min(one.confidence for one in parts), "as sure as its least sure part"
        unknown = await kb.brief("Xqwzt", "Mnopq")
        assert unknown.abstained and not unknown.citations
    finally:
        await kb.close()


def test_a_page_shows_what_documents_say_as_it_stands() -> None:
    blocks = (Statement("See <b>*this*</b>.", ()), Listing("Two:", (), 3))
    answer = Answer("a", "?", "", False, 1.0, blocks=blocks)
    page = as_markdown(answer, "A_b")
    assert page.startswith("# A\\_b") and "See \\<b\\>\\*this\\*\\</b\\>." in page and "- and 3 more" in page
