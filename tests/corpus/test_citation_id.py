from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.citation_id import citation_id, parse, version_key


def test_an_id_is_the_same_on_every_machine() -> None:
    # Written down once: a change of it would orphan every id that somebody has kept.
    key = version_key("essay", "Sister Cities")
    assert citation_id(key, 1042, 1187) == "c-wfygqbv6ardb9ca1c9a8-sy-wz"
    # as it was written before keys were long
    assert key.startswith(parse("c-wfygqbv6-sy-wz")[0])


def test_a_key_is_hard_to_collide() -> None:
    keys = {version_key("essay", str(number)) for number in range(2_000)}
    assert all(len(key) * 5 >= 80 for key in keys)
    # and its two hashes say different things: no part of the one tells the other
    assert len({key[8:] for key in keys}) == len({key[:8] for key in keys}) == 2_000
    assert all(key[:8] != key[8:16] for key in keys)


@given(st.text(), st.text(), st.integers(0, 10**9), st.integers(1, 10**6))
def test_an_id_says_which_text_and_which_span(source: str, text: str, start: int, length: int) -> None:
    key = version_key(source, text)
    assert parse(citation_id(key, start, start + length)) == (key, start, start + length)


def test_source_and_text_are_kept_apart() -> None:
    assert version_key("ab", "c") != version_key("a", "bc")


@pytest.mark.parametrize(
    "wrong",
    ["", "c", "c-abc-1-2", "d-01234567-1-2", "c-0123456u-1-2", "c-01234567-2-1", "c-01234567-1-1",
     "c-01234567--1-2",
     "c-01234567-1_0-zz", "c-01234567-٣-٤", "c-01234567-01-02", "c-01234567-1-2-3", "c-01234567-1-zzzzzzzzz"],
)  # fmt: skip
def test_what_is_no_id_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a citation id"):
        parse(wrong)
