"""What a document is about is told in its own sentences; whatever asks for more is left to the passages."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import AsyncMock

import numpy as np
import pytest

from bot.answering.knowledge import Library
from bot.answering.summary import MOST, central, meant
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED, NewDocument
from corpus.store import Store

MINUTES = b"# Minutes of the Ostrava Circle\n\n" + b"\n\n".join(
    f"The circle decided to give {n}0 euros to the choir of the harbour school for its journey.".encode()
    for n in range(1, 9)
)


async def test_the_essay_is_summed_up_in_its_own_words(prepared_state: Path) -> None:
    kb = await KnowledgeBase.open(prepared_state, write=False)
    try:
        answer = await kb.answer("What is the essay about?")
        text = await kb.store.text("essay", 1)
    finally:
        await kb.close()
    assert not answer.abstained
    assert answer.answer.startswith("“Sister Cities” in its own words:")
    assert 3 <= len(answer.citations) <= MOST
    assert all(text[one.start : one.end] == one.quote for one in answer.citations)
    assert [one.start for one in answer.citations] == sorted(one.start for one in answer.citations)


async def test_the_passages_of_one_document_are_read_and_no_other_s(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        for name in ("one", "two"):
            await store.add_document(NewDocument(f"{name}.md", f"# {name}\n\nOld words.".encode()))
        await store.add_document(NewDocument("one.md", b"# one\n\nNew words.\n\nMore of them."))
        of_scope = AsyncMock(side_effect=AssertionError("the whole scope was read"))
        store.passages = of_scope  # type: ignore[method-assign]
        (document,) = [one for one in await store.documents([SHARED]) if one.id == "one"]
        found = await Library(store).passages_of(document)
    assert [one.text for one in found] == ["one\n\nNew words.\n\nMore of them."]


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What is the essay about?", "essay"),
        ("tl;dr of the text pls", "essay"),
        ("Summarise “Sister Cities” briefly", "essay"),
        ("Give me an overview of the article", "essay"),
        ("What does the essay say about COVID?", None),
        ("Who wrote the essay?", None),
        ("What is a sister city?", None),
        ("What is it about?", None),
        ("Which arguments against twinning does the essay give?", None),
    ],
)
async def test_only_what_asks_for_the_whole_is_a_summary(
    prepared_state: Path, question: str, about: str | None
) -> None:
    kb = await KnowledgeBase.open(prepared_state, write=False)
    try:
        found = meant(question, (await kb.knowledge()).documents)
    finally:
        await kb.close()
    assert (found.id if found else None) == about


async def test_of_several_documents_the_one_that_is_named(state: Path) -> None:
    kb = await KnowledgeBase.open(state, write=True)
    try:
        await kb.store.add_document(NewDocument("minutes.md", MINUTES))
        await kb.index.refresh()
        answer = await kb.answer("Summarize the Minutes of the Ostrava Circle")
        unclear = meant("What is the document about?", (await kb.knowledge()).documents)
    finally:
        await kb.close()
    assert {one.document for one in answer.citations} == {"minutes"}
    assert len(answer.citations) == 1, "sentences that say the same are told once"
    assert unclear is None


def test_what_is_like_most_others_comes_first_and_nothing_twice() -> None:
    rng = np.random.default_rng(1)
    common = rng.normal(size=8)
    rows = np.stack([common + rng.normal(size=8) * 0.4 for _ in range(9)] + [rng.normal(size=8)])
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    chosen = central(np.concatenate([rows, rows[:1]]), 5)
    assert 9 not in chosen[:1]
    similar = rows @ rows.T
    first = [one % 10 for one in chosen]
    assert all(similar[a, b] < 0.6 for a in first for b in first if a != b)
    assert central(rows[:1], 5) == [0]


async def test_what_a_document_says_of_a_matter_is_told_in_its_sentences(prepared_state: Path) -> None:
    kb = await KnowledgeBase.open(prepared_state, write=False)
    try:
        climate = await kb.answer("What does the essay say about climate change?")
        sanders = await kb.answer("Give me an overview of what the author thinks about Sanders")
        nothing = await kb.answer("What does the essay say about penguins?")
        nobody = await kb.answer("What does the essay say about the mayor of Nagoya?")
    finally:
        await kb.close()
    assert any("climate crisis" in one.quote for one in climate.citations)
    assert sum("Sander" in one.quote for one in sanders.citations) > 1 and len(sanders.citations) <= MOST
    assert [one.start for one in climate.citations] == sorted(one.start for one in climate.citations)
    assert nothing.abstained and nobody.abstained


async def test_its_main_points_are_those_of_the_document_named_before(prepared_state: Path) -> None:
    kb = await KnowledgeBase.open(prepared_state, write=False)
    try:
        answer = await kb.answer("I present the essay tonight. What are its main points?")
    finally:
        await kb.close()
    assert answer.answer.startswith("“Sister Cities” in its own words:")
