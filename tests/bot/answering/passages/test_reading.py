"""The best passages are read with the question: which, how much of them, and what comes of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.asked import Asked
from bot.answering.blocks import Quote, Statement
from bot.answering.language import phrases
from bot.answering.passages import classifier, reading
from bot.answering.passages.answerer import Examined
from bot.answering.passages.reading import MOST, of_first, with_readings
from bot.answering.passages.stages import Stages
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED, NewDocument, Passage, Span
from index.cross_encoder import Pair, Read

FEES = b"""# Ostrava Circle, what it costs

Adults pay 30 euros a year. Pupils pay 5 euros. The hall is paid from the lottery.

# When we meet

The circle meets on the second Tuesday of the month in the old mill, and everybody who likes may come along.
"""


@pytest.fixture
async def kb(state: Path) -> AsyncIterator[KnowledgeBase]:
    kb = await KnowledgeBase.open(state, write=True)
    await kb.store.add_document(NewDocument("fees.md", FEES))
    await kb.index.refresh()
    yield kb
    await kb.close()


class Noting:
    """A reading model that notes what it was given, and says that nothing answers."""

    def __init__(self) -> None:
        self.pairs: list[Pair] = []

    def read(self, pairs: Sequence[Pair]) -> list[Read]:
        self.pairs += pairs
        even = np.zeros(1, np.float32)
        return [Read(-3.0, even, even, np.array([[0, len(pair.window)]], np.int32)) for pair in pairs]


def passage(sizes: Sequence[int]) -> Passage:
    spans, text = [], ""
    for size in sizes:
        spans.append(Span(100 + len(text), 100 + len(text) + size))
        text += "a" * size + " "
    return Passage(1, "passage", "shared", "d", 1, 100, 99 + len(text), text[:-1], tuple(spans))


@given(st.lists(st.integers(1, 600), min_size=1, max_size=12), st.data())
def test_a_window_holds_its_sentence_and_as_much_around_it_as_is_read(
    sizes: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(sizes) - 1))
    window = reading._window(passage(sizes), place)
    assert window.first <= place <= window.last
    assert len(window.text) <= reading._LONGEST or window.first == window.last
    ends = [(window.first - 1, window.last), (window.first, window.last + 1)]
    for first, last in ends:
        if first >= 0 and last < len(sizes):
            assert sum(sizes[first : last + 1]) + last - first > reading._LONGEST, "there was room for more"


async def test_only_the_best_passages_are_read_each_once_with_what_stands_above(kb: KnowledgeBase) -> None:
    seen: Examined = await kb.examine(
        "What does a pupil pay in Ostrava?", by=kb.passages.variant(stages=Stages(named=False, reading=False))
    )
    noting = Noting()
    read = with_readings(noting, "What does a pupil pay?", seen.ranked)  # type: ignore[arg-type]
    assert len(noting.pairs) == MOST
    assert {pair.question for pair in noting.pairs} == {"What does a pupil pay?"}
    assert any("Ostrava Circle" in pair.context and "Pupils pay 5" in pair.window for pair in noting.pairs)
    kept = {one.hit.number for one in read if one.reading}
    assert kept == set(list(dict.fromkeys(one.hit.number for one in seen.ranked))[:MOST])
    assert {one.hit.number for one in of_first(read, 2) if one.reading} == set(list(dict.fromkeys(
        one.hit.number for one in read))[:2])  # fmt: skip


async def test_the_words_that_answer_are_told_within_the_quote(kb: KnowledgeBase) -> None:
    answer = await kb.answer("What does a pupil pay in Ostrava?")
    assert not answer.abstained
    first = answer.citations[0]
    assert "Pupils pay 5 euros" in first.quote
    assert first.answer is not None and first.answer_in_quote is not None
    text = await kb.store.text(first.document, first.version)
    assert "5" in text[slice(*first.answer)]
    assert first.quote[slice(*first.answer_in_quote)] == text[slice(*first.answer)]
    assert first.to_json()["answer"] == list(first.answer)


async def test_without_the_stage_nothing_is_read(kb: KnowledgeBase) -> None:
    seen = await kb.examine(
        "What does a pupil pay in Ostrava?", by=kb.passages.variant(stages=Stages(reading=False))
    )
    assert all(one.reading is None for one in seen.ranked)
    full = await kb.examine("What does a pupil pay in Ostrava?")
    assert any(one.reading is not None for one in full.ranked)


def _right_by(probability: float) -> classifier.Classifier:
    """Return the classifier, saying of every first quote that it is as likely to be right as that."""
    trained = classifier.load()
    weights = np.zeros_like(trained.right.weights)
    bias = float(np.log(probability / (1 - probability)))
    return replace(trained, right=replace(trained.right, weights=weights, bias=bias))


async def test_quotes_that_are_right_less_than_once_in_ten_are_no_answer(kb: KnowledgeBase) -> None:
    asked = Asked("What do adults pay?", (), (SHARED,), await kb.knowledge())
    answer = await kb.passages.variant(trained=_right_by(0.05)).answer(asked)
    assert answer.abstained and not answer.citations and answer.nearest


async def test_quotes_that_are_hardly_right_are_told_as_what_is_nearest(kb: KnowledgeBase) -> None:
    asked = Asked("What do adults pay?", (), (SHARED,), await kb.knowledge())
    sure = await kb.passages.answer(asked)
    answer = await kb.passages.variant(trained=_right_by(0.15)).answer(asked)
    assert answer.citations == sure.citations, "it is answered all the same, and everything can be looked up"
    lead, *quotes = answer.blocks
    assert isinstance(lead, Statement) and lead.text in (
        phrases()("quote.near", 1),
        phrases()("quote.near", 2),
    )
    assert 1 <= len(quotes) <= 2 and all(isinstance(one, Quote) and one.near for one in quotes)
    assert not any(getattr(one, "near", False) for one in sure.blocks)
