"""The fit of kinds in short: weights learn the wordings and words that they are shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench import fit_kinds, kind_wordings
from bench.fit_kinds import Fitting, Remembering
from bench.kind_wordings import OPEN, Wording
from bench.word_signs import WordSigns, misspelt, told, told_alone
from bot.answering.records import classifier, lexicon
from bot.answering.records.classifier import NONE, KindClassifier
from bot.answering.records.deciding import Decider
from bot.answering.records.idioms import OTHER
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import word_vector
from bot.answering.records.masking import masked
from bot.answering.records.tagger import Tagger
from index.embedding import load
from index.embedding.layers import OnnxLayers

KINDS = [kind for kind in kinds() if kind.name in ("how-far", "located")]


@pytest.fixture(scope="module")
def embedder(exported_models: Path) -> Remembering:
    return Remembering(load(None, exported_models.parent))


def test_the_weights_were_fitted_to_all_wordings() -> None:
    files = {file.stem for file in kind_wordings.MORE.glob("*.txt")}
    assert files <= {kind.name for kind in kinds()} | {"none"}
    with np.load(fit_kinds.OUT / classifier.WEIGHTS) as arrays:
        assert str(arrays["wordings"]) == kind_wordings.digest(), (
            f"`{classifier.MADE_BY}` fits weights to them anew."
        )


def test_further_wordings_fill_slots_and_no_wording_is_of_two_kinds() -> None:
    said: dict[str, str] = {}
    for one in kind_wordings.wordings(kinds()):
        assert said.setdefault(one.text.casefold(), one.kind) == one.kind, one
        assert "{" not in one.text
    assert said["nice to meet you"] == NONE, "so is what is said to the bot"


def test_questions_about_documents_are_of_no_kind() -> None:
    reader, asked = kind_wordings.reader(), kind_wordings.of_documents()
    assert len(asked) > 1000 and {one.kind for one in asked} == {NONE}
    decider = Decider(None, kinds())
    assert not any(decider.kind(reader.read(one.text)) for one in asked)


def test_what_says_the_same_is_in_the_same_fold() -> None:
    asked = kind_wordings.wordings(KINDS)
    slip = Wording("Haw far is it?", KINDS[0].name, original=asked[1].text)
    fold = kind_wordings.folds([*asked, Wording(asked[0].example, NONE), slip])
    assert fold[0] == fold[-2] and fold[1] == fold[-1] and set(fold) == set(range(kind_wordings.FOLDS))
    assert max(map(fold.count, set(fold))) < len(fold) / 4


def test_what_is_told_of_words_is_told_of_words_of_no_list_by_signs_that_there_are() -> None:
    english = lexicon.languages()["en"]
    known = {*english.signs.values(), "plain", "reciprocal", "NUMBER", "ordinal"}
    rows = told()
    assert {sign for _, _, sign in rows} <= known
    assert len({word for _, word, _ in rows}) > 2000
    alone = list(told_alone(kind_wordings.wordings(kinds())))
    assert alone and {one.kind for one in alone} == {OPEN}


def test_the_sign_of_a_word_is_that_of_its_mark_its_list_or_what_is_told_of_it() -> None:
    reader = kind_wordings.reader()
    asked = [
        Wording("Which twins of {A} are {stop:binned}?", KINDS[0].name),
        Wording("What's the freshest entry among {A}'s twin towns?", KINDS[0].name),
        Wording("Which sommelier does {A} have?", NONE),
        Wording("What is the freshest bread in {A}?", NONE),
    ]
    listed = [reader.read(one.text) for one in asked]
    signs = WordSigns(asked, listed)
    told_of = [
        {reading.words[word.at]: word.sign for word in signs.of(one, reading)}
        for one, reading in zip(asked, listed, strict=True)
    ]
    assert told_of[0]["binned"] == "stop" and told_of[0]["twins"] == "rel"
    assert told_of[1]["freshest"] == "latest"
    assert told_of[2]["sommelier"] == OTHER, "only what is of no kind says it"
    assert "freshest" not in told_of[3], "there it may say anything"


def test_misspelt_words_are_of_no_list_and_say_what_they_said() -> None:
    english = lexicon.languages()["en"]
    asked = kind_wordings.wordings(KINDS)
    slips = list(misspelt(asked))
    assert len(slips) > len(asked) / 6
    texts = {one.text: one for one in asked}
    for one in slips:
        ((word, sign),) = [(w, s) for w, s in one.given.items() if w not in texts[one.original].given]
        assert english.sign(word) is None and sign in english.signs.values()
        assert one.kind == texts[one.original].kind and one.text != one.original


def test_weights_learn_the_wordings_and_words_that_they_are_shown(
    embedder: Remembering, tmp_path: Path
) -> None:
    asked = kind_wordings.wordings(KINDS)
    asked = [one for one in asked if one.kind][::3] + [one for one in asked if not one.kind][:60]
    marked = [Wording(f"{{far:Wie weit}} is {{A}} from {{B}}{mark}", KINDS[0].name) for mark in ("?", "")]
    fitting = Fitting(embedder, KINDS, kind_wordings.reader())
    seen = fitting.listed([*asked, *marked])
    fitted = fitting.fit(seen, tmp_path / "work", examples="digest", epochs=20)
    fit_kinds.write(fitted, tmp_path)
    with np.load(tmp_path / classifier.WEIGHTS) as arrays:
        again = KindClassifier.from_arrays(arrays, OnnxLayers(tmp_path / classifier.LAYERS))
    assert set(again.kinds) == {"how-far", "located", NONE} and again.examples == "digest"
    right = words = 0
    for one in seen:
        text, spans = masked(one.reading, [word.at for word, _ in one.words])
        vector, tokens = again.read(text, embedder)
        said = again.probabilities(vector, one.reading)
        assert max(said, key=said.__getitem__) == one.wording.kind
        whole = fitted.probabilities(vector, one.reading)
        assert np.allclose(list(said.values()), list(whole.values()), atol=0.01), "in 16 bits alike"
        for (word, _), span in zip(one.words, spans, strict=True):
            of_word = word_vector(tokens, *span)
            assert of_word is not None and again.tagger is not None
            words += word.sign != OTHER
            right += word.sign != OTHER and again.tagger.sign(of_word) == word.sign
    assert right > 0.95 * words > 500


def test_what_a_word_is_a_sign_of_is_told_where_it_is_clear_and_needs_no_value() -> None:
    tagger = Tagger(
        (OTHER, "NUMBER", "first", "latest"),
        np.eye(4, dtype=np.float32) * 9,
        np.zeros(4, np.float32),
        frozenset(),
    )
    told_of = [tagger.sign(row) for row in np.eye(4, dtype=np.float32)]
    assert told_of == [None, None, "first", "latest"]
    assert tagger.sign(np.full(4, 0.5, np.float32)) is None
