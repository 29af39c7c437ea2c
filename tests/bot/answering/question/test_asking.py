"""What questions ask for in other languages than English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.passages import answer_type
from bot.answering.passages.view import sentence
from bot.answering.question.asking import asking_of, number_words
from bot.answering.question.kind import asks_for_several, kind_of
from bot.answering.question.reading import read


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Wie viele Mitglieder hat der Verein?", "de", "number"),
        ("Was kostet die Fahrt nach Brandvik?", "de", "number"),
        ("In welchem Jahr wurde die Partnerschaft gegründet?", "de", "time"),
        ("Seit wann gibt es den Verein?", "de", "time"),
        ("Wer ist Schatzmeisterin?", "de", "person"),
        ("Wo findet die Sitzung statt?", "de", "place"),
        ("Warum wurde die Reise abgesagt?", "de", "reason"),
        ("Wie meldet man sich an?", "de", "manner"),
        ("Ist die Fahrt schon ausgebucht?", "de", "yes_no"),
        ("Wie heißt die Vorsitzende?", "de", "thing"),
        ("Quel est le club qui organise la fête ?", "fr", "thing"),
        ("Comment s'appelle la présidente ?", "fr", "thing"),
        ("¿Por qué se canceló la visita?", "es", "reason"),
        ("El año que viene, ¿dónde será la fiesta?", "es", "place"),
        ("Em que ano foi assinado o acordo?", "pt", "time"),
        ("Combien coûte l’adhésion au comité ?", "fr", "number"),
        ("En quelle année le comité est-il né ?", "fr", "time"),
        ("Qui préside le comité ?", "fr", "person"),
        ("Où se tient l’assemblée ?", "fr", "place"),
        ("Pourquoi la visite a-t-elle été annulée ?", "fr", "reason"),
        ("¿Cuándo nació la asociación?", "es", "time"),
        ("¿Cuántos socios tiene la asociación?", "es", "number"),
        ("¿Quién firmó el convenio?", "es", "person"),
        ("¿Dónde está la sede?", "es", "place"),
        ("Quanti soci ha l'associazione?", "it", "number"),
        ("Quando è stato firmato il patto?", "it", "time"),
        ("Quantos sócios tem a associação?", "pt", "number"),
        ("Hoeveel leden heeft de vereniging?", "nl", "number"),
        ("Wanneer is het comité opgericht?", "nl", "time"),
        ("Kiedy powstało stowarzyszenie?", "pl", "time"),
        ("Сколько человек в обществе?", "ru", "number"),
        ("Когда была подписана грамота?", "ru", "time"),
        ("協会の会員は何人ですか", "ja", "number"),
        ("いつ姉妹都市になりましたか", "ja", "time"),
    ],
)
def test_kind(text: str, language: str, kind: str) -> None:
    other = asking_of(text)
    assert other is not None
    assert (other.code, kind_of(text)) == (language, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Was it the mayor who signed?", "Who was in Die?", "How many members are there?", "Burlington",
        "When is the next meeting?", "do we pay for the almuerzo", "Which towns has Wo an der Havel?", "",
    ],
)  # fmt: skip
def test_english_is_taken_for_english(text: str) -> None:
    assert asking_of(text) is None


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    asking_of(text)
    assert kind_of(text)
    asks_for_several(text)


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Wie kann ich Mitglied werden?", True),
        ("Welche Städte sind Partner?", True),
        ("Quelles sont les villes partenaires ?", True),
        ("¿Cuáles son los cargos de la junta?", True),
        ("Wie heißt der Vorsitzende?", False),
        ("¿Cuándo nació la asociación?", False),
    ],
)
def test_what_asks_for_several_things(text: str, *, several: bool) -> None:
    assert asks_for_several(text) == several


def test_german_nouns_are_no_names() -> None:
    text = "Wie viele Mitglieder hat der Verein in Brandvik, und wer ist Bürgermeister?"
    assert read(text).names == ("Brandvik",)
    assert read("How many members has the Society of Brandvik?").names == ("Society", "Brandvik")


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("Wann war die Fahrt?", "Die Fahrt war im Oktober.", True),
        ("Wann war die Fahrt?", "Die Fahrt war sehr lustig.", False),
        ("¿Cuándo fue la visita?", "La visita fue en octubre.", True),
        ("Wie viele Kinder fuhren mit?", "Zwanzig Kinder fuhren mit.", True),
        ("Wie viele Kinder fuhren mit?", "Viele Kinder fuhren gern mit.", False),
        ("Combien de familles ont participé ?", "Douze familles ont participé.", True),
        ("How many children came along?", "Zwanzig Kinder kamen mit.", True),
    ],
)
def test_times_and_numbers_are_known_in_other_languages(question: str, text: str, *, holds: bool) -> None:
    assert answer_type.can_hold(read(question), sentence(text)) == holds


def test_no_number_word_is_a_common_word_of_another_language() -> None:
    assert not number_words() & {"six", "dos", "once", "as", "the", "die", "in", "un"} - {"six", "dos"}
    assert {"zwanzig", "douze", "veinte"} <= number_words()
