"""Can a sentence hold what is asked?"""

from __future__ import annotations

import pytest

from bot.answering.passages.answer_type import can_hold, cannot_be, other_rank
from bot.answering.passages.view import sentence
from bot.answering.question.reading import read


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("How many people died?", "Thousands died.", True),
        ("How many people died?", "The second storm was worse for people.", False),
        ("What percentage voted?", "Of 400 people, some voted.", False),
        ("What percentage voted?", "A third of them voted.", True),
        ("When did it begin?", "It began in 1984.", True),
        ("When did it begin?", "It began with a letter.", False),
        ("When did the 1984 treaty end?", "The 1984 treaty was signed by mayors.", False),
        ("Who signed it?", "Odalys Fenn signed it.", True),
        ("Who signed it?", "a baker signed it.", False),
        ("Did Sanders sign? Who else?", "Sanders signed.", False),
        ("Why did it fail?", "It failed because of the war.", True),
        ("Why did it fail?", "It failed.", False),
    ],
)
def test_can_hold(question: str, text: str, holds: bool) -> None:
    assert can_hold(read(question), sentence(text)) is holds


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Which city hosts the largest group?", "Chicago hosts the second largest group.", True),
        ("Which city hosts the second largest group?", "Chicago hosts the second largest group.", False),
        ("Which city hosts the third largest group?", "Chicago hosts the second largest group.", True),
        ("Which is the largest?", "The largest is Los Angeles; Chicago is the second largest.", False),
        ("Which city hosts a group?", "Chicago hosts the second largest group.", False),
    ],
)
def test_another_rank_is_not_the_one_asked_for(question: str, text: str, other: bool) -> None:
    assert other_rank(read(question), [sentence(text)]) is other


def test_a_number_in_a_neighbouring_sentence_will_do() -> None:
    nearby = [sentence("Help was sent."), sentence("It came to 40 tons.")]
    assert not cannot_be(read("How much help was sent?"), nearby)
    assert cannot_be(read("How much help was sent?"), nearby[:1])
