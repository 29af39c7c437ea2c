"""A sentence is cut where a question begins in it, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import clauses


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Who is it and where is it?", ["Who is it", "and where is it?"]),
        ("I love maps, since when are they twinned?", ["I love maps", "since when are they twinned?"]),
        ("dumb question maybe but are they twinned", ["dumb question maybe", "are they twinned"]),
        ("Is A twinned with B, and if so since when?", ["Is A twinned with B", "and if so since when?"]),
        ("List the twins of A, then list those of B.", ["List the twins of A", "then list those of B."]),
        ("since when is it so (year is enough)?", ["since when is it so (year is enough)?"]),
        ("In Japan, which city is it?", ["In Japan, which city is it?"]),
        ("When they signed, was there a party?", ["When they signed, was there a party?"]),
        ("Which of Berlin, Rome and Paris is older?", ["Which of Berlin, Rome and Paris is older?"]),
    ],
)
def test_a_clause_begins_where_a_question_does(sentence: str, found: list[str]) -> None:
    cut = clauses.apart(sentence)
    assert (cut if len(cut) > 1 else [sentence]) == found


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("I was wondering what sister cities it has", ["I was wondering", "what sister cities it has"]),
        ("I'd like to know since when they are twinned", ["I'd like to know", "since when they are twinned"]),
        ("Who decides which cities are twinned?", ["Who decides which cities are twinned?"]),
        ("The fair is in May", ["The fair is in May"]),
        ("I need the date on which they ended it", ["I need the date on which they ended it"]),
        ("We asked the mayor in which year they met", ["We asked the mayor", "in which year they met"]),
    ],
)
def test_what_leads_in_to_a_question_is_cut_from_it(clause: str, found: list[str]) -> None:
    assert clauses.embedded(clause) == found


def test_a_clause_stands_alone_without_what_joins_it() -> None:
    assert clauses.alone("and if so who is the mayor?") == "who is the mayor?"
    assert clauses.alone("Andorra, where is it?") == "Andorra, where is it?"


@given(st.text(alphabet="abc ,;:?!-()", max_size=60) | st.text(max_size=60))
def test_any_text_can_be_cut(text: str) -> None:
    for cut in (clauses.apart, clauses.embedded):
        assert all(re.search(r"\w", one) for one in cut(text)) or cut(text) == [text]
