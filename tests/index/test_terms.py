from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms import STOP_WORDS, pairs, stem, terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the U.S. trade grew", ["us", "trade", "grew"]),
        ("It cost $1,250,000.50 in 1988", ["cost", "1250000.50", "1988"]),
        ("Burlington's sister cities", ["burlington", "sister", "citi"]),
        ("Where is it?", []),
        ("Łódź STRASSE ﬁre", ["łodz", "street", "fire"]),
        ("", []),
    ],
)
def test_terms_are_what_questions_and_passages_have_in_common(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_a_word_and_its_forms_are_one_term() -> None:
    assert len({stem(word) for word in ("partner", "partners", "partnered", "partnering")}) == 1


def test_pairs_join_neighbours() -> None:
    assert pairs(["iron", "curtain", "speech"]) == ["iron_curtain", "curtain_speech"]
    assert pairs(["iron"]) == []


@given(st.text())
def test_terms_never_fail_nor_hold_what_joins_them(text: str) -> None:
    found = terms(text)
    assert all(term and not any(letter.isspace() or letter == "_" for letter in term) for term in found)
    assert terms(unicodedata.normalize("NFKC", text)) == found


@given(st.text())
def test_stop_words_are_the_only_words_left_out(text: str) -> None:
    assert len(terms(text)) == sum(word not in STOP_WORDS for word in words(text))
