"""How sources and quotes are shown under an answer."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Answer, Citation, Disagreement, Position
from bot.answering.blocks import (
    Choice,
    Item,
    Quote,
    Statement,
    written,
)
from bot.phrases.members import ENGLISH
from bot.render.answer import confidence_word, pages
from bot.render.controls import answer_controls
from bot.render.quotes import marked
from bot.render.sources import carrying, marks, source_rows
from bot.shared.citations import quoted
from tests.bot.render.test_render import listed


def cited(number: int, title: str, url: str | None = None, quote: str = "He spoke.") -> Citation:
    return Citation(
        number, f"c-1a2b3c4d-0-{number}", "passage", "essay", 1, title, None, url, 0, len(quote), quote
    )


def test_a_source_has_one_row_whatever_is_cited_of_it() -> None:
    citations = [cited(1, "A"), *(cited(n, "B") for n in (2, 3, 4, 5)), cited(6, "A"), cited(8, "B")]
    rows, left = source_rows(citations, ENGLISH, needed=(), most=6)
    assert rows == ["-# **[1][6]** A", "-# **[2]–[5][8]** B"] and left == 0


def test_of_many_numbers_the_first_stand_before_a_source() -> None:
    rows, _ = source_rows([cited(n, "A") for n in range(1, 60, 2)], ENGLISH, needed=(), most=6)
    assert rows == ["-# **[1][3][5][7][9][11][13]…** A"]
    assert marks(range(1, 60)) == "[1]–[59]"
    assert marks(range(1, 99, 2)).startswith("[1][3]") and marks(range(1, 99, 2)).endswith("]…")


def test_what_disagrees_keeps_its_source_where_there_is_no_room_for_all() -> None:
    citations = [cited(number, f"Source {number}") for number in range(1, 13)]
    rows, left = source_rows(citations, ENGLISH, needed=[11], most=3)
    assert rows == ["-# **[1]** Source 1", "-# **[2]** Source 2", "-# **[11]** Source 11"] and left == 9
    rows, left = source_rows(citations, ENGLISH, needed=[11, 7, 5], most=2)
    assert rows == ["-# **[7]** Source 7", "-# **[11]** Source 11"] and left == 10


def test_sources_are_folded_to_those_that_carry_the_answer() -> None:
    citations = tuple(cited(number, f"Source {number % 4}") for number in range(1, 9))
    items = [Item("A", "", (1, 2)), Item("B", "", (2, 3)), Item("C", "", (3, 6)), Item("D", "", (6,))]
    answer = replace(listed(items), citations=citations)
    assert carrying(answer) == [1, 2], "the first; the second source has one for each of the others"
    (page,) = pages(answer, ENGLISH)
    assert page.fields[0].value == (
        "-# **[1][5]** Source 1\n-# **[2][6]** Source 2\n-# and 4 more under “Sources”"
    )
    sides = (Position("1996", 4), Position("1991", 1))
    (page,) = pages(replace(answer, disagreements=(Disagreement("start", sides),)), ENGLISH)
    assert str(page.fields[1].value).count("Source ") == 3, "below a list there are three at most"
    (page,) = pages(replace(answer, blocks=()), ENGLISH)
    assert str(page.fields[0].value).count("Source ") == 4, "nobody knows what carries it"


def test_long_addresses_show_their_host_as_the_link() -> None:
    address = "https://www.example.org/2022/02/18/a-report-on-the-partnership"
    assert source_rows([cited(1, "A", address)], ENGLISH, needed=(), most=3)[0] == [
        f"-# **[1]** A · [www.example.org]({address})"
    ]


def test_a_quote_is_a_block_quote_and_its_source_is_named_once() -> None:
    citations = (cited(1, "Sister Cities"), cited(2, "Sister Cities", quote="She\nanswered."))
    blocks = (
        Quote("“Sister Cities” by A. Writer says", "He spoke.", 1),
        Quote("The same text adds", "She\nanswered.", 2),
        Statement("So it is.", (1,)),
        Quote("", "A and B are sister cities.", 2),
    )
    (page,) = pages(Answer("a", "Who?", written(blocks), False, 0.9, citations, blocks=blocks), ENGLISH)
    assert page.description == (
        "> “He spoke.” [1]\n\n> “She answered.” [2]\n\nSo it is [1].\n\n> A and B are sister cities. [2]"
    )


def test_the_part_of_a_quote_that_answers_is_bold() -> None:
    text = "He *spoke* in\n1946, at Fulton."
    start = text.index("1946")
    blocks = (Quote("The essay says", text, 1, (start, start + 4)),)
    (page,) = pages(
        Answer("a", "When?", written(blocks), False, 0.9, (cited(1, "A"),), blocks=blocks), ENGLISH
    )
    assert page.description == r"> “He \*spoke\* in **1946**, at Fulton.” [1]"


@given(st.integers(0, 900), st.integers(0, 200), st.integers(1, 1000))
def test_what_is_near_is_cut_around_the_part_that_may_answer(start: int, size: int, long: int) -> None:
    words = " ".join(f"w{number}" for number in range(300))[:long].strip()
    start = min(start, len(words) - 1)
    end = min(start + size, len(words))
    quote = Quote("It says", words, 1, (start, end) if end > start else None, near=True)
    (page,) = pages(Answer("a", "?", "x", False, 0.1, (cited(1, "A"),), blocks=(quote,)), ENGLISH)
    told = str(page.description)
    assert len(told) <= 200 + size, "a few lines"
    if words[start:end].strip():
        assert f"**{words[start:end].strip()}**" in told
    bare = told.removeprefix("> “").removesuffix("” [1]").replace("**", "").replace(" ", "")
    whole = words.replace(" ", "")
    assert bare.strip("…") in whole, "and nothing is changed"
    assert ("…" in bare) == (bare != whole)


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_marking_what_answers_changes_no_word_of_a_quote(text: str, start: int, size: int) -> None:
    def described(answer: tuple[int, int] | None) -> str:
        blocks = (Quote("", f"a{text}b", 1, answer),)
        (page,) = pages(Answer("a", "?", "x", False, 0.9, (cited(1, "A"),), blocks=blocks), ENGLISH)
        return str(page.description)

    bare = re.sub(r"[\s\u200b\\\\]|\*", "", described(None))
    start = min(start, len(text) + 2)
    assert re.sub(r"[\s\u200b\\\\]|\*", "", described((start, start + size))) == bare


def test_what_was_looked_up_needs_no_word_for_confidence_and_a_choice_no_second_question() -> None:
    assert pages(Answer("a", "Ayr", "1 partner place", False, 1.0), ENGLISH)[0].footer.text is None
    blocks = (Choice(f"There are 2. {ENGLISH.which}", ("A, X", "A, Y")),)
    asked = Answer("a", "Ayr?", written(blocks), False, 0.5, choices=("A, X", "A, Y"), blocks=blocks)
    assert pages(asked, ENGLISH)[0].footer.text is None
    assert pages(replace(asked, blocks=()), ENGLISH)[0].footer.text == ENGLISH.which


def test_an_abstention_offers_what_is_nearest_and_to_tell_later() -> None:
    near = Citation(
        1, "c-1a2b3c4d-0-9z", "passage", "essay", 1, "Sister Cities", None, None, 0, 10, "He spoke."
    )
    answer = Answer("a", "Mayor?", "I do not know.", True, 0.1, nearest=(near,))
    (page,) = pages(answer, ENGLISH)
    assert page.fields[0].name == ENGLISH.nearest
    assert "He spoke." in str(page.fields[0].value)
    assert page.footer.text == ENGLISH.not_answered
    actions = [button.action for button in answer_controls(answer, ENGLISH, pages=1).buttons]
    assert actions == ["src", "up", "down", "tell"]


def test_a_quote_stands_marked_in_its_paragraph() -> None:
    text = "One paragraph.\n\nBefore it. The sentence itself. After it.\n\nAnother."
    start = text.index("The sentence")
    found = quoted(text, start, start + len("The sentence itself."), "current")
    assert marked(found) == "Before it. **▸ The sentence itself. ◂** After it."


def test_confidence_is_one_plain_word() -> None:
    bounds = (0.95, 0.85, 0.846, 0.844, 0.6, 0.594, 0.3)
    words = ["high", "high", "high", "fair", "fair", "low", "low"]
    assert [confidence_word(c, ENGLISH) for c in bounds] == words
