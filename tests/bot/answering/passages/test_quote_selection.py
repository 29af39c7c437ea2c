"""What is quoted: the best sentence, with those beside it that may hold the answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.passages.features import Candidate
from bot.answering.passages.quote_selection import MOST, choose, whole
from bot.answering.passages.view import view
from corpus.model import Passage
from corpus.segment import sentences
from index.embedding.tokens import TokenVectors


@dataclass(frozen=True)
class _Hit:
    number: int


def _candidates(number: int, text: str, start: int = 0) -> list[Candidate]:
    spans = tuple(type(span)(span.start + start, span.end + start) for span in sentences(text))
    passage = Passage(number, "passage", "shared", "doc", 1, start, start + len(text), text, spans)
    tokens = TokenVectors(np.zeros((0, 2), np.int32), np.zeros((0, 4), np.float32))
    seen = view(passage, tokens)
    empty = np.zeros((0, 0), np.float32)
    return [Candidate(_Hit(number), seen, place, np.zeros(0), empty) for place in range(len(spans))]  # type: ignore[arg-type]


TEXT = "The town signed in 1984. It has kept the promise since. Many visits followed."


def test_a_sentence_that_leans_on_the_one_before_brings_it_along() -> None:
    first, second, third = _candidates(1, TEXT)
    quotes = choose([second, third, first], np.array([3.0, -9.0, -9.0]))
    assert quotes[0].text == "The town signed in 1984. It has kept the promise since."


def test_a_sentence_that_stands_alone_is_quoted_alone() -> None:
    first, second, third = _candidates(1, TEXT)
    assert choose([first, third, second], np.array([3.0, -9.0, -9.0]))[0].text == "The town signed in 1984."


def test_a_neighbour_nearly_as_good_is_part_of_the_quote() -> None:
    first, second, third = _candidates(1, "The town signed in 1984. Letters went out. Many visits followed.")
    quotes = choose([third, second, first], np.array([3.0, 2.5, -9.0]))
    assert quotes[0].text == "Letters went out. Many visits followed."


def test_a_long_neighbour_that_is_hardly_likelier_is_left_out() -> None:
    text = f"The town signed in 1984. {'Many visits of many people followed in many years, ' * 5}and so on."
    first, second = _candidates(1, text)
    assert choose([first, second], np.array([3.0, 0.0]))[0].text == "The town signed in 1984."
    assert choose([first, second], np.array([3.0, 2.9]))[0].text == text


def test_a_further_quote_too_takes_a_neighbour_along_and_stays_clear_of_the_first() -> None:
    one, two = _candidates(1, TEXT), _candidates(2, "Visits cost money. The town pays half. Guests pay.", 500)
    quotes = choose([one[0], two[1], two[2], two[0], *one[1:]], np.array([3.0, 2.0, 1.9, -9, -9, -9]))
    assert [quote.text for quote in quotes] == ["The town signed in 1984.", "The town pays half. Guests pay."]


def test_a_line_that_introduces_a_list_brings_what_it_introduces() -> None:
    heads = _candidates(1, "One of these is due:\na. trade;\nb. culture;\nc. schools.\nThey meet.")
    quote = choose([heads[0], *heads[1:]], np.array([3.0, *[-9.0] * (len(heads) - 1)]))[0]
    assert quote.text.startswith("One of these is due:\na. trade;\nb. culture;\nc. schools.")


def test_nothing_to_quote_gives_no_quotes() -> None:
    assert choose([], np.zeros(0)) == []


def test_nearest_passages_are_shown_once_each() -> None:
    one, two = _candidates(1, TEXT), _candidates(2, TEXT, start=500)
    assert [quote.passage.number for quote in whole([*one, *two])] == [1, 2]


@given(
    st.lists(st.floats(-5, 5), min_size=6, max_size=6),
    st.permutations(range(6)),
)
def test_quotes_are_verbatim_few_and_do_not_overlap(scores: list[float], order: list[int]) -> None:
    candidates = [*_candidates(1, TEXT, start=10), *_candidates(2, TEXT, start=300)]
    ranked = [candidates[place] for place in order]
    quotes = choose(ranked, np.array(sorted(scores, reverse=True)))
    assert 1 <= len(quotes) <= MOST
    for quote in quotes:
        assert quote.text in TEXT and quote.text
    spans = sorted((quote.start, quote.end) for quote in quotes)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_what_two_sources_say_in_the_same_words_is_quoted_once() -> None:
    one, two = (
        _candidates(1, "The town signed in 1984."),
        _candidates(2, "The town signed in 1984.", start=500),
    )
    (other,) = _candidates(3, "Many visits followed.", start=900)
    quotes = choose([*one, *two, other], np.array([3.0, 2.9, 2.8]))
    assert [quote.passage.number for quote in quotes] == [1, 3]


def test_steps_with_numbers_in_one_paragraph_are_quoted_as_a_list() -> None:
    text = "To apply, follow these. 1. Fill in the form. 2. Ask a teacher. 3. Hand both in by 30 April."
    candidates = _candidates(1, text)
    scores = np.array([3.0, *[-9.0] * (len(candidates) - 1)])
    ranked = [candidates[1], candidates[0], *candidates[2:]]
    assert choose(ranked, scores, "How do I apply for a bursary?")[0].text == text
    assert choose(ranked, scores, "Who wrote the form?")[0].text != text
    few = _candidates(1, "To apply, follow these. 1. Fill in the form. 2. Ask a teacher.")
    quoted = choose([few[1], few[0], *few[2:]], scores[: len(few)], "How do I apply for a bursary?")[0].text
    assert "Ask a teacher" not in quoted
