"""Words that say the opposite of each other."""

from __future__ import annotations

import pytest

from bot.answering.passages.features.opposites import contradicts, negates_by_prefix
from bot.answering.passages.view import compounds
from index.terms import stem, words


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words(text)}


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many were developed after 1973?", "Before 1973, about twenty were developed."),
        ("Who decreased the resources?", "Pitt increased the resources."),
        ("What are they the first arm of?", "They are the second arm of the system."),
        ("Who built walls?", "His message was to build bridges."),
    ],
)
def test_an_opposite_speaks_against_a_sentence(question: str, sentence: str) -> None:
    assert contradicts(_stems(question), _stems(sentence))


def test_a_word_and_its_opposite_together_do_not() -> None:
    assert not contradicts(_stems("before or after?"), _stems("both before and after the war"))


def test_unrelated_words_do_not() -> None:
    assert not contradicts(_stems("Where did he give the speech?"), _stems("He gave it at the college."))


@pytest.mark.parametrize(
    ("question", "sentence", "denies"),
    [
        ("Which non-native rulers came?", "The native rulers came.", True),
        ("Which native rulers came?", "The non-native rulers came.", True),
        ("Was it successful?", "It was unsuccessful.", True),
        ("Was it an island?", "The land was flat.", False),
    ],
)
def test_prefixes_that_deny(question: str, sentence: str, denies: bool) -> None:
    asked, said = set(words(question)) | compounds(question), set(words(sentence)) | compounds(sentence)
    assert negates_by_prefix(asked, said) is denies
