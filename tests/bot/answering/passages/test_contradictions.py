"""Documents that answer one question differently stand side by side, and nothing else is called so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.answering.answer import Answer
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import NewDocument

OLD = b"""# Tellingford Twinning Association: members' letter

## Fees
The annual fee for families is 20 pounds, to be paid to Agnes Pell, who is the treasurer.

## Meeting
The annual meeting of the association takes place on 14 March at the Corn Hall.
"""
NEW = b"""# Tellingford Twinning Association: what members should know

## Fees
The annual fee for families is 24 pounds, to be paid to Hugh Marden, who is the treasurer.

## Meeting
The annual meeting of the association takes place on 21 May at the Corn Hall.
"""
OTHER_TOWN = b"""# Brackley Friendship Circle

## Fees
The annual fee for families is 31 pounds, to be paid to Olive Stone, who is the treasurer.
"""


@pytest.fixture
async def asked(state: Path) -> AsyncIterator[KnowledgeBase]:
    kb = await KnowledgeBase.open(state, write=True, empty=True)
    await kb.store.add_document(NewDocument("letter.md", OLD, date="2019-02"))
    yield kb
    await kb.close()


async def add(kb: KnowledgeBase, name: str, data: bytes, date: str | None = None) -> None:
    await kb.store.add_document(NewDocument(name, data, date=date))
    await kb.index.refresh()


def sides(answer: Answer) -> list[str]:
    return [side.text for item in answer.disagreements for side in item.statements]


@pytest.mark.parametrize(
    ("question", "newer", "older"),
    [
        ("How much is the annual fee for families?", "24", "20"),
        ("Who is the treasurer of the Tellingford association?", "Marden", "Pell"),
        ("When does the annual meeting take place?", "21 May", "14 March"),
    ],
)
async def test_the_newer_document_comes_first_and_the_older_is_shown(
    asked: KnowledgeBase, question: str, newer: str, older: str
) -> None:
    await add(asked, "know.md", NEW, "2023-09")
    answer = await asked.answer(question)
    told = sides(answer)
    assert len(told) == 2
    assert newer in told[0]
    assert "September 2023" in told[0]
    assert older in told[1]
    assert newer in answer.citations[0].quote
    assert older in answer.citations[1].quote
    assert [side.citation for side in answer.disagreements[0].statements] == [1, 2]


async def test_documents_that_say_the_same_do_not_disagree(asked: KnowledgeBase) -> None:
    await add(asked, "know.md", NEW.replace(b"24", b"20").replace(b"Hugh Marden", b"Agnes Pell"), "2023-09")
    for question in ("How much is the annual fee for families?", "Who is the treasurer?"):
        assert not sides(await asked.answer(question))


async def test_what_holds_for_another_association_is_no_disagreement(asked: KnowledgeBase) -> None:
    await add(asked, "circle.md", OTHER_TOWN, "2023-09")
    answer = await asked.answer("How much is the annual fee for families?")
    assert not answer.abstained
    assert not sides(answer)


async def test_what_holds_for_others_than_were_asked_for_is_no_disagreement(asked: KnowledgeBase) -> None:
    await add(asked, "know.md", NEW.replace(b"for families", b"for pensioners"), "2023-09")
    assert not sides(await asked.answer("How much is the annual fee for families?"))
