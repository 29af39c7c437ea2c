"""Which words are ordinary ones although a place is called so: what tools.ordinary lists."""

from __future__ import annotations

import pytest

from bot.answering.records.lexicon import common, known
from corpus.model import Place
from tests.corpus.gazetteers import gazetteer
from tools.ordinary import OUT, is_listed

PLACES = gazetteer(
    Place("Time", None, "Norway", 58.73, 5.65),
    Place("Cologne", None, "Germany", 50.9375, 6.9603),
    Place("Guangzhou", None, "China", 23.1291, 113.2644),
    Place("Hamm", None, "Germany", 51.68, 7.82),
)


@pytest.mark.parametrize(
    ("word", "listed"),
    [
        ("time", True),  # a small town
        ("cologne", False),  # a large city by its own name
        ("canton", True),  # a large city by another name
        ("Time", False),  # a name
        ("Paris", False),
        ("gamma", False),  # no place
        ("ti", False),  # too short
        ("time's", False),  # no word
    ],
)
def test_a_word_is_listed_unless_it_is_a_large_citys_own_name(word: str, *, listed: bool) -> None:
    assert is_listed(word, PLACES) is listed


def test_a_word_of_questions_is_not_listed() -> None:
    assert known("city") and not is_listed("city", gazetteer(Place("City", None, "Norway", 60.0, 5.0)))


def test_what_is_listed_is_in_order_and_common() -> None:
    listed = OUT.read_text("utf-8").split()
    assert listed == sorted(set(listed)) and {"time", "canton"} <= set(listed) and "cologne" not in listed
    assert all(word.islower() and word.isalpha() and not known(word) and common(word) for word in listed)
