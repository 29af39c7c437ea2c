"""Answers as they are kept for their buttons: the whole record as JSON, without the question."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from bot.answering.answer import Answer

_ADAPTER: TypeAdapter[Answer] = TypeAdapter(Answer)


def pack(answer: Answer) -> str:
    """Write an answer as JSON; the question is left out, it is stored nowhere but for `/insights`."""
    return _ADAPTER.dump_json(replace(answer, question="")).decode()


def unpack(body: str) -> Answer | None:
    """Read a kept answer; None when another version wrote it in a form that this one cannot read."""
    try:
        return _ADAPTER.validate_json(body)
    except ValidationError:
        return None
