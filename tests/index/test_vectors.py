from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index import vectors
from index.moments import Moments, spread
from index.vectors import Vectors

D = 16


def unit(count: int, seed: int) -> NDArray[np.float16]:
    found = np.random.default_rng(seed).normal(size=(count, D))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float16)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=4), st.integers(0, 99))
def test_mean_and_spread_are_exact_however_the_vectors_are_split(sizes: list[int], seed: int) -> None:
    parts = [unit(size, seed + n) for n, size in enumerate(sizes)]
    question = unit(1, 1000)[0].astype(np.float32)
    scores = np.concatenate(parts).astype(np.float64) @ question
    mean, deviation = spread([Moments.of(part) for part in parts], question)
    if len(scores):
        assert mean == pytest.approx(scores.mean(), abs=1e-9)
        assert deviation == pytest.approx(max(scores.std(), 0.02), abs=1e-7)


def test_what_is_taken_away_leaves_the_rest() -> None:
    all_of_them, question = unit(50, 1), unit(1, 2)[0]
    left = Moments.of(all_of_them) - Moments.of(all_of_them[:20])
    assert spread([left], question) == pytest.approx(
        spread([Moments.of(all_of_them[20:])], question), abs=1e-9
    )


@pytest.mark.parametrize("scored_at_once", [0, 1000])
def test_rows_and_cosines_are_those_of_comparing_everything(
    monkeypatch: pytest.MonkeyPatch, scored_at_once: int
) -> None:
    monkeypatch.setattr(vectors, "_SCORED_AT_ONCE", scored_at_once)
    counts = np.array([2, 0, 3, 1, 4] * 20)
    data, question = unit(int(counts.sum()), 3), unit(1, 4)[0].astype(np.float32)
    built = Vectors.build(data, counts, D)
    exact = data.astype(np.float32) @ question
    owner = np.repeat(np.arange(len(counts)), counts)
    answered = built.ask(question, 10)
    assert answered.nearest.tolist() == sorted(set(owner[np.argsort(-exact)[:10]].tolist()))
    rows = np.array([0, 1, 4, 99])
    cosines, starts = answered.scores(rows)
    assert np.diff(starts).tolist() == counts[rows].tolist()
    assert cosines == pytest.approx(np.concatenate([exact[owner == row] for row in rows]), abs=1e-5)


def test_nothing_is_lost_on_the_way_to_the_disk_and_back(tmp_path: Path) -> None:
    data, counts = unit(30, 5), np.array([10, 0, 20])
    Vectors.build(data, counts, D).save(tmp_path / "sentence")
    opened = Vectors.open(tmp_path / "sentence")
    found, starts = opened.of(np.array([0, 1, 2]))
    assert (found == data.astype(np.float32)).all()
    assert starts.tolist() == [0, 10, 10, 30]
    assert opened.moments.count == 30


def test_a_graph_is_searched_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "FLAT_LIMIT", 500)
    monkeypatch.setattr(vectors, "_SCORED_AT_ONCE", 0)
    data = unit(2000, 6)
    built = Vectors.build(data, np.ones(2000, np.int64), D)
    assert "HNSW" in type(built._index).__name__
    found = 0
    for question in unit(50, 7).astype(np.float32):
        nearest = np.argsort(-(data.astype(np.float32) @ question))[:10]
        found += len(set(nearest.tolist()) & set(built.ask(question, 10).nearest.tolist()))
    assert found >= 0.97 * 500


def test_no_vectors_are_no_error() -> None:
    empty = Vectors.build(np.empty((0, D), np.float16), np.zeros(3, np.int64), D)
    answered = empty.ask(unit(1, 8)[0].astype(np.float32), 5)
    assert answered.nearest.tolist() == []
    assert answered.scores(np.array([0, 2]))[0].tolist() == []
