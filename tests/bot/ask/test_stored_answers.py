"""Answers kept for their buttons: read back as they were, those of earlier versions too."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bot.answering.answer import Answer, Citation
from bot.answering.blocks import Statement
from bot.ask.stored_answers import pack, unpack
from bot.phrases.members import ENGLISH
from bot.render.answer import pages
from tests.bot.strategies import answers

CITATION = Citation(1, "c-1-0-9", "passage", "essay", 1, "Sister Cities", None, None, 0, 9, "He spoke.")
ANSWER = Answer(
    "a", "", "He spoke [1].", False, 0.9, (CITATION,), values=["A, X"], blocks=(Statement("He spoke.", (1,)),)
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers())
def test_an_answer_is_read_back_as_it_was_but_for_its_question(answer: Answer) -> None:
    try:
        json.dumps(answer.to_json(), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return  # no text that is read from a file or from Discord holds half a character
    assert unpack(pack(answer)) == replace(answer, question="")


def test_an_answer_kept_before_there_were_blocks_shows_its_text() -> None:
    row = json.loads(pack(ANSWER))
    del row["blocks"]
    old = unpack(json.dumps(row))
    assert old == replace(ANSWER, blocks=())
    assert pages(old, ENGLISH)[0].description == "He spoke [1]."


@pytest.mark.parametrize(
    "blocks",
    [[{"kind": "poem", "text": "x"}], [{"text": "x", "citations": [1]}], [{"kind": "quote"}], 7, [7]],
)
def test_blocks_of_another_version_leave_the_text(blocks: object) -> None:
    row = json.loads(pack(ANSWER)) | {"blocks": blocks}
    assert unpack(json.dumps(row)) == replace(ANSWER, blocks=())


@pytest.mark.parametrize("body", ["", "{", "[]", "7", '{"id": "a"}'])
def test_what_is_no_answer_is_none(body: str) -> None:
    assert unpack(body) is None
