"""Passages that contradict the records."""

from __future__ import annotations

import pytest

from corpus.conflicts import passage_conflicts
from corpus.model import Alias, Place
from corpus.partnerships import Records
from corpus.records import build

BURLINGTON = Place("Burlington", "Vermont", "United States")
RECORDS = Records(
    [
        build(
            "P1", BURLINGTON, Place("Puerto Cabezas", None, "Nicaragua"), since="1984", source_title="Town"
        ),
        build("P2", BURLINGTON, Place("Yaroslavl", None, "Russia"), since="1988", source_title="Town"),
        build(
            "P3",
            Place("London", None, "United Kingdom"),
            Place("Berlin", None, "Germany"),
            source_title="Town",
        ),
        build("P4", Place("Nanjing", None, "China"), Place("Perth", None, "Australia"), source_title="Town"),
    ],
    [Alias("Bilwi", "Puerto Cabezas", None, "Nicaragua", "exonym")],
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He established sister cities with Puerto Cabeza, Venezuela and Yaroslavl, Russia.",
         ("country of Puerto Cabezas", "Venezuela", "Nicaragua", "P1")),
        ("Burlington is twinned with Puerto Cabezas in Venezuela.",
         ("country of Puerto Cabezas", "Venezuela", "Nicaragua", "P1")),
        ("Burlington is twinned with Bilwi (Honduras).",
         ("country of Puerto Cabezas", "Honduras", "Nicaragua", "P1")),
        ("Burlington has been twinned officially with Yaroslavl, Russia, since 1990.",
         ("start of the partnership of Burlington and Yaroslavl", "1990", "1988", "P2")),
        ("Burlington and Yaroslavl have been sister cities since 1990.",
         ("start of the partnership of Burlington and Yaroslavl", "1990", "1988", "P2")),
    ],
)  # fmt: skip
def test_a_contradiction_is_found(text: str, found: tuple[str, str, str, str]) -> None:
    conflicts = passage_conflicts(text, RECORDS)
    assert [(c.about, c.said, c.recorded, c.statement.id) for c in conflicts] == [found]
    assert conflicts[0].said in text[conflicts[0].start : conflicts[0].end]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Burlington is twinned with Puerto Cabezas, Nicaragua and Yaroslavl, Russia.",
        "Burlington and Yaroslavl have been sister cities since 1988.",
        "Burlington has had sister cities since 1984.",
        "London, Canada is a city in Ontario.",
        "London, Canada and Nanjing, China are sister cities.",
        "They flew from Berlin, then to Russia.",
        "A hurricane hit Puerto Cabezas in 2020.",
        "Delegates of our sister cities London, Russia City and Berlin met for a week.",
        "Burlington and Yaroslavl are sister cities whose student exchange has run since 1992.",
        "In Yaroslavl, Russian students met their friends.",
        "Burlington, Vermont, United States.",
    ],
)
def test_other_sentences_raise_no_alarm(text: str) -> None:
    assert passage_conflicts(text, RECORDS) == []


@pytest.mark.parametrize("words", ["de ", "de la ", "of the ", "a de ", "Aa ", "Aa de la "])
def test_a_text_of_nothing_but_connectors_is_read_to_its_end(words: str) -> None:
    assert passage_conflicts(words * 3_000, RECORDS) == []


def test_a_name_with_connectors_is_read_whole() -> None:
    place = Place("San Pedro de las Colonias", "Coahuila", "Mexico")
    records = Records([build("P1", BURLINGTON, place, source_title="Town")])
    text = "Burlington is twinned with San Pedro de las Colonias in Peru."
    assert [(c.said, c.recorded) for c in passage_conflicts(text, records)] == [("Peru", "Mexico")]
