"""An answerer from outside: the engine asks it in its turn, and what it leaves goes on to the others."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.answering.answer import Answer
from bot.answering.asked import Answerer, Asked
from bot.answering.blocks import Statement, written
from bot.answering.citing import Citer
from bot.answering.engine import Engine
from bot.answering.knowledge import Library
from bot.shared.knowledge_base import KnowledgeBase
from tests.command import ROOT

SIZE = "How many documents do you have?"


class LengthAnswerer:
    """Answers how many documents there are, and nothing else."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    async def answer(self, asked: Asked) -> Answer | None:
        self.asked.append(asked)
        if asked.text != SIZE:
            return None
        count = len(asked.knowledge.documents)
        blocks = (Statement(f"There are {count} documents."),)
        return Answer(
            "", asked.text, written(blocks), abstained=False, confidence=1.0, has_values=True, values=count,
            blocks=blocks,
        )  # fmt: skip


@pytest.fixture
async def engine(prepared_state: Path) -> AsyncIterator[Engine]:
    opened = await KnowledgeBase.open(prepared_state, write=False)
    yield Engine(opened.index, Library(opened.store), Citer(opened.store), opened.passages.reader)
    await opened.close()


async def test_an_answerer_can_be_added_from_outside(engine: Engine) -> None:
    added = LengthAnswerer()
    engine.answerers.insert(0, added)
    answer = await engine.ask(f"  {SIZE}\n", history=["Who are you?"], id="7")
    assert (answer.answer, answer.values, answer.id) == ("There are 1 documents.", 1, "7")
    assert answer.question == f"  {SIZE}\n"
    assert added.asked[0].text == SIZE and added.asked[0].history == ("Who are you?",)


async def test_what_an_answerer_leaves_goes_to_those_after_it(engine: Engine) -> None:
    question = "Since when are Burlington and Yaroslavl twinned?"
    alone = await engine.ask(question)
    added: Answerer = LengthAnswerer()
    engine.answerers.insert(0, added)
    assert (await engine.ask(question)).values == alone.values == 1988


async def test_the_first_that_answers_is_believed(engine: Engine) -> None:
    late = LengthAnswerer()
    engine.answerers.append(late)  # behind the passages, which always answer or abstain
    assert (await engine.ask(SIZE)).answer != "There are 1 documents."
    assert not late.asked


async def test_the_page_tells_all_answerers_in_their_order(engine: Engine) -> None:
    page = (ROOT / "docs" / "extending-answerers.md").read_text("utf-8")
    told = re.findall(r"^\d+\. `(\w+)`", page, re.MULTILINE)
    assert told == [type(one).__name__ for one in engine.answerers]
