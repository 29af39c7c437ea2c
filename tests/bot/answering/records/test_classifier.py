"""The weights that were fitted to the examples of kinds: they are of these examples, and they decide."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.answering.records import classifier
from bot.answering.records.classifier import MADE_BY, NONE, KindClassifier
from bot.answering.records.draft import RecordAnswer
from bot.answering.records.interpreter import Interpreter
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import Likeness, elsewhere
from bot.answering.records.masking import filled, masked
from bot.answering.records.reading import Reader, Reading
from corpus.partnerships import Records
from index.embedding import Embedder, load
from tests.bot.answering.records.kinds_by_name import kind_of, shortest_name
from tests.bot.answering.records.network import network

KINDS = kinds()


@pytest.fixture(scope="module")
def embedder(exported_models: Path) -> Embedder:
    return load(None, exported_models.parent)


@pytest.fixture(scope="module")
def likeness(embedder: Embedder) -> Likeness:
    return Likeness(embedder, KINDS, embedder.keeps)


@pytest.fixture(scope="module")
def interpreter(likeness: Likeness) -> Interpreter:
    return Interpreter(likeness)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(network().gazetteer)


def test_the_weights_were_fitted_to_these_examples() -> None:
    bundled = classifier.bundled()
    assert bundled.layers
    fitted, examples = bundled.examples, classifier.digest(KINDS, elsewhere())
    assert fitted == examples, f"The examples of kinds have changed; `{MADE_BY}` fits weights to them anew."
    with np.load(Path(classifier.__file__).with_name(classifier.WEIGHTS)) as arrays:
        assert str(arrays["layers"]) == classifier.layers_digest(bundled.layers), "the two belong together"
    changed = (replace(KINDS[0], examples=(*KINDS[0].examples, "And {A}?")), *KINDS[1:])
    assert classifier.digest(changed, elsewhere()) != examples
    assert classifier.digest(KINDS, elsewhere()[1:]) != examples


def test_every_kind_has_weights_and_they_are_of_the_model(likeness: Likeness, reader: Reader) -> None:
    seen = likeness.compare(reader.read("Which sister cities does Chicago have?"))
    assert set(seen.probabilities) == {kind.name for kind in KINDS} | {NONE}
    assert sum(seen.probabilities.values()) == pytest.approx(1, abs=1e-4)
    assert max(seen.probabilities, key=seen.probabilities.__getitem__) == "list"


def test_weights_of_another_model_are_not_used(embedder: Embedder, reader: Reader) -> None:
    others = replace(classifier.bundled(), model="another")
    likeness = Likeness(embedder, KINDS, embedder.keeps, weights=others)
    assert not likeness.compare(reader.read("Which sister cities does Chicago have?")).probabilities


def test_a_kind_without_weights_is_found_by_its_nearest_example(
    embedder: Embedder, reader: Reader, beside: Path
) -> None:
    def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
        return None

    added = shortest_name(answer)
    interpreter = Interpreter(Likeness(embedder, (*KINDS, added), beside), (*KINDS, added))
    assert (
        kind_of(interpreter, reader, "Which of Chicago's sister cities has the briefest name?") == added.name
    )
    assert kind_of(interpreter, reader, "Who are Chicago's sister cities?") == "list"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("whats the sum total of partnerships you hold", "totals"),
        ("Which of the partnerships are frozen right now?", "standing"),
        ("chicago and osaka, whats the state of that partnership", "status"),  # no state of a country
        ("Which city in Germany tops the list by number of sister cities?", "most-places"),  # words: "inside"
        (
            "Is the Chicago–Osaka partnership active?",
            "status-check",
        ),  # nearer to "twinned", which knows no status
        ("Which country comes first by how many partnerships it has?", "most-countries"),
        ("Is Poland ahead of Japan in sister cities?", "compare-areas"),  # no word that compares
        ("Which city tops the others with the most partners?", "most-places"),  # "other" is passed over
        ("List all of Chicago's partners", "list"),  # listed words alone: nearer to "second-degree"
        ("Which cities does Chicago trade with?", None),
        ("Which sponsor partners does Chicago have?", None),  # its words fit a kind: the weights veto
    ],
)
def test_weights_decide_where_words_do_not(
    interpreter: Interpreter, reader: Reader, question: str, kind: str | None
) -> None:
    assert kind_of(interpreter, reader, question) == kind


def test_whole_examples_are_kept_where_a_kind_has_no_weights_alone(
    likeness: Likeness, embedder: Embedder, reader: Reader, beside: Path
) -> None:
    def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
        return None

    asked = reader.read("Who are Chicago's sister cities?")
    assert not likeness.compare(asked).cosines
    added = shortest_name(answer)
    seen = Likeness(embedder, (*KINDS, added), beside).compare(asked)
    assert set(seen.cosines) == {kind.name for kind in (*KINDS, added)}
    assert max(seen.cosines, key=seen.cosines.__getitem__) == "list" and seen.probabilities


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which country comes first by how many partnerships it has?", "United States"),
        ("Is Poland ahead of Japan in sister cities?", False),
        ("Which of Chicago's sisters does Osaka lack?",
         ["Casablanca, Morocco", "Mexico City, Mexico", "Moscow, Russia", "Warsaw, Poland"]),
    ],
)  # fmt: skip
def test_what_weights_took_is_answered_as_the_kind_does(
    interpreter: Interpreter, question: str, value: object
) -> None:
    answer = interpreter.ask(question, network())
    assert answer is not None
    found = sorted(answer.value) if isinstance(answer.value, list) else answer.value
    assert found == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("In what year did Chicago and Osaka become sister cities?", 1973),
        ("In which month did Chicago and Osaka become sister cities?", None),
        ("On which day did Burlington and Honfleur become sister cities?", "2012-06-24"),
    ],
)
def test_a_date_is_not_told_where_a_finer_one_is_asked_for(
    interpreter: Interpreter, question: str, value: object
) -> None:
    answer = interpreter.ask(question, network())
    assert answer is not None and answer.kind == "since" and answer.value == value
    assert answer.has_value or "as precisely as that" in answer.text


def test_no_status_is_dated_where_none_is_asked_for_and_none_is_known(reader: Reader) -> None:
    records = network()
    dated = next(kind for kind in KINDS if kind.name == "status-when")
    for question, told in (
        ("kassel yaroslavl what year did it strat", False),  # of which no source gives a status
        ("kassel yaroslavl what year was it suspended", True),
        ("exeter yaroslavl what year did it strat", True),
    ):
        reading = reader.read(question)
        places = tuple(mention.places[0] for mention in reading.cities)
        assert (dated.answer(records, reading, places) is not None) == told, question


def test_nothing_is_told_of_all_partners_where_nothing_that_is_known_is_claimed(
    interpreter: Interpreter,
) -> None:
    assert interpreter.ask("Are all partners of Chicago in the same country?", network()) is None
    answer = interpreter.ask("Do all partners of Chicago lie abroad?", network())
    assert answer is not None and answer.kind == "all"


def test_a_place_that_is_named_again_is_one(interpreter: Interpreter) -> None:
    answer = interpreter.ask("Who are the twins of Honfleur's twins, Honfleur itself aside?", network())
    assert answer and answer.value == ["Puerto Cabezas, Nicaragua", "Yaroslavl, Russia"]


def test_a_place_is_named_where_places_are_ranked_by_number(interpreter: Interpreter) -> None:
    answer = interpreter.ask("Which city leads in the number of sister cities?", network())
    assert answer and answer.value == "Chicago, Illinois, United States"


def test_partners_of_partners_want_two_words_of_partnership(likeness: Likeness, reader: Reader) -> None:
    twice = next(kind for kind in KINDS if kind.name == "second-degree")
    assert not twice.has_slots(reader.read("Recite all of Chicago's partners"))
    assert twice.has_slots(reader.read("Recite all partners of Chicago's partners"))


def test_as_many_are_named_as_are_asked_for(interpreter: Interpreter) -> None:
    answer = interpreter.ask("Which are the three leading cities by number of sister cities?", network())
    assert answer and isinstance(answer.value, list) and len(answer.value) >= 3


def test_names_are_given_out_in_order(reader: Reader) -> None:
    assert filled("Is {B} a {partner:pal} of {A}?") == ("Is Springfield a pal of Riverton?", {17: "partner"})
    read = reader.read("Since 1999, are Osaka and Chicago twinned, with Osaka in the lead?")
    assert masked(read, [])[0] == (
        "Since 1990, are Springfield and Riverton twinned, with Springfield in the lead?"
    )


def test_weights_know_whole_questions_alone(interpreter: Interpreter) -> None:
    answer = interpreter.ask("And the shelved ones?", network(), history=["Who are Chicago's sister cities?"])
    assert answer and answer.value == ["Moscow, Russia"]


def test_what_is_written_is_what_is_read() -> None:
    bundled = classifier.bundled()
    assert bundled.layers
    arrays = bundled.to_arrays()
    again = KindClassifier.from_arrays(arrays, bundled.layers)
    assert again.kinds == classifier.bundled().kinds and again.features == classifier.bundled().features
    assert np.array_equal(again.weights, classifier.bundled().weights)
    assert again.understood == classifier.bundled().understood and "state" in again.understood["status"]
