from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index import held
from index.held import widened
from index.moments import Moments, Sums, spread
from index.vectors import Vectors

D = 16


def unit(count: int, seed: int) -> NDArray[np.float16]:
    found = np.random.default_rng(seed).normal(size=(count, D))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float16)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=4), st.integers(0, 99))
def test_mean_and_spread_are_exact_however_the_vectors_are_split(sizes: list[int], seed: int) -> None:
    parts = [unit(size, seed + n) for n, size in enumerate(sizes)]
    question = unit(1, 1000)[0].astype(np.float32)
    scores = [part.astype(np.float64) @ question for part in parts]
    whole = np.concatenate(scores)
    for sums in (
        [Moments.of(part).scores(question) for part in parts],
        [Sums.of(part) for part in scores],
        [Moments.of(parts[0]).scores(question), *map(Sums.of, scores[1:])],
    ):
        mean, deviation = spread(sums)
        if len(whole):
            assert mean == pytest.approx(whole.mean(), abs=1e-9)
            assert deviation == pytest.approx(max(whole.std(), 0.02), abs=1e-7)


def test_what_is_taken_away_leaves_the_rest() -> None:
    all_of_them, question = unit(50, 1), unit(1, 2)[0]
    left = Moments.of(all_of_them) - Moments.of(all_of_them[:20])
    rest = Moments.of(all_of_them[20:])
    assert spread([left.scores(question)]) == pytest.approx(spread([rest.scores(question)]), abs=1e-9)


def limits(monkeypatch: pytest.MonkeyPatch, *, few: int, flat: int = 100_000) -> None:
    monkeypatch.setattr(held, "FEW", few)
    monkeypatch.setattr(held, "FLAT_LIMIT", flat)


@pytest.mark.parametrize(("few", "flat"), [(0, 1000), (0, 50), (1000, 1000)])
def test_rows_and_cosines_are_those_of_comparing_everything(
    monkeypatch: pytest.MonkeyPatch, few: int, flat: int
) -> None:
    limits(monkeypatch, few=few, flat=flat)
    counts = np.array([2, 0, 3, 1, 4] * 20)
    data, question = unit(int(counts.sum()), 3), unit(1, 4)[0].astype(np.float32)
    built = Vectors.build(data, counts)
    assert (built.moments is None) == (few > 0)
    exact = data.astype(np.float32) @ question
    owner = np.repeat(np.arange(len(counts)), counts)
    answered = built.ask(question, 10)
    assert answered.nearest.tolist() == sorted(set(owner[np.argsort(-exact)[:10]].tolist()))
    rows = np.array([0, 1, 4, 99])
    cosines, starts = answered.scores(rows)
    assert np.diff(starts).tolist() == counts[rows].tolist()
    off = 1e-5 if int(counts.sum()) <= flat else 2e-2  # in clusters, numbers have eight bits
    assert cosines == pytest.approx(np.concatenate([exact[owner == row] for row in rows]), abs=off)
    alive = np.arange(len(counts)) % 3 > 0
    left = exact[alive[owner]]
    moments = built.moments and Moments.of(data[alive[owner]])
    mean, deviation = spread([answered.sums(alive, moments)])
    assert mean == pytest.approx(left.mean(), abs=1e-5)
    assert deviation == pytest.approx(left.std(), abs=1e-5)


@given(st.integers(0, 40), st.integers(0, 9))
def test_widening_changes_no_number(count: int, seed: int) -> None:
    halves = unit(count, seed)
    assert (widened(halves) == halves.astype(np.float32)).all()
    assert (widened(halves[::2]) == halves[::2].astype(np.float32)).all()


@pytest.mark.parametrize("few", [0, 1000])
def test_nothing_is_lost_on_the_way_to_the_disk_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    limits(monkeypatch, few=few)
    data, counts = unit(30, 5), np.array([10, 0, 20])
    Vectors.save(tmp_path / "sentence", data, counts)
    opened = Vectors.open(tmp_path / "sentence")
    found, starts = opened.of(np.array([0, 1, 2]))
    assert (found == data.astype(np.float32)).all()
    assert starts.tolist() == [0, 10, 10, 30]
    assert (opened.moments and opened.moments.count) == (None if few else 30)


@pytest.mark.parametrize("at_once", [100_000, 3_000])
def test_clusters_are_searched_beyond_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """Also where they are merged from parts on disk, and the folder is somewhere else by then."""
    limits(monkeypatch, few=0, flat=500)
    monkeypatch.setattr(held, "_AT_ONCE", at_once)
    data = unit(20_000, 6)
    (tmp_path / "making").mkdir()
    Vectors.save(tmp_path / "making" / "window", data, np.ones(20_000, np.int64))
    place = (tmp_path / "making").rename(tmp_path / "made")
    lists = {"window.lists"} if at_once < len(data) else set()
    assert {file.name for file in place.iterdir()} == {"window.faiss", "window.npz"} | lists
    built = Vectors.open(place / "window")
    some = np.array([7, 19_999, 3])
    exact = data[some].astype(np.float32)
    assert built.of(some)[0] == pytest.approx(exact, abs=1e-2)  # eight bits
    found = 0
    for question in unit(50, 7).astype(np.float32):
        nearest = np.argsort(-(data.astype(np.float32) @ question))[:10]
        found += len(set(nearest.tolist()) & set(built.ask(question, 10).nearest.tolist()))
    assert found >= 0.97 * 500


def test_no_vectors_are_no_error() -> None:
    empty = Vectors.build(np.empty((0, D), np.float16), np.zeros(3, np.int64))
    answered = empty.ask(unit(1, 8)[0].astype(np.float32), 5)
    assert answered.nearest.tolist() == []
    assert answered.scores(np.array([0, 2]))[0].tolist() == []
