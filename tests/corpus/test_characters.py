from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.characters import hidden_characters, repair_characters


@pytest.mark.parametrize(
    ("damaged", "repaired"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ufeffBurlington", "Burlington"),
        ("of\ufb01ce di\ufb00erent", "office different"),
        ("part\u00adner\u00adship", "partnership"),
        ("part\u00ad\n  nership", "partnership"),
        ("10\u00a0km\u2009away", "10 km away"),
        ("fac\u0327ade", "façade"),
        ("a\u202eb\u2066c", "abc"),
        ("\u202eevil\u202c", "evil"),
        ("page one\x0cpage two", "page one\n\npage two"),
        ("a\u2028b", "a\nb"),
        ("bell\x07", "bell"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("Æsop, œuvre, ĳs", "Æsop, œuvre, ĳs"),
        ("“quoted” – dashed…", "“quoted” – dashed…"),
    ],
)
def test_damage_is_repaired_and_nothing_else(damaged: str, repaired: str) -> None:
    assert repair_characters(damaged) == repaired


@given(st.text())
def test_repairing_twice_is_repairing_once(text: str) -> None:
    once = repair_characters(text)
    assert repair_characters(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_no_letter_digit_or_mark_is_lost(text: str) -> None:
    plain = unicodedata.normalize("NFKC", text)
    assert unicodedata.normalize("NFKC", repair_characters(text)) == plain


def test_characters_that_hide_text_are_counted() -> None:
    assert hidden_characters("a\u202eb\U000e0041c\U000f0000") == 2
