"""What the reading model is trained on: labels are true, near misses are others' questions, nothing leaks."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from bench.train import made, own, sources, wording
from bench.train.near_misses import NearMisses, names_and_numbers
from bench.train.samples import Sample, Sampler, mask_of
from bench.train.texts import Ask, Text, spoken
from index.cross_encoder.input import WINDOW_TOKENS, tokenizer_of
from index.embedding import source

PAIRS = [("who won the cup?", "who lost the cup?"), ("when did it open?", "where did it open?")]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    path = source.find(None).path
    assert path is not None
    return tokenizer_of(Tokenizer.from_file(str(path / "tokenizer.json")))


@given(st.integers(0, 5_000))
def test_a_made_paper_holds_its_answers_and_no_miss_is_among_them(seed: int) -> None:
    text = made.make(random.Random(seed))
    held = [ask for ask in text.asks if ask.span]
    assert held
    for ask in held:
        assert ask.span is not None
        answer = text.body[slice(*ask.span)]
        assert answer
        assert answer == answer.strip(" |;-")
        assert "[" not in text.body
        assert "{" not in text.body + ask.text + text.context
    asked = {spoken(ask.text) for ask in held}
    assert not asked & {spoken(ask.text) for ask in text.asks if ask.span is None}


@given(st.integers(0, 5_000))
def test_the_tokens_marked_are_those_of_the_answer(seed: int) -> None:
    tokenizer = tokenizer_of(Tokenizer.from_file(str(source.find(None).path / "tokenizer.json")))  # type: ignore[operator]
    text = made.make(random.Random(seed))
    answers = {spoken(text.body[slice(*ask.span)]) for ask in text.asks if ask.span}
    for one in Sampler([text], NearMisses(PAIRS), tokenizer, seed).sample(text):
        assert len(one.window) <= WINDOW_TOKENS
        assert one.answers == (one.span is not None)
        if one.span:
            told = tokenizer.decode(list(one.window[one.span[0] : one.span[1] + 1]))
            assert spoken(told).replace(" ", "") in {answer.replace(" ", "") for answer in answers}


def test_our_own_passages_hold_their_answers() -> None:
    texts = own.read_all()
    assert len(texts) > 600
    for text in texts:
        held = [text.body[slice(*ask.span)] for ask in text.asks if ask.span]
        missed = [ask for ask in text.asks if ask.kind == "impossible"]
        assert len(held) >= 3
        assert len(missed) >= 3
        assert all(answer.strip() for answer in held)
    assert len({text.body for text in texts}) == len(texts)


def test_an_answer_that_is_not_in_its_text_is_refused(tmp_path: Path) -> None:
    row = {
        "title": "T",
        "heading": "",
        "text": "The fee is 4.",
        "asks": [{"q": "fee?", "a": "5"}],
        "misses": [],
    }
    (tmp_path / "one.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    with pytest.raises(ValueError, match="'5' is not in the text"):
        own.read_all(tmp_path)


def test_a_question_whose_answer_was_cut_away_is_no_answerable_one(tokenizer: Tokenizer) -> None:
    body = "The dues are ten euros. " + "Nothing was said of that. " * 60 + "The bell was cast in 1907."
    start = body.index("1907")
    asks = (
        Ask("what are the dues?", (13, 22), "answered"),
        Ask("when was it cast?", (start, start + 4), "answered"),
    )
    text = Text("made", "one", "", body, asks)
    sampler = Sampler([text], NearMisses(PAIRS), tokenizer, 3)
    found: list[Sample] = [one for _ in range(20) for one in sampler.sample(text)]
    windows = {spoken(tokenizer.decode(list(one.window))): one for one in found if one.kind == "window"}
    assert windows
    for told, one in windows.items():
        assert not one.answers
        assert ("1907" in told) != ("ten euros" in told)


def test_of_several_windows_the_first_answers_and_the_others_do_not(tokenizer: Tokenizer) -> None:
    bodies = (
        "The bell of the chapel was cast in 1907 by the smith of the town.",
        "The bell of the school was rung at eight, and nobody knows who cast it.",
        "The clock was cast in iron. It is said that 1907 was a cold year.",
        "The choir sings on Tuesdays.",
    )
    when = Ask("when was the bell of the chapel cast?", (35, 39), "answered")
    idle = Ask("what is sung?", None, "impossible")
    texts = [Text("own", "one", "T", body, (when,) if not at else (idle,)) for at, body in enumerate(bodies)]
    found = Sampler(texts, NearMisses(PAIRS), tokenizer, 1).choices(texts[0])
    told = [spoken(tokenizer.decode(list(one.window))) for one in found]
    assert [one.answers for one in found] == [True, False, False]
    assert len({one.choice for one in found}) == 1
    assert "1907" in told[0]
    assert "school" in told[1]  # most of the question's words; what holds the answer as well is none
    assert not any("clock" in text for text in told)
    assert Sampler(texts[:1], NearMisses(PAIRS), tokenizer, 1).choices(texts[0]) == []


def test_tokens_are_hidden_only_where_that_is_asked_for(tokenizer: Tokenizer) -> None:
    texts = own.read_all()[:30]
    mask = mask_of(tokenizer)

    def share(masked: float) -> float:
        sampler = Sampler(texts, NearMisses(PAIRS), tokenizer, 1, masked)
        tokens = [t for text in texts for one in sampler.sample(text) for t in (*one.question, *one.window)]
        return tokens.count(mask) / len(tokens)

    assert share(0.0) == 0
    assert 0.15 < share(0.2) < 0.25


def test_what_the_wording_alone_tells_is_measured_on_other_documents() -> None:
    def texts(asked: str, missed: str) -> list[Text]:
        asks = (Ask(asked, (0, 3), "answered"), Ask(missed, None, "impossible"))
        return [Text("own", str(number), "", "The hall.", asks) for number in range(10)]

    assert wording.auroc(texts("may we come?", "how many came?")) == 1
    assert wording.auroc(texts("how many came?", "how many came?")) == 0.5


def test_misses_change_what_decides() -> None:
    misses = NearMisses(PAIRS)
    names, numbers = names_and_numbers(
        "In 1921 Ada Berger of Lindholm met Otto Kraus. During the war 14 towns joined."
    )
    assert "Otto Kraus" in names
    assert "During" not in names
    assert numbers == ["1921", "14"]
    question = "Who was the first mayor that Ada Berger met in 1921?"
    found = {misses.make(random.Random(seed), question, names, numbers) for seed in range(200)}
    told = " / ".join(filter(None, found))
    for part in ("second", "not", "Otto Kraus"):
        assert part in told
    assert question not in found


def test_what_measures_the_product_is_left_out(tmp_path: Path) -> None:
    """A text that shares a run of letters with the development set of SQuAD is not trained on."""
    secret = "The committee of the seven valleys met under the great oak each year to divide the water."
    pieces = sources._pieces(lambda _repository, _path: _squad(secret))
    assert sources._touches(f"Before. {secret.upper()} After.", pieces)
    assert not sources._touches(
        "Another text altogether, of the same length and about the same sort of thing.", pieces
    )


def test_a_snapshot_that_is_not_there_is_no_silent_gap(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        sources.read_all(tmp_path)


def _squad(context: str) -> str:
    return f'{{"data": [{{"paragraphs": [{{"context": "{context}", "qas": []}}]}}]}}'
