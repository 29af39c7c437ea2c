"""The keys of an answer in JSON are those that docs/cli.md says are there, always or in which case."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bot.answering.answer import Answer
from bot.answering.blocks import Statement

CLI = Path(__file__).parents[3] / "docs/cli.md"


def always() -> set[str]:
    text = CLI.read_text(encoding="utf-8")
    (line,) = re.findall(r"^- Always there: (.+)$", text, re.MULTILINE)
    return set(re.findall(r"`(\w+)`", line))


def optional() -> set[str]:
    text = CLI.read_text(encoding="utf-8")
    section = text[text.index("- Always there:") : text.index("### A question file")]
    told = set(re.findall(r"^- ((?:`\w+`(?:, | and )?)+)", section, re.MULTILINE))
    return {name for names in told for name in re.findall(r"`(\w+)`", names)} - always()


def row(**given: Any) -> dict[str, Any]:
    return Answer("1", "?", "text", **({"abstained": False, "confidence": 0.5} | given)).to_json()


def test_what_is_always_there_is_there_when_nothing_else_is() -> None:
    assert row().keys() == always()


def test_every_other_key_is_said_to_be_optional_and_when() -> None:
    full = row(
        abstained=True,
        has_values=True,
        values=[],
        choices=("A", "B"),
        follow_ups=("?",),
        blocks=(Statement("x"),),
    )
    assert full.keys() - always() == optional()
    assert row(abstained=True).keys() - always() == {"nearest"}, "always when it abstains, though it be empty"
    assert row(has_values=True, values=0).keys() - always() == {"values", "complete"}, "both or neither"


def test_it_is_said_what_confidence_means_of_an_answer_an_abstention_and_a_choice() -> None:
    text = CLI.read_text(encoding="utf-8")
    told = text[text.index("- `confidence` is") :].split("\n- ")[0]
    assert "answer" in told and "abstention" in told and "choice" in told
