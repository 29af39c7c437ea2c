"""What a question names is looked for in whole documents: papers of another town are not read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.passages.named import saying_most, without_capitals
from bot.answering.passages.stages import Stages
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import NewDocument
from index.terms import folded

ASHVALE = b"""The circle of Ashvale met in the old dairy.

A household pays 18 pounds a year, and whoever is under sixteen pays nothing.

Guests sleep with families; the list of beds is kept by Mrs Orme.
"""
BRINSTEAD = b"""The circle of Brinstead met at the fire station.

A household pays 25 pounds a year for its membership, due in March.

Who wants to be a member writes to the treasurer.
"""
A, B = ("ashvale", 1), ("brinstead", 1)


@pytest.fixture
async def kb(state: Path) -> AsyncIterator[KnowledgeBase]:
    kb = await KnowledgeBase.open(state, write=True)
    for name, text in (("ashvale.txt", ASHVALE), ("brinstead.txt", BRINSTEAD)):
        await kb.store.add_document(NewDocument(name, text))
    await kb.index.refresh()
    yield kb
    await kb.close()


@pytest.mark.parametrize("town", ["Ashvale", "ashvale", "Brinstead", "brinstead"])
async def test_only_papers_that_say_the_name_are_read(kb: KnowledgeBase, town: str) -> None:
    question = f"What does a household pay for its membership in {town}?"
    seen = await kb.examine(question)
    assert {one.view.passage.source for one in seen.ranked if one.hit.kind == "passage"} == {town.lower()}
    every = await kb.examine(question, by=kb.passages.variant(stages=Stages(named=False)))
    assert len({one.view.passage.source for one in every.ranked}) > 1


async def test_the_right_town_is_quoted_though_the_paragraph_does_not_name_it(kb: KnowledgeBase) -> None:
    for town, fee in (("Ashvale", "18"), ("Brinstead", "25")):
        answer = await kb.answer(f"How much is a year for a household in {town}?")
        assert fee in answer.citations[0].quote, town


async def test_a_name_that_no_paper_says_leaves_all_to_be_read(kb: KnowledgeBase) -> None:
    seen = await kb.examine("What does a household pay for its membership in Colmford?")
    assert {"ashvale", "brinstead"} <= {one.view.passage.source for one in seen.ranked}


def test_documents_are_told_apart_by_the_most_names() -> None:
    texts = {A: folded("Ashvale and its friends of Sées"), B: folded("Brinstead's friends of Ashvale")}
    assert saying_most(["Ashvale"], texts) == {A, B}
    assert saying_most(["Ashvale", "Sees", "Colmford"], texts) == {A}
    assert saying_most(["Ash"], texts) == {A, B}, "a short name is no beginning of another"
    assert saying_most([], texts) == {A, B} and saying_most(["Ashvale"], {}) == frozenset()


@given(st.lists(st.text(min_size=1, max_size=12), max_size=5), st.text(max_size=60), st.text(max_size=60))
def test_some_document_is_always_left(names: list[str], one: str, other: str) -> None:
    assert saying_most(names, {A: folded(one), B: folded(other)})


def test_a_name_written_small_is_known_by_how_texts_write_it() -> None:
    texts = ["The circle of Ashvale met. Guests of Ashvale sleep there.", "A guest pays nothing."]
    assert without_capitals("what do guests pay in ashvale, and who met?", texts) == ["ashvale"]
    assert without_capitals("what do Guests pay in Ashvale?", texts) == []
    assert without_capitals("is ashvale big", ["Ashvale is big."]) == [], "it begins a sentence alone"
    assert without_capitals("is ashvale big", ["He left Ashvale. The ashvale way is long."]) == []


async def test_a_name_near_one_of_the_records_is_one_that_documents_know(kb: KnowledgeBase) -> None:
    unknown = await kb.answer("since when have we been twinned with Honflour")
    assert unknown.choices == ("Honfleur, France",)
    await kb.store.add_document(
        NewDocument("colmford.txt", b"The circle of Colmford has been twinned with Honflour since 1994.")
    )
    await kb.index.refresh()
    known = await kb.answer("since when have we been twinned with Honflour")
    assert not known.choices
    assert any("Honflour since 1994" in one.quote for one in known.citations)


async def test_what_is_quoted_for_one_question_is_not_said_to_be_missing_for_another(
    kb: KnowledgeBase,
) -> None:
    await kb.store.add_document(
        NewDocument(
            "rules.txt",
            b"The meeting of Colmford is held in June. Notice is given in writing at least 21 days before.",
        )
    )
    await kb.index.refresh()
    answer = await kb.answer("when is the meeting in Colmford and how much notice is given")
    assert "21 days" in " ".join(one.quote for one in answer.citations)
    assert "does not answer" not in answer.answer
