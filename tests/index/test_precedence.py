"""A question is read before the texts of a rebuild, and keeps them waiting only so long."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.embedding import load, onnx
from index.embedding.onnx import OnnxEmbedder

TEXTS = [f"Town {number} has a partner." for number in range(12)]


@pytest.fixture
def embedder(exported_models: Path) -> OnnxEmbedder:
    loaded = load(None, exported_models.parent)
    assert isinstance(loaded, OnnxEmbedder)
    return loaded


def test_a_long_list_waits_while_a_question_is_read(
    embedder: OnnxEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx, "_GIVE_WAY", 60.0)
    with ThreadPoolExecutor(1) as other:
        with embedder._first():
            listed = other.submit(embedder.embed, TEXTS)
            embedder.read("Which town has a partner?")
            embedder.tokens(TEXTS[:2])
            assert not listed.done()
        vectors = listed.result(timeout=30)
    assert np.array_equal(vectors, np.vstack([embedder.embed([text]) for text in TEXTS]))


def test_questions_without_end_hold_up_no_list_for_ever(
    embedder: OnnxEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx, "_GIVE_WAY", 0.001)
    with embedder._first():
        assert embedder.embed(TEXTS).shape == (len(TEXTS), embedder.dimensions)
