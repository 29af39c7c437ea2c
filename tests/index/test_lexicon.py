"""Words of the subject in other languages are the English word that the lexicon has for them."""

from __future__ import annotations

from importlib.resources import files

import pytest
import Stemmer

from index.terms import stem, terms

LINES = [
    line.split("\t")
    for line in files("index").joinpath("lexicon.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("How much is the fee?", "Wie hoch ist der Beitrag? Die Beiträge"),
        ("the mayor", "el alcalde"),
        ("the treasurer", "la trésorière"),
        ("members of the committee", "i soci del comitato"),
        ("two exchanges", "dois intercâmbios"),
        ("the agreement", "de overeenkomsten"),
        ("the mayor of the city", "мэр города"),
        ("friendship", "przyjaźni"),
    ],
)
def test_a_question_and_a_text_of_two_languages_share_their_terms(english: str, other: str) -> None:
    assert set(terms(english)) & set(terms(other))


def test_every_line_has_a_cell_for_each_language() -> None:
    languages, *meanings = LINES
    for row in meanings:
        assert row[0] == "!" or (len(row) == len(languages) and all(row)), row


def test_no_english_word_of_the_lexicon_is_taken_for_another() -> None:
    _, excluded, *meanings = LINES
    english = Stemmer.Stemmer("english")
    for word in [*excluded[1].split(), *(row[0] for row in meanings)]:
        assert stem(word) == english.stemWord(word)


def test_names_and_other_words_stay_as_they_are() -> None:
    for word in ("burlington", "yaroslavl", "kind", "list", "pain", "quote"):
        assert stem(word) in word
