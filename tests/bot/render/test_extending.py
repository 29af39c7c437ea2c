"""A renderer from outside: the one that docs/extending-renderers.md shows, run as it stands there."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from bot.answering import blocks as b
from bot.answering.answer import Answer
from bot.shared.knowledge_base import KnowledgeBase
from tests.bot.strategies import answers
from tests.command import ROOT

PAGE = ROOT / "docs" / "extending-renderers.md"
ToHtml = Callable[[Answer], str]
KNOWN = {"p", "ul", "ol", "li", "blockquote", "small"}


@pytest.fixture(scope="module")
def to_html() -> ToHtml:
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    names: dict[str, object] = {}
    exec(compile(code, str(PAGE), "exec"), names)
    found = names["to_html"]
    assert callable(found)
    return found


class Read(HTMLParser):
    """What a browser would see: the tags, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def said(block: b.Block) -> list[str]:
    if isinstance(block, b.Listing):
        return [block.lead, *(item.label for item in block.items), *(item.note for item in block.items)]
    if isinstance(block, b.Choice):
        return [block.text, *block.options]
    return [block.lead, block.under, block.text] if isinstance(block, b.Quote) else [block.text]


def numbers(block: b.Block) -> list[int]:
    if isinstance(block, b.Listing):
        return [number for item in block.items for number in item.citations]
    if isinstance(block, b.Quote):
        return [block.citation]
    return list(block.citations) if isinstance(block, b.Statement) else []


async def test_it_writes_what_the_bot_answers(prepared_state: Path, to_html: ToHtml) -> None:
    kb = await KnowledgeBase.open(prepared_state, write=False)
    try:
        listed = await kb.answer("Who are Burlington, Vermont's sister cities?")
        quoted = await kb.answer("Where did Churchill give his Iron Curtain Speech?")
    finally:
        await kb.close()
    page = to_html(listed)
    assert re.search(
        r"in the records:</p><ul><li>.*<li>Yaroslavl, Russia \(since 1988, [^<]*\) (\[\d+\])+</li>", page
    )
    assert page.count("<li value=") == len(listed.citations)
    assert re.search(r"<blockquote>[^<]*Westminster College[^<]* \[\d\]</blockquote>", to_html(quoted))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers())
def test_every_block_is_written_with_its_numbers_and_no_text_becomes_markup(
    to_html: ToHtml, answer: Answer
) -> None:
    read = Read(to_html(answer))
    assert set(read.tags) <= KNOWN
    for block in answer.laid_out:
        assert all(text.replace("\r", "\n") in read.words.replace("\r", "\n") for text in said(block))
        assert all(f"[{number}]" in read.words for number in numbers(block))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers())
def test_blocks_are_read_back_from_json_as_they_were(answer: Answer) -> None:
    rows = answer.to_json().get("blocks", [])
    assert tuple(b.from_json(row) for row in rows) == answer.blocks
    for row in rows:
        with pytest.raises(ValueError, match="no block of kind"):
            b.from_json(row | {"kind": "poem"})
