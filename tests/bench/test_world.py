"""The bench of the bundled world in short: questions of every kind, with values that SQL computes."""

from __future__ import annotations

import lzma

import pytest

from bench.world import judge
from bench.world_facts import BUNDLED, tables
from bench.world_questions import Question, World, questions
from bench.world_speed import suggestions
from bot.answering.answer import Answer
from corpus.partnerships import Records
from corpus.records import read_csv


@pytest.fixture(scope="module")
def records() -> Records:
    ours = read_csv((BUNDLED / "partnerships.csv").read_bytes(), name="partnerships.csv").statements
    world = lzma.decompress((BUNDLED / "world.csv.xz").read_bytes())
    return Records([*ours, *read_csv(world, name="world.csv").statements])


def test_questions_are_of_many_kinds_and_the_same_each_time(records: Records) -> None:
    db = tables(records)
    drawn = list(questions(db, 2))
    assert len({question.kind for question in drawn}) >= 30
    assert drawn == list(questions(db, 2))
    world = World(db)
    place = next(number for number, name in world.name.items() if name == "Orlando")
    assert world.labels(world.of(place)) >= {"Curitiba, Brazil", "Guilin, China", "Valladolid, Spain"}
    assert "p95" in suggestions(records)


def test_the_tables_hold_what_the_records_hold(records: Records) -> None:
    pairs = set(tables(records).execute("select a, b from pair"))
    assert pairs == {(bond.a, bond.b) for bond in records.bonds}


@pytest.mark.parametrize(
    ("expected", "how", "given", "verdict"),
    [
        ({"Graz, Austria", "Pécs, Hungary"}, "exact", ["Pécs, Hungary", "Graz, Austria"], "right"),
        ({"Graz, Austria", "Pécs, Hungary"}, "exact", ["Pécs, Hungary"], "wrong"),
        (True, "exact", 1, "wrong"),
        (True, "exact", True, "right"),
        (930.4, "near", 931, "right"),
        (930.4, "near", 1031, "wrong"),
        (2, "path", ["Graz, Austria", "Pécs, Hungary", "Cluj, Romania"], "right"),
        (1988, "exact", 1988, "right"),
        ("Graz, Austria", "exact", ["Graz, Austria", "Groningen, Netherlands"], "right"),
    ],
)
def test_an_answer_is_judged_by_its_value(expected: object, how: str, given: object, verdict: str) -> None:
    answer = Answer("", "?", "said", False, 0.98, has_values=True, values=given)  # type: ignore[arg-type]
    assert judge(Question("any", "?", expected, how=how), answer) == verdict
    assert (
        judge(Question("any", "?", expected, how=how), Answer("", "?", "quoted", False, 0.9))
        == "not answered"
    )


def test_what_an_answer_must_name_besides_is_looked_for() -> None:
    both = Question("any", "?", None, says=("Graz, Austria", "none in Austria"))
    told = Answer("", "?", "Graz, Austria; but there is none in Austria", False, 0.85)
    half = Answer("", "?", "Graz, Austria", False, 0.85)
    sure = Answer("", "?", told.answer, False, 0.98, has_values=True, values=True)
    assert [judge(both, one) for one in (told, half, sure)] == ["right", "wrong", "wrong"]
