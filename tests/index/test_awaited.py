"""Vectors that are waited for come to their places, in whatever order they are read."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.awaited import Awaited, Order, keys_of
from index.units import text_hash

D = 4
TEXTS = [f"text {number}" for number in range(12)]
HASHES = {text_hash(text): text for text in TEXTS}
FILES = st.lists(st.lists(st.sampled_from(TEXTS), max_size=8), min_size=1, max_size=4)


def vector(text: str) -> np.ndarray:
    return np.full(D, TEXTS.index(text) + 1, np.float16)


@settings(max_examples=60, deadline=None)
@given(FILES, st.sets(st.sampled_from(TEXTS)), st.integers(1, 5))
def test_every_vector_comes_to_every_place_that_waits_for_it(
    wanted: list[list[str]], stored: set[str], page: int
) -> None:
    with TemporaryDirectory() as folder:
        files = [Awaited(Path(folder) / str(number), D) for number in range(len(wanted))]
        for number, (file, texts) in enumerate(zip(files, wanted, strict=True)):
            for place, text in enumerate(texts):  # a passage each: its number is file and place
                file.expect(keys_of([text_hash(text)]), np.array([100 * number + place]))
        order = Order(files)
        rows = [(text_hash(text), vector(text).tobytes()) for text in stored]
        random.shuffle(rows)
        for start in range(0, len(rows), page):
            order.fill(dict(rows[start : start + page]), D)
        lacking = []
        for number, (file, texts) in enumerate(zip(files, wanted, strict=True)):
            found = file[0 : len(texts)]
            assert file.shape == found.shape == (len(texts), D)
            for place, text in enumerate(texts):
                if text in stored:
                    assert (found[place] == vector(text)).all()
                else:
                    lacking.append(100 * number + place)
        assert order.missing() == lacking


def test_keys_are_told_apart_by_all_of_a_hash(tmp_path: Path) -> None:
    """Two texts whose hashes begin alike are two texts."""
    first, second = bytes(32), bytes(31) + b"\1"
    file = Awaited(tmp_path / "file", D)
    file.expect(keys_of([first, second]), np.array([1, 2]))
    order = Order([file])
    order.fill({second: np.ones(D, np.float16).tobytes()}, D)
    assert order.missing() == [1]
    assert file[0:2].tolist() == [[0] * D, [1] * D]
