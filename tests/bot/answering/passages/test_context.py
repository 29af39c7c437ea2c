"""What stands above a sentence counts as said: the document's title, its headings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from bot.answering.passages.answerer import Examined
from bot.answering.passages.stages import Stages
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import NewDocument

MINUTES = b"""# Minutes of the Ostrava Twinning Circle

## Annual meeting

The meeting is held on the second Tuesday of May in the library.

## Fees

A household pays 18 pounds a year.
"""


@pytest.fixture
async def kb(state: Path) -> AsyncIterator[KnowledgeBase]:
    kb = await KnowledgeBase.open(state, write=True)
    await kb.store.add_document(NewDocument("minutes.md", MINUTES))
    await kb.index.refresh()
    yield kb
    await kb.close()


async def examine(kb: KnowledgeBase, question: str, stages: Stages) -> Examined:
    return await kb.examine(question, by=kb.passages.variant(stages=stages))


async def test_a_title_says_what_the_sentence_leaves_out(kb: KnowledgeBase) -> None:
    question = "When is the annual meeting of the Ostrava circle held?"
    seen = await examine(kb, question, Stages())
    assert seen.ranked[0].sentence.text.startswith("The meeting is held")
    assert "ostrava" in seen.ranked[0].view.context.terms
    assert seen.verdict and seen.verdict.answers
    answer = await kb.answer(question)
    assert "second Tuesday" in answer.citations[0].quote


async def test_without_the_context_the_sentence_is_all_there_is(kb: KnowledgeBase) -> None:
    question = "When is the annual meeting of the Ostrava circle held?"
    seen = await examine(kb, question, Stages())
    less = await examine(kb, question, Stages(context=False))
    assert not any(one.view.context.terms for one in less.ranked)
    for with_it, without in ((seen, less),):
        first, second = with_it.ranked[0], without.ranked[0]
        rows, other = first.view.spans[first.place], second.view.spans[second.place]
        assert rows.stop - rows.start == other.stop - other.start
        assert np.array_equal(first.view.tokens[first.view.above.stop :], second.view.tokens)
        assert first.view.passage.text == second.view.passage.text


async def test_six_passages_are_read_where_reading_widely_is_off(kb: KnowledgeBase) -> None:
    wide = await examine(kb, "When is the annual meeting held?", Stages())
    narrow = await examine(kb, "When is the annual meeting held?", Stages(wide=False))
    read = {one.hit.number for one in wide.ranked if one.hit.kind == "passage"}
    assert len({one.hit.number for one in narrow.ranked if one.hit.kind == "passage"}) == 6 < len(read) <= 20


async def test_rules_and_the_decision_can_be_switched_off(kb: KnowledgeBase) -> None:
    question = "Who founded Hogwarts Castle?"
    strict = await examine(kb, question, Stages())
    open_ = await examine(kb, question, Stages(rules=False, decision=False))
    assert strict.verdict and not strict.verdict.answers
    assert open_.verdict and open_.verdict.answers
