from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.shared.citations import paragraph_around
from bot.terminal.layout import answer_lines, quote_lines, shown
from tests.bot.terminal.answers import QUOTE, START, TEXT, abstained, answered, citation, disagreeing


def text_of(answer: object) -> str:
    return "\n".join(line.text for line in answer_lines(answer))  # type: ignore[arg-type]


def test_shows_the_answer_with_its_source_and_how_sure_it_is() -> None:
    text = text_of(answered())
    assert text.startswith("It says so. [1]")
    assert "[1] Sister Cities, Alisha Rao (essay v1, c-abcdefgh-1-9)" in text
    assert f"“{QUOTE}”" in text
    assert "Confidence: high (93%)" in text


def test_a_quote_that_the_answer_says_in_full_is_not_shown_twice() -> None:
    assert text_of(answered(f"The essay says: “{QUOTE}” [1]")).count(QUOTE) == 1


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
