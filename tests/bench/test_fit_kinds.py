"""The fit of kinds in short: wordings held out are not seen, and weights learn what they are shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench import fit_kinds
from bench.fit_kinds import Remembering, Wording
from bot.answering.records import classifier
from bot.answering.records.classifier import NONE, KindClassifier
from bot.answering.records.deciding import Decider
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import masked
from index.embedding import load
from index.embedding.layers import OnnxLayers

KINDS = [kind for kind in kinds() if kind.name in ("how-far", "located")]


@pytest.fixture(scope="module")
def embedder(exported_models: Path) -> Remembering:
    return Remembering(load(None, exported_models.parent))


def test_the_weights_were_fitted_to_all_wordings() -> None:
    files = {file.stem for file in fit_kinds.MORE.glob("*.txt")}
    assert files <= {kind.name for kind in kinds()} | {"none"}
    with np.load(fit_kinds.OUT / classifier.WEIGHTS) as arrays:
        assert str(arrays["wordings"]) == fit_kinds.digest(), (
            f"`{classifier.MADE_BY}` fits weights to them anew."
        )


def test_further_wordings_fill_slots_and_no_wording_is_of_two_kinds() -> None:
    said: dict[str, str] = {}
    for one in fit_kinds.wordings(kinds()):
        assert said.setdefault(one.text.casefold(), one.kind) == one.kind, one
        assert "{" not in one.text
    assert said["nice to meet you"] == NONE, "so is what is said to the bot"


def test_questions_about_documents_are_of_no_kind() -> None:
    reader, asked = fit_kinds.reader(), fit_kinds.of_documents()
    assert len(asked) > 1000 and {one.kind for one in asked} == {NONE}
    decider = Decider(None, kinds())
    assert not any(decider.kind(reader.read(one.text)) for one in asked)


def test_what_says_the_same_is_in_the_same_fold() -> None:
    asked = fit_kinds.wordings(KINDS)
    fold = fit_kinds.folds([*asked, Wording(asked[0].example, NONE)])
    assert fold[0] == fold[-1] and set(fold) == set(range(fit_kinds.FOLDS))
    assert max(map(fold.count, set(fold))) < len(fold) / 4


def test_weights_learn_the_wordings_that_they_are_shown(embedder: Remembering, tmp_path: Path) -> None:
    reader = fit_kinds.reader()
    asked = fit_kinds.wordings(KINDS)
    asked = [one for one in asked if one.kind][::3] + [one for one in asked if not one.kind][:60]
    readings = [reader.read(one.text) for one in asked]
    seen = [
        fit_kinds.Seen(one, reading, embedder.states(masked(reading, [])[0]), NONE)
        for one, reading in zip(asked, readings, strict=True)
    ]
    fitted = fit_kinds.fit(seen, classifier.model_of(embedder), "digest", tmp_path / "work" / "layers", 20)
    fit_kinds.write(fitted, tmp_path)
    with np.load(tmp_path / classifier.WEIGHTS) as arrays:
        again = KindClassifier.from_arrays(arrays, OnnxLayers(tmp_path / classifier.LAYERS))
    assert set(again.kinds) == {"how-far", "located", NONE} and again.examples == "digest"
    for one in seen:
        text = masked(one.reading, [])[0]
        said = again.probabilities(text, one.reading, embedder)
        assert max(said, key=said.__getitem__) == one.wording.kind
        whole = fitted.probabilities(text, one.reading, embedder)
        assert np.allclose(list(said.values()), list(whole.values()), atol=0.01), "in 16 bits alike"


def test_a_fold_that_is_held_out_is_not_seen(embedder: Remembering) -> None:
    held = KINDS[0].examples[0]
    interpreter = fit_kinds.without(embedder, KINDS, frozenset((held,)), KindClassifier.empty())
    assert all(held not in kind.examples for kind in interpreter.decider.kinds)
    assert KINDS[0].examples[1] in interpreter.decider.kinds[0].examples
