"""The page of ten answers: made from the JSON that was sent, with every text of it, and photographed."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from bot.answering.answer import Answer, Citation, Disagreement, Position
from bot.answering.blocks import Completeness, Item, Listing, written
from bot.ask.views import make_view
from bot.phrases.members import ENGLISH
from bot.render.answer import pages
from bot.render.controls import answer_controls
from tests.pictures.camera import MISSING, chromium, photograph
from tests.pictures.markdown import inline, readable, to_html
from tests.pictures.page import WIDTH, Picture, page, texts
from tests.pictures.stories import ASKED, ten

BODY: dict[str, Any] = {
    "content": "Shared.",
    "embeds": [
        {
            "title": r"Who is \*she\*?", "color": 0x2F6FB7, "description": "> “Yes” [1]\n• **B** <b> & C",
            "fields": [{"name": "Sources", "value": "**[1]** A · [a.org](https://a.org/x)\n-# and 2 more"}],
            "footer": {"text": "Confidence: high"},
        }
    ],
    "components": [
        {"type": 1, "components": [{"type": 2, "style": 1, "label": "Sources", "emoji": {"name": "📖"}}]},
        {"type": 1, "components": [{"type": 3, "placeholder": "Choose one", "options": [
            {"label": "Portland", "description": "Maine", "value": "0"}]}]},
    ],
}  # fmt: skip


def words_of(html: str) -> str:
    body = html.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", unescape(text))


def holds(html: str, body: dict[str, Any]) -> None:
    shown = squeezed(words_of(html))
    found = list(texts(body))
    assert found
    for text in found:
        assert squeezed(text) in shown, text


def test_the_page_holds_every_text_of_a_message_and_no_signs() -> None:
    html = page([Picture("one", "alice: /ask", BODY)])
    holds(html, BODY)
    shown = words_of(html)
    for text in (
        "alice: /ask",
        "Who is *she*?",
        "“Yes” [1]",
        "B <b> & C",
        "and 2 more",
        "Choose one",
        "Maine",
    ):
        assert text in shown
    assert "**" not in shown and '<a href="https://a.org/x">a.org</a>' in html
    assert "&lt;b&gt;" in html, "text never becomes markup"


def test_markdown_reads_as_in_discord() -> None:
    assert inline(r"\*\*bold\*\* **bold** *it* `a*b` [1][2]") == (
        "**bold** <b>bold</b> <i>it</i> <code>a*b</code> [1][2]"
    )
    assert inline(r"sister\_cities.txt") == "sister_cities.txt"
    assert inline("<@12> <t:99:R>") == (
        '<span class="mention">@member</span> <span class="time">a moment ago</span>'
    )
    assert to_html("-# small\n> said") == '<div class="small">small</div><div class="quote">said</div>'
    assert readable("-# **[1]** A\n> b") == "[1] A b"


async def test_ten_answers_are_shown_whole(state: Path) -> None:
    pictures = await ten(state)
    assert [picture.name for picture in pictures] == [*dict(ASKED), "city", "sources", "index"]
    html = page(pictures)
    for picture in pictures:
        json.dumps(picture.body)
        holds(html, picture.body)
        assert picture.body["embeds"], picture.name
    by_name = {picture.name: str(picture.body) for picture in pictures}
    assert "Westminster College" in by_name["passage"]
    assert "Sources disagree" in by_name["since-when"] and "1991" in by_name["since-when"]
    assert "Venezuela" in by_name["nicaragua"] and "Nicaragua" in by_name["nicaragua"]
    assert "Maine" in by_name["which-one"] and "Page 1 of" in by_name["sources"]


TOWNS = ("Aarhus, Denmark", "Bremen, Germany", "Cork, Ireland", "Delft, Netherlands", "Évora, Portugal")


def ten_entries(items: tuple[Item, ...], disagreements: tuple[Disagreement, ...] = ()) -> Answer:
    """Return an answer whose list has ten entries, with all that stands below one."""
    title = "A list of partnerships of all the towns there are, read in 2026"
    sources = [
        Citation(
            n, f"c-1-0-{n}", "record", f"P{n}", 1, f"{title} ({n % 5})", None, None, 0, 5, "words", f"P{n}"
        )
        for n in range(1, 11)
    ]
    blocks = (
        Listing("Bergen, Norway has 10 sister cities in the records:", items),
        Completeness("The records do not claim to be complete for Bergen as of April 2024.", False),
    )
    asked = ("Since when are Bergen and Cork twinned?", "How far is Bergen from Cork?", "In which countries?")
    return Answer(
        "a", "Which sister cities does Bergen have?", written(blocks), False, 0.97, tuple(sources),
        disagreements, follow_ups=asked, blocks=blocks,
    )  # fmt: skip


def high(answer: Answer, picture: Path) -> int:
    """Return how high an answer is on a phone, in pixels; there is a picture of it."""
    if chromium() is None:
        pytest.skip(MISSING)
    (embed,) = pages(answer, ENGLISH)
    view = make_view(answer_controls(answer, ENGLISH, pages=1), "k" * 16)
    assert view is not None
    body = {"embeds": [embed.to_dict()], "components": view.to_components()}
    photograph(page([Picture("ten", "", body)]), picture)
    return int.from_bytes(picture.read_bytes()[20:24], "big")


def test_a_list_of_ten_with_all_below_it_fits_one_screen_of_a_phone(tmp_path: Path) -> None:
    items = [Item(name, "since 1988", (1,), name.split(", ")[1]) for name in TOWNS * 2]
    assert high(ten_entries(tuple(items)), tmp_path / "ten.png") <= 700


def test_a_list_of_ten_of_which_sources_disagree_fits_one_screen_too(tmp_path: Path) -> None:
    items = [
        Item(name, f"since {1980 + n}", (n, n % 10 + 1), name.split(", ")[1])
        for n, name in enumerate(TOWNS * 2, 1)
    ]
    disagreements = [
        Disagreement(
            f"start of the partnership of Bergen and {name.split(', ')[0]}",
            (Position(str(1980 + n), n), Position(str(1970 + n), n % 10 + 1)),
        )
        for n, name in enumerate(TOWNS, 1)
    ]
    assert high(ten_entries(tuple(items), tuple(disagreements)), tmp_path / "ten.png") <= 700


def test_the_page_is_photographed(tmp_path: Path) -> None:
    if chromium() is None:
        pytest.skip(MISSING)
    picture = tmp_path / "one.png"
    photograph(page([Picture("one", "alice: /ask", BODY)]), picture)
    head = picture.read_bytes()[:24]
    width, height = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    assert head.startswith(b"\x89PNG") and width == WIDTH and 150 < height < 900
