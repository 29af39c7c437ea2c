"""A sentence without any word of an act does not tell of it."""

from __future__ import annotations

import pytest

from bot.answering.passages.telling import untold
from index.terms import stem, words


@pytest.mark.parametrize(
    ("verb", "text", "missing"),
    [
        ("founded", "Churchill gave his speech at the college.", True),
        ("founded", "The college was established by a minister.", False),
        ("founder", "Churchill gave his speech at the college.", False),  # not a verb that asks for an act
        ("invented", "Its inventor lived in Bath.", False),
        ("die", "The physician Wei Yilin (1277–1347) treated joints.", False),
        ("die", "The physician Wei Yilin treated joints.", True),
        ("graduate", "Churchill gave his speech at the college.", True),
        ("graduate", "He took his degree at the college.", False),
        ("visit", "Churchill gave his speech at the college.", True),
        ("visit", "Churchill went there by train.", False),
        ("invited", "Churchill gave his speech at the college.", True),
        ("invited", "He was a guest of the college.", False),
        ("depend", "It rests on the citizens.", False),  # an act of no family
    ],
)
def test_an_act_is_told_by_any_word_of_its_family(verb: str, text: str, missing: bool) -> None:
    assert untold(verb, {stem(word) for word in words(text)}, text) is missing
