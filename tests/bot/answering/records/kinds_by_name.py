"""What tests of kinds share: which kind a question is of, by name, and a kind from outside."""

from __future__ import annotations

from bot.answering.records.interpreter import Interpreter
from bot.answering.records.kind import FILTERS, Handler, Kind
from bot.answering.records.reading import Reader


def kind_of(interpreter: Interpreter, reader: Reader, question: str) -> str | None:
    """Return the name of the kind that a question is of."""
    kind = interpreter.kind_of(reader, question)
    return kind.name if kind else None


def shortest_name(answer: Handler) -> Kind:
    """Return a kind that does not come along."""
    return Kind(
        "shortest-name",
        answer,
        asks=("list",),
        needs=(frozenset(("rel", "partner")), frozenset(("shortname",))),
        allows=FILTERS,
        examples=("Which of {A}'s sister cities has the {shortname:briefest} name?",),
    )
