from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Answer
from bot.answering.blocks import (
    Block,
    Choice,
    Completeness,
    Item,
    Listing,
    Quote,
    Statement,
    written,
)
from bot.shared.citations import paragraph_around
from bot.terminal.layout import BLANK, Line, answer_lines, quote_lines, shown
from tests.bot.strategies import answers
from tests.bot.terminal.answers import QUOTE, START, TEXT, abstained, answered, citation, disagreeing


def text_of(answer: object) -> str:
    return "\n".join(line.text for line in answer_lines(answer))  # type: ignore[arg-type]


def test_shows_the_answer_with_its_source_and_how_sure_it_is() -> None:
    text = text_of(answered())
    assert text.startswith("It says so. [1]")
    assert "[1] Sister Cities, Alisha Rao (essay v1, c-abcdefgh-1-9)" in text
    assert f"“{QUOTE}”" in text
    assert "Confidence: high (93%)" in text


def laid_out(*blocks: Block, **fields: object) -> list[Line]:
    """Return the lines of an answer down to its sources."""
    lines = list(answer_lines(answered(written(blocks), blocks=blocks, **fields)))
    return lines[: lines.index(BLANK_BEFORE_SOURCES) - 1]


BLANK_BEFORE_SOURCES = Line("heading", "Sources")


def test_a_quote_that_the_answer_says_in_full_is_not_shown_twice() -> None:
    assert text_of(answered(f"The essay says: “{QUOTE}” [1]")).count(QUOTE) == 1
    blocks = (Quote("The essay says", QUOTE, 1),)
    assert text_of(answered(written(blocks), blocks=blocks)).count(QUOTE) == 1


def test_sentences_run_on_and_quotes_are_paragraphs_of_their_own() -> None:
    lines = laid_out(
        Statement("So it is.", (1,)), Statement("And so."), Quote("The essay says", QUOTE, 1),
        Quote("", "A and B are sister cities.", 1), Completeness("The records claim to be complete.", True),
    )  # fmt: skip
    assert lines == [
        Line("answer", "So it is [1]. And so."),
        BLANK,
        Line("answer", f"The essay says: “{QUOTE}” [1]"),
        BLANK,
        Line("answer", "A and B are sister cities. [1]"),
        Line("detail", "The records claim to be complete."),
    ]


def test_a_list_of_more_than_three_is_one_entry_a_line() -> None:
    items = tuple(Item(f"Town {n}, Japan", "since 1988" if n == 2 else "", (n,)) for n in (1, 2, 3, 4))
    lines = laid_out(Statement("Yes."), Listing("They are", items, 2), Statement("No more.", (1,)))
    assert lines == [
        Line("answer", "Yes. They are:"),
        Line("answer", "- Town 1, Japan [1]", 2),
        Line("answer", "- Town 2, Japan (since 1988) [2]", 2),
        Line("answer", "- Town 3, Japan [3]", 2),
        Line("answer", "- Town 4, Japan [4]", 2),
        Line("answer", "- and 2 more", 2),
        BLANK,
        Line("answer", "No more [1]."),
    ]
    (line,) = laid_out(Listing("They are", items[:3]))
    assert line.text == "They are Town 1, Japan [1]; Town 2, Japan (since 1988) [2]; and Town 3, Japan [3]."


def test_choices_are_asked_once() -> None:
    options = ("Portland, Oregon, United States", "Portland, Maine, United States")
    blocks = (Choice("Which Portland?", options),)
    text = text_of(answered(written(blocks), blocks=blocks, choices=options))
    assert text.startswith("Which Portland?\n- Portland, Oregon, United States\n- Portland, Maine")
    assert text.count("Maine") == 1 and "Which one is meant?" not in text


def _letters(text: str) -> str:
    return "".join(text.split())  # lines may break, and begin and end, at other places


@given(answers())
def test_any_answer_is_lines_without_controls_that_hold_every_text_and_number(answer: Answer) -> None:
    lines = list(answer_lines(answer))
    everything = " ".join(line.text for line in lines)
    assert not any(unicodedata.category(sign) == "Cc" for sign in everything)
    assert not set(everything) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    for block in answer.blocks:
        if isinstance(block, Listing):
            assert all(_letters(shown(item.label)) in _letters(everything) for item in block.items)
            assert all(f"[{number}]" in everything for item in block.items for number in item.citations)
        elif isinstance(block, Quote):
            assert _letters(shown(block.text)) in _letters(everything) and f"[{block.citation}]" in everything


def test_names_a_record_and_its_link() -> None:
    text = text_of(answered(citations=(citation(record="P00001", title="City page"),)))
    assert "[1] City page, https://example.org/source (record P00001, c-abcdefgh-1-9)" in text


def test_shows_both_sides_of_a_disagreement() -> None:
    text = text_of(disagreeing())
    assert "Sources disagree about the country of Puerto Cabezas:" in text
    assert "Venezuela [1]" in text
    assert "Nicaragua [2]" in text


def test_an_abstention_offers_what_is_nearest_and_claims_no_confidence() -> None:
    text = text_of(abstained())
    assert "Closest passages (not an answer)" in text
    assert "Sources" not in text
    assert "Confidence" not in text


def test_an_ambiguous_name_gives_the_choices() -> None:
    text = text_of(
        answered(
            "Which Portland?", choices=("Portland, Oregon, United States", "Portland, Maine, United States")
        )
    )
    assert "- Portland, Oregon, United States" in text
    assert "Confidence" not in text


def test_a_quote_stands_in_its_paragraph_only() -> None:
    assert paragraph_around(TEXT, START, START + len(QUOTE)) == ("Before it. ", QUOTE, " And after.")
    assert [line.role for line in quote_lines(TEXT, START, START + len(QUOTE))] == [
        "quote",
        "marked",
        "quote",
    ]


@given(st.text())
def test_what_is_shown_can_neither_steer_the_terminal_nor_reorder_text(text: str) -> None:
    out = shown(text)
    assert not any(unicodedata.category(sign) == "Cc" for sign in out)
    assert not set(out) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_an_escape_sequence_in_a_source_does_not_reach_the_terminal() -> None:
    hostile = "\x1b]0;owned\x07\x1b[31mred"
    assert "\x1b" not in text_of(
        answered(f"{hostile} [1]", citations=(citation(quote=hostile, title=hostile),))
    )
