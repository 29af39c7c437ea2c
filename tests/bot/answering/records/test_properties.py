"""What must not matter to an answer: the order of a pair, of rows, and rows about other places."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.records import RecordAnswer
from corpus.model import Place, Statement
from corpus.records import build
from tests.bot.answering.records.network import STATEMENTS, answer_from_records, network
from tests.bot.answering.records.test_questions import ANSWERED

QUESTIONS = [question for question, _ in ANSWERED]
LOCAL = [  # questions about named places, which rows about others cannot change
    question
    for question in QUESTIONS
    if not question.lower().startswith(
        ("which city", "which country", "top", "which is the oldest", "which partnerships", "how many part")
    )
]
BASE = network()


def gist(answer: RecordAnswer | None) -> object:
    """Return what must stay the same: the value, and which statements stand behind it."""
    assert answer is not None
    value = sorted(answer.value) if isinstance(answer.value, list) else answer.value
    return answer.kind, value, answer.complete, {row.id for row in answer.statements}, answer.choices


def swapped(row: Statement) -> Statement:
    return replace(row, a=row.b, b=row.a)


@given(
    st.sampled_from(QUESTIONS), st.integers(0, 2 ** len(STATEMENTS) - 1), st.randoms(use_true_random=False)
)
def test_order_of_pairs_and_rows_does_not_matter(question: str, bits: int, shuffle: random.Random) -> None:
    rows = [swapped(row) if bits >> n & 1 else row for n, row in enumerate(STATEMENTS)]
    shuffle.shuffle(rows)
    answer = answer_from_records(question, network(tuple(rows)))
    assert gist(answer) == gist(answer_from_records(question, BASE))


names = st.text("QXZ", min_size=6, max_size=9).map(str.title)


@given(st.sampled_from(LOCAL), st.lists(st.tuples(names, names), min_size=1, max_size=4))
def test_rows_about_other_places_do_not_matter(question: str, pairs: list[tuple[str, str]]) -> None:
    added = [
        build(f"X{n}", Place(f"{a}a", None, "Bhutan"), Place(f"{b}b", None, "Bhutan"), source_title="Other")
        for n, (a, b) in enumerate(pairs)
    ]
    answer = answer_from_records(question, network((*STATEMENTS, *added)))
    assert gist(answer) == gist(answer_from_records(question, BASE))


@given(st.sampled_from(QUESTIONS), st.sampled_from(STATEMENTS), st.booleans())
def test_whatever_sources_differ_in_is_cited(question: str, row: Statement, second: bool) -> None:
    moved = replace(row.b if second else row.a, country="Bhutan", region=None)
    other = replace(row, id="X1", source_title="Another", **({"b": moved} if second else {"a": moved}))
    answer = answer_from_records(question, network((*STATEMENTS, other)))
    assert answer is not None
    for dispute in answer.disputes:
        assert {said.id for _, said in dispute.sides} <= {said.id for said in answer.statements}, dispute


@given(st.text(max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    answer_from_records(text, BASE)
    answer_from_records(text, BASE, history=[text, "Who are Chicago's sister cities?"])
