"""What a question asks for, and what it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.reading import negated, read


def test_names_are_capitalised_words_inside_and_question_words_are_none() -> None:
    question = read("What did Sanders's town send to Puerto Cabeza in 1984?")
    assert question.names == ("Sanders", "Puerto", "Cabeza")
    assert question.numbers == ("1984",)


def test_a_name_that_opens_the_question_is_a_name() -> None:
    assert read("Burlington sent what?").names == ("Burlington",)


def test_thousands_separators_do_not_matter() -> None:
    assert read("Was it 45,000 people?").numbers == ("45000",)


@pytest.mark.parametrize("text", ["It was not built.", "They don't.", "non-native", "He failed.", "Never."])
def test_denials_are_seen(text: str) -> None:
    assert negated(text)


def test_a_plain_statement_denies_nothing() -> None:
    assert not negated("Notable towns note the knot.")


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    question = read(text)
    assert len(set(question.terms)) == len(question.terms)
