from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.shared.evaluation import (
    AskedLine,
    Question,
    figures,
    judge,
    parse,
    parse_question,
    percentiles,
    read_questions,
    same_values,
    totals,
)
from corpus.errors import RefusedError


def question(**fields: Any) -> Question:
    return Question.model_validate({"id": "1", "question": "?", "kind": "answerable"} | fields)


def answer(*quotes: str, text: str = "", **fields: Any) -> dict[str, Any]:
    return {"answer": text, "abstained": False, "citations": [{"quote": quote} for quote in quotes]} | fields


def test_the_first_quote_decides_and_articles_case_and_punctuation_do_not_count() -> None:
    asked = question(answers=["The Westminster College"])
    assert judge(asked, answer("He spoke at westminster college.")).right
    late = judge(asked, answer("Elsewhere.", "Nowhere.", "At Westminster College"))
    assert (late.first, late.among_three, late.right) == (False, True, False)
    assert judge(asked, answer("a", "b", "c", "Westminster College")).among_three is False


def test_an_abstention_is_wrong_when_there_is_an_answer_and_right_when_there_is_none() -> None:
    silent = {"abstained": True, "citations": []}
    assert not judge(question(answers=["x"]), silent).right
    for kind in ("abstain", "impossible", "outside"):
        assert judge(question(kind=kind), silent).right
        assert not judge(question(kind=kind), answer("x")).right


def test_a_question_without_expectations_is_never_right() -> None:
    assert not judge(question(), answer("x")).right


def test_patterns_are_sought_in_answer_quotes_and_disagreements() -> None:
    assert judge(question(gold=["1988", "yaroslavl"]), answer("Since 1988.", text="Yaroslavl [1]")).right
    assert not judge(question(gold=["1988", "1989"]), answer("Since 1988.")).right
    assert judge(question(quote="^Since"), answer("x", "since then")).right
    two = [{"about": "country", "statements": [{"text": "Nicaragua"}]}]
    assert judge(question(flag="nicaragua"), answer("x", disagreements=two)).right
    assert not judge(question(flag="venezuela"), answer("x", disagreements=two)).right


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        (["Toledo, Ohio, United States"], ["toledo, United States"], True),
        (["A, X", "B, Y"], ["B, Y", "A, X"], True),
        (["A, X"], ["A, X", "B, Y"], False),
        (["São Paulo, Brazil"], "Sao Paulo, Brazil", True),
        (3, [3.0], True),
        (3, "many", False),
        (True, True, True),
        (True, 1, False),
        ("1988", "1988", True),
        ("1988", None, False),
    ],
)
def test_values_are_compared_by_what_they_mean(expected: object, got: object, same: bool) -> None:
    assert same_values(expected, got) is same


def test_an_expected_value_of_false_counts_as_expected() -> None:
    assert judge(question(values=False), answer("x", values=False)).right
    assert not judge(question(values=False), answer("x")).right


def test_figures_are_shares_by_kind() -> None:
    rows = figures(
        [
            judge(question(answers=["x"]), answer("x")),
            judge(question(answers=["x"]), {"abstained": True}),
            judge(question(kind="outside"), {"abstained": True}),
        ]
    )
    assert [(row.kind, row.count, row.answered, row.right, row.first) for row in rows] == [
        ("answerable", 2, 50.0, 50.0, 50.0),
        ("outside", 1, 0.0, 100.0, None),
    ]


def test_totals_part_what_has_an_answer_from_what_has_none() -> None:
    kinds = ("fact", "typo", "outside", "abstain")
    rows = totals([judge(question(kind=kind, answers=["x"]), answer("x")) for kind in kinds])
    assert [(row.kind, row.count, row.right) for row in rows] == [
        ("all with an answer", 2, 100.0),
        ("all without", 2, 0.0),
    ]


def test_percentiles_of_no_one_and_many_times() -> None:
    assert percentiles([]) == {}
    assert percentiles([2.0]) == {"p50": 2.0, "p95": 2.0, "p99": 2.0}
    assert percentiles([float(n) for n in range(101)])["p50"] == 50.0


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "JSON"),
        ("[]", "object"),
        ('{"id": "1"}', "question"),
        ('{"id": "1", "question": 3}', "question"),
        ('{"id": "1", "question": "?", "history": "x"}', "history"),
        ('{"question": "?"}', "id"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_reason(line: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=f"line 7.*{reason}"):
        parse_question(line, 7)


def test_what_is_only_asked_may_have_any_other_fields() -> None:
    line = '{"id": 1, "question": "?", "gold": "a text", "quote": "(", "answers": null}'
    assert parse(AskedLine, line, 7) == AskedLine(id="1", question="?")
    with pytest.raises(RefusedError, match=r"line 7.*answers"):
        parse_question(line, 7)


def test_reads_a_file_with_a_byte_order_mark_and_empty_lines(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    rows = [{"id": 1, "question": "a"}, {"id": "2", "question": "b", "history": ["a"]}]
    file.write_text("\ufeff" + "\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert [(row.id, row.history) for row in read_questions(file)] == [("1", ()), ("2", ("a",))]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", None])
def test_a_file_that_holds_no_questions_is_refused(data: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(RefusedError, match=str(file)):
        read_questions(file)


@pytest.mark.parametrize("field", ['"gold": ["("]', '"quote": "[a"', '"flag": "*"'])
def test_a_pattern_that_is_none_is_named_with_its_line(field: str) -> None:
    with pytest.raises(RefusedError, match=r"^line 7: .* is no pattern \("):
        parse_question('{"id": "a", "question": "Who?", ' + field + "}", 7)
