"""Kinds of record questions: examples are of theirs, counter-examples of none; one can be added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bot.answering.records.classifier import KindClassifier
from bot.answering.records.deciding import Decider
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.interpreter import Interpreter
from bot.answering.records.kind import Kind
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import Likeness, elsewhere
from bot.answering.records.masking import filled
from bot.answering.records.reading import Reader, Reading
from corpus.partnerships import Records
from index.embedding import Embedder, load
from tests.bot.answering.records.kinds_by_name import kind_of, shortest_name
from tests.bot.answering.records.network import network

KINDS = kinds()
FEW, FEW_OF_ONE = 0.05, 0.25
"""Shares of the wordings they were fitted to that the weights may miss, of all and of one kind."""
PLACES = {"Springfield": "Chicago", "Riverton": "Warsaw"}


@pytest.fixture(scope="module")
def embedder(exported_models: Path) -> Embedder:
    return load(None, exported_models.parent)


@pytest.fixture(scope="module")
def interpreter(embedder: Embedder) -> Interpreter:
    return Interpreter(Likeness(embedder, KINDS, embedder.keeps))


@pytest.fixture(scope="module")
def records() -> Records:
    return network()


def some(examples: Sequence[str], request: pytest.FixtureRequest) -> Sequence[str]:
    """Return every third one, and in the long form all."""
    return examples if request.config.getoption("--soak") else examples[::3]


def spoken(example: str) -> str:
    return re.sub("|".join(PLACES), lambda match: PLACES[match[0]], filled(example)[0])


def test_nearly_all_examples_are_of_their_kinds(
    interpreter: Interpreter, records: Records, request: pytest.FixtureRequest
) -> None:
    reader, wrong, count = Reader(records.gazetteer), list[tuple[str, str, str | None]](), 0
    for kind in KINDS:
        assert len(kind.examples) >= 4
        asked = [(one, kind_of(interpreter, reader, spoken(one))) for one in some(kind.examples, request)]
        others = [(kind.name, one, found) for one, found in asked if found != kind.name]
        assert len(others) <= max(1, FEW_OF_ONE * len(asked)), others
        wrong += others
        count += len(asked)
    assert len(wrong) <= FEW * count, wrong


def counters() -> Iterator[str]:
    for kind in KINDS:
        yield from kind.counter_examples
    yield from elsewhere()


def test_nearly_all_counter_examples_are_of_no_kind(
    interpreter: Interpreter, records: Records, request: pytest.FixtureRequest
) -> None:
    asked, reader = some(list(counters()), request), Reader(records.gazetteer)
    assert len(asked) > 800
    taken = {one: kind for one in asked if (kind := kind_of(interpreter, reader, spoken(one)))}
    assert len(taken) <= FEW * len(asked), taken


def test_names_of_kinds_are_their_own() -> None:
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names) >= 30


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_every_sign_that_a_kind_understands_is_in_some_question(kind: Kind) -> None:
    assert all(kind.needs), "a need that nothing can meet"


def test_a_kind_can_be_added_from_outside(embedder: Embedder, records: Records, beside: Path) -> None:
    def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
        draft = Draft(records)
        bonds = records.of.get(places[0], [])
        draft.say("plain", text="Its partners by length of name.", cited=draft.cite(*bonds))
        return draft.answer("shortest-name", min((records.label(b.other(places[0])) for b in bonds), key=len))

    added = shortest_name(answer)
    interpreter = Interpreter(Likeness(embedder, (*KINDS, added), beside), (*KINDS, added))
    assert interpreter.ask("Who are Chicago's sister cities?", records)
    read = Reader(records.gazetteer).read(
        "Which sister city of Chicago is shortname?", {"shortname": "shortname"}
    )
    assert Decider(None, (*KINDS, added)).kind(read) is added


def test_words_are_read_by_examples_where_there_are_no_weights_and_these_are_kept(
    embedder: Embedder, tmp_path: Path
) -> None:
    question = Reader(network().gazetteer).read("Which cities does Chicago possess?")
    few = [kind for kind in KINDS if kind.name in ("list", "count", "pair")]

    def signs() -> dict[str, str]:
        return Likeness(embedder, few, tmp_path, outside=(), weights=KindClassifier.empty()).signs(question)

    first = signs()
    kept = list(tmp_path.glob("whole-*.npz"))
    assert len(kept) == 1 and first == signs() and set(first) == {"possess"}
    kept[0].write_bytes(b"cut off")
    assert signs() == first
