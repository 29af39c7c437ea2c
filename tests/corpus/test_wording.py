"""Records in words."""

from __future__ import annotations

import pytest

from corpus import wording
from corpus.model import Place
from corpus.records import build

A, B = Place("Kassel", "Hesse", "Germany"), Place("Yaroslavl", None, "Russia")
PAIR = "Kassel, Hesse, Germany and Yaroslavl, Russia"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"relation": "twin", "since": "1988"}, f"{PAIR} have been sister cities (twin towns) since 1988."),
        ({}, f"{PAIR} are sister cities (twin towns)."),
        (
            {"relation": "twin", "since": "1988-05-12", "status": "suspended", "status_date": "2022-03"},
            f"{PAIR} have been sister cities (twin towns) since 12 May 1988. "
            "The partnership is suspended as of March 2022.",
        ),
        (
            {"relation": "twin", "since": "1988", "until": "2022-02", "status": "ended"},
            f"{PAIR} were sister cities (twin towns) from 1988 until February 2022. "
            "The partnership has ended.",
        ),
        (
            {"relation": "friendship", "status": "active", "note": "A note"},
            f"{PAIR} are friendship cities, a partnership of friendship. The partnership is active. A note.",
        ),
    ],
)
def test_a_record_says_relation_years_and_status(fields: dict[str, str], words: str) -> None:
    assert build("P1", A, B, source_title="Town", **fields).words == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("date", "words"), [("1988", "1988"), ("1988-05", "May 1988"), ("1988-05-02", "2 May 1988")]
)
def test_dates_are_written_as_people_do(date: str, words: str) -> None:
    assert wording.when(date) == words
