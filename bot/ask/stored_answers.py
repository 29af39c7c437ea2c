"""Answers as they are kept for their buttons, and for how long: the whole record, without the question."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

from pydantic import TypeAdapter

from bot.answering import blocks
from bot.answering.answer import Answer
from bot.core.services import Services
from corpus.store.community import DAY
from corpus.store.people import KeptAnswer, new_key

_ADAPTER: TypeAdapter[Answer] = TypeAdapter(Answer)


def kept_answer(
    services: Services,
    answer: Answer,
    *,
    scope: str,
    asker: str,
    private: bool,
    question_id: str | None = None,
    channel: int | None = None,
    question_message: int | None = None,
) -> KeptAnswer:
    """Make the row of an answer that is shown now; it expires when the operator's settings say so."""
    now = services.community.now()
    return KeptAnswer(
        key=new_key(),
        scope=scope,
        asker=asker,
        body=pack(answer),
        private=private,
        asked_at=now,
        expires_at=now + services.settings.answer_days * DAY,
        question_id=question_id,
        channel=channel,
        question_message=question_message,
    )


def pack(answer: Answer) -> str:
    """Write an answer as JSON, without the question.

    It is stored for `/insights`, for “Tell me when you know”, and until it is answered (PRIVACY.md).
    """
    row = _ADAPTER.dump_python(replace(answer, question="", blocks=()), mode="json")
    row["blocks"] = [blocks.to_json(block) for block in answer.blocks]
    return json.dumps(row)


def unpack(body: str) -> Answer | None:
    """Read a kept answer; None when another version wrote it in a form that this one cannot read.

    Blocks that cannot be read leave the answer without any: then its text is shown, which says the same.
    """
    try:
        row = json.loads(body)
        kept = row.pop("blocks", ()) if isinstance(row, dict) else ()
        answer = _ADAPTER.validate_python(row)
    except ValueError:  # of JSON, or of what it holds
        return None
    with suppress(KeyError, TypeError, ValueError):
        answer = replace(answer, blocks=tuple(blocks.from_json(block) for block in kept))
    return answer
