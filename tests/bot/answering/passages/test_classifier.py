"""The fitted classifier: its weights are for these features, and its confidence means what it says."""

from __future__ import annotations

import json
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.calibration import calibration_error
from bench.cases import holds
from bench.fitting import fit_forest
from bot.answering.passages.classifier import load
from bot.answering.passages.features import DECIDING, RANKING
from bot.answering.passages.models import Forest, Linear
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import NewDocument

TUNE = Path(os.environ.get("FOOTBRIDGE_TEST_BENCH", "../shared/bench")) / "squad2-tune"
BINS = 5
REFUSED = ("abstain", "impossible", "outside")


def test_weights_are_for_the_features_that_are_computed() -> None:
    trained = load()
    assert set(trained.features.ranking_names) == set(RANKING.names)
    assert set(trained.features.deciding_names) == {*RANKING.names, *DECIDING.names}
    assert len(trained.ranking.weights) == len(RANKING)
    assert len(trained.answerable.weights) == len(trained.right.weights) == len(RANKING) + len(DECIDING)
    assert 0 < trained.threshold < 1


def test_weights_for_other_features_are_refused() -> None:
    row = json.loads((files("bot.answering.passages") / "classifier.json").read_text("utf-8"))["ranking"]
    with pytest.raises(ValueError, match=r"bench\.fit"):
        Linear.from_json(row, [*RANKING.names[:-1], "another"])


def test_a_score_is_weights_times_standardised_features_cut_at_four_deviations() -> None:
    model = Linear(np.array([1.0, 2.0]), np.array([2.0, 0.5]), np.array([3.0, -1.0]), 0.25)
    assert model.score(np.array([3.0, 2.5])) == pytest.approx(3.0 - 1.0 + 0.25)
    assert model.score(np.array([1e9, 2.0])) == pytest.approx(12.0 + 0.25)


def test_a_forest_says_what_the_trees_say_that_it_was_made_from() -> None:
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(1200, 3))
    labels = ((rows[:, 0] > 0) ^ (rows[:, 1] > 0)).astype(float)  # no sum of features tells this
    forest = fit_forest(rows[:1000], labels[:1000], np.ones(1000))
    said = np.array([forest.probability(row) for row in rows[1000:]])
    assert np.all((said >= 0) & (said <= 1))
    assert ((said > 0.5) == (labels[1000:] > 0.5)).mean() > 0.8
    again = Forest.from_arrays(forest.to_arrays("abc"), "abc")
    assert again.probability(rows[1100]) == forest.probability(rows[1100])
    with pytest.raises(ValueError, match=r"bench\.fit"):
        Forest.from_arrays(forest.to_arrays("abc"), "abd")


async def test_confidence_is_calibrated_on_documents_and_questions_in_public_form(
    prepared_state: Path, tmp_path: Path
) -> None:
    if not TUNE.is_dir():
        pytest.skip(f"the question set {TUNE} is not here: set FOOTBRIDGE_TEST_BENCH to its folder")
    questions = _questions(TUNE / "questions.jsonl")[::4]
    (tmp_path / "models").symlink_to(prepared_state / "models", target_is_directory=True)
    kb = await KnowledgeBase.open(tmp_path, write=True, empty=True)
    try:
        for path in sorted((TUNE / "documents").glob("*.md")):
            await kb.store.add_document(NewDocument(path.name, path.read_bytes()))
        await kb.index.refresh()
        said, was = await _confidences(kb, questions)
    finally:
        await kb.close()
    assert calibration_error(list(zip(said, was, strict=True)), BINS) < 0.1  # a bin holds some fifty answers


async def test_confidence_is_calibrated_on_the_bundled_corpus(prepared_state: Path) -> None:
    questions = _questions(Path("bench/questions/essay.jsonl"))
    kb = await KnowledgeBase.open(prepared_state, write=False)
    try:
        said, was = await _confidences(kb, [q for q in questions if not q.get("history")])
    finally:
        await kb.close()
    assert (
        calibration_error(list(zip(said, was, strict=True)), BINS) < 0.15
    )  # fewer questions: more of the difference is chance


def _questions(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


async def _confidences(kb: KnowledgeBase, questions: list[dict[str, Any]]) -> tuple[list[float], list[float]]:
    """Return for every question what the classifier said of its best sentence, and whether that was right."""
    said, was = [], []
    for question in questions:
        examined = await kb.examine(question["question"])
        if examined.verdict is not None and examined.verdict.answers:
            text = examined.ranked[0].sentence.text
            said.append(examined.verdict.right)
            was.append(float(question["kind"] not in REFUSED and holds(question, text)))
    return said, was


def test_the_error_measure_sees_a_classifier_that_is_too_sure() -> None:
    assert calibration_error([(0.95, 1.0)] * 5 + [(0.95, 0.0)] * 5, BINS) == pytest.approx(0.45)
