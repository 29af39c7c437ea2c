"""The fit of kinds in short: wordings held out are not seen, and weights learn what they are shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench import fit_kinds
from bench.fit_kinds import Remembering, Wording
from bot.answering.records import classifier
from bot.answering.records.classifier import NONE, KindClassifier
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import Likeness
from index.embedding import load

KINDS = [kind for kind in kinds() if kind.name in ("how-far", "located")]


@pytest.fixture(scope="module")
def embedder(exported_models: Path) -> Remembering:
    return Remembering(load(None, exported_models.parent))


def test_what_says_the_same_is_in_the_same_fold() -> None:
    asked = fit_kinds.wordings(KINDS)
    fold = fit_kinds.folds([*asked, Wording(asked[0].example, NONE)])
    assert fold[0] == fold[-1] and set(fold) == set(range(fit_kinds.FOLDS))
    assert max(map(fold.count, set(fold))) < len(fold) / 4


def test_weights_learn_the_wordings_that_they_are_shown(embedder: Remembering) -> None:
    reader = fit_kinds.reader()
    asked = fit_kinds.wordings(KINDS)
    asked = [one for one in asked if one.kind] + [one for one in asked if not one.kind][:120]
    likeness = Likeness(embedder, KINDS, outside=())
    readings = [reader.read(one.text) for one in asked]
    seen = [
        fit_kinds.Seen(one, reading, likeness.embed(reading), NONE)
        for one, reading in zip(asked, readings, strict=True)
    ]
    fitted = fit_kinds.fit(seen, classifier.model_of(embedder), "digest")
    again = KindClassifier.from_arrays(fitted.to_arrays())
    assert set(again.kinds) == {"how-far", "located", NONE} and again.examples == "digest"
    for one in seen:
        said = again.probabilities(one.vector, one.reading)
        assert max(said, key=said.__getitem__) == one.wording.kind
        whole = fitted.probabilities(one.vector, one.reading)
        assert np.allclose(list(said.values()), list(whole.values()), atol=0.01), "in 16 bits alike"


def test_a_fold_that_is_held_out_is_not_seen(embedder: Remembering) -> None:
    held = KINDS[0].examples[0]
    interpreter = fit_kinds.without(embedder, KINDS, frozenset((held,)), KindClassifier.empty())
    assert all(held not in kind.examples for kind in interpreter.decider.kinds)
    assert KINDS[0].examples[1] in interpreter.decider.kinds[0].examples
