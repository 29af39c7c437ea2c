"""Features are found by name: whatever their order, weights meet the function they were fitted for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from bench.cases import examine
from bench.fit import fit_all, untrained, write
from bot.answering.asked import Asked
from bot.answering.passages import classifier
from bot.answering.passages.answerer import Examined, PassageAnswerer
from bot.answering.passages.features import (
    DECIDING,
    RANKING,
    RERANKING,
    Column,
    Comparison,
    Decision,
    Feature,
    FeatureMismatchError,
    Ranked,
    Registry,
)
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED

ESSAY = [json.loads(line) for line in Path("bench/questions/essay.jsonl").read_text("utf-8").splitlines()]


def _length(seen: Comparison) -> Column:
    """Return how many characters each sentence has, a logarithm."""
    return [float(np.log1p(len(sentence.text))) for sentence in seen.sentences]


def _place(seen: Ranked) -> Column:
    """Return where each sentence stands in its passage."""
    return [float(one.place) for one in seen.ranked]


def _quotation_marks(seen: Decision) -> float:
    """Tell whether the sentence quotes somebody."""
    return float("“" in seen.sentence.text)


def test_a_name_is_given_once() -> None:
    registry = RANKING.copy()
    registry.add(Feature("characters", _length))
    with pytest.raises(ValueError, match="characters"):
        registry.add(Feature("characters", _length))
    assert "characters" not in RANKING.names


def test_features_are_selected_in_the_order_of_the_weights() -> None:
    registry: Registry[str, float] = Registry()
    registry.add(Feature("length", lambda text: float(len(text))))

    @registry.feature("spaces")
    def spaces(text: str) -> float:
        return float(text.count(" "))

    chosen = registry.select(["spaces", "length"], "weights")
    assert [feature.compute("a b c") for feature in chosen] == [spaces("a b c"), 5.0]


@pytest.mark.parametrize(
    ("names", "told"),
    [(["length", "colour"], "colour"), ([], "length"), (["length", "length"], "twice")],
)
def test_names_that_are_not_those_of_the_features_are_refused(names: list[str], told: str) -> None:
    registry = Registry((Feature("length", len),))
    with pytest.raises(FeatureMismatchError, match=told):
        registry.select(names, "weights")


def test_a_classifier_without_weights_for_a_feature_is_not_loaded() -> None:
    ranking, deciding = RANKING.copy(), DECIDING.copy()
    ranking.add(Feature("characters", _length))
    with pytest.raises(FeatureMismatchError, match="characters"):
        classifier.read(files("bot.answering.passages"), ranking)
    deciding.add(Feature("quotes", _quotation_marks))
    with pytest.raises(FeatureMismatchError, match="quotes"):
        classifier.read(files("bot.answering.passages"), deciding=deciding)


@pytest.mark.parametrize("step", ["ranking", "answerable", "right"])
def test_names_swapped_in_one_step_are_noticed(tmp_path: Path, step: str) -> None:
    folder = Path(shutil.copytree(Path("bot/answering/passages"), tmp_path / "passages"))
    row = json.loads((folder / classifier.WEIGHTS).read_text("utf-8"))
    names = row[step]["features"]
    names[0], names[1] = names[1], names[0]
    (folder / classifier.WEIGHTS).write_text(json.dumps(row), "utf-8")
    with pytest.raises(FeatureMismatchError):
        classifier.read(folder)


async def test_a_feature_of_another_module_is_fitted_loaded_and_decides(
    prepared_state: Path, tmp_path: Path
) -> None:
    ranking, reranking, deciding = RANKING.copy(), RERANKING.copy(), DECIDING.copy()
    ranking.add(Feature("characters", _length))
    reranking.add(Feature("place", _place))
    deciding.add(Feature("quotes", _quotation_marks))
    features = classifier.Features.of(ranking, reranking, deciding)
    kb = await KnowledgeBase.open(prepared_state, write=False)
    try:
        knowledge = await kb.knowledge()

        def answerer(trained: classifier.Classifier) -> PassageAnswerer:
            return kb.passages.variant(trained=trained)

        async def examined(question: str, history: Sequence[str]) -> Examined:
            return await answerer(untrained(features)).examine(asked(question, history))

        def asked(question: str, history: Sequence[str]) -> Asked:
            return Asked(question, tuple(history), (SHARED,), knowledge)

        cases = await examine(examined, ESSAY[::3], "all")
        write(fit_all(cases, features), "a third of the essay's questions", tmp_path)
        trained = classifier.read(tmp_path, ranking, reranking, deciding)
        answer = await answerer(trained).answer(asked("Where did Churchill give his speech?", ()))
    finally:
        await kb.close()
    assert trained.features.ranking_names[-1] == "characters"
    assert trained.ranking.weights[-1] != 0
    assert trained.features.reranking_names[-1] == "place"
    assert trained.features.deciding_names[-1] == "quotes"
    assert "Westminster College" in answer.citations[0].quote
