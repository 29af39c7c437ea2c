"""The note of a record answers what it says, and is the nearest passage where it hardly does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.answering.asked import Asked
from bot.answering.passages import classifier
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED

QUESTION = "What had struck Moss Point when Burlington adopted it?"


@pytest.mark.parametrize(("probability", "answers"), [(0.25, False), (0.35, True)])
async def test_a_note_that_is_right_less_than_three_times_in_ten_is_no_answer(
    kb: KnowledgeBase, probability: float, answers: bool
) -> None:
    trained = classifier.load()
    bias = float(np.log(probability / (1 - probability)))
    right = replace(trained.right, weights=np.zeros_like(trained.right.weights), bias=bias)
    asked = Asked(QUESTION, (), (SHARED,), await kb.knowledge())
    answer = await kb.passages.variant(trained=replace(trained, right=right)).answer(asked)
    told = answer.citations if answers else answer.nearest
    assert answer.abstained is not answers
    assert told[0].kind == "record" and "Hurricane Katrina" in told[0].quote
