"""Exporting, on small models of random weights made here: whatever loads, only agreement counts."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import ModelError, StateError
from index import embedding, model_folder, onnx_graph
from index.embedding import source
from index.embedding.onnx import OnnxEmbedder
from tests.disks import small_disk


@pytest.fixture(scope="module", autouse=True)
def offline() -> Iterator[None]:
    before = os.environ.get("HF_HUB_OFFLINE")
    os.environ["HF_HUB_OFFLINE"] = "1"
    yield
    if before is None:
        del os.environ["HF_HUB_OFFLINE"]


def make_model(folder: Path, *, pooling: str = "mean", seed: int = 1) -> str:
    """Save a model of two thin layers that reads as the bundled one does, and return its folder."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    torch.manual_seed(seed)
    bundled = source.find(None).path
    config = BertConfig(
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=128,
        initializer_range=0.2,
    )
    plain = folder / "plain"
    BertModel(config).save_pretrained(plain)
    AutoTokenizer.from_pretrained(bundled).save_pretrained(plain)
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    parts: list[Any] = [Transformer(str(plain)), Pooling(64, pooling_mode=pooling)]
    SentenceTransformer(modules=parts, device="cpu").save(str(folder / "model"))
    return str(folder / "model")


@pytest.fixture(scope="module")
def thin(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_model(tmp_path_factory.mktemp("thin"))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "small", 3_000) as disk:
        yield disk


def agreement(model: str, state: Path) -> float:
    from index.embedding.torch import TorchEmbedder

    texts = ["What is this?", "A sentence of some length stands here.", "Ein Satz in einer anderen Sprache."]
    found = embedding.load(model, state).embed(texts)
    return float((found * TorchEmbedder(source.find(model)).embed(texts)).sum(1).min())


def test_any_folder_can_be_exported(thin: str, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    loaded = embedding.load(thin, tmp_path, lambda *step: steps.append(step))
    assert isinstance(loaded, OnnxEmbedder) and loaded.keeps
    assert loaded.dimensions == 64
    assert [done for _, done, _ in steps] == list(range(6))
    assert agreement(thin, tmp_path) > 0.95
    assert [folder.name for folder in (tmp_path / "models").iterdir()] == [loaded.keeps.name]
    assert loaded.fingerprint.endswith(f"-{source.VECTORS}") and loaded.keeps.name.endswith(source.VARIANT)


def test_a_model_that_reads_its_first_token_can_be_exported(tmp_path: Path) -> None:
    model = make_model(tmp_path, pooling="cls")
    assert isinstance(embedding.load(model, tmp_path), OnnxEmbedder)
    assert agreement(model, tmp_path) > 0.95


def test_an_export_that_does_not_agree_is_refused_and_torch_runs(
    thin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from index.embedding import export
    from index.embedding.torch import TorchEmbedder, open_model

    right = export._to_onnx
    other = open_model(source.find(make_model(tmp_path / "other", seed=2)))

    def silently_wrong(model: Any, transformer: Any, pooling: str, target: Path) -> None:
        right(other, *export._parts(other), target)

    monkeypatch.setattr(export, "_to_onnx", silently_wrong)
    with pytest.raises(ModelError, match="does not agree"):
        export.export(source.find(thin), tmp_path / "models")
    assert list((tmp_path / "models").iterdir()) == []
    with caplog.at_level(logging.WARNING):
        loaded = embedding.load(thin, tmp_path)
    assert isinstance(loaded, TorchEmbedder)
    assert "runs on torch" in caplog.text


def test_an_int8_model_that_strays_is_refused(
    thin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.embedding import export

    def blur(exact: Path, target: Path, operators: list[str]) -> None:
        import onnx
        from onnx import numpy_helper

        graph = onnx.load(exact)
        for weights in graph.graph.initializer:
            values = numpy_helper.to_array(weights)
            if values.ndim == 2:
                noise = np.random.default_rng(0).normal(0, values.std(), values.shape)
                weights.CopyFrom(numpy_helper.from_array((values + noise).astype(values.dtype), weights.name))
        onnx.save(graph, target)

    monkeypatch.setattr(onnx_graph, "_quantise", blur)
    with pytest.raises(ModelError, match="int8"):
        export.export(source.find(thin), tmp_path / "models")
    assert list((tmp_path / "models").iterdir()) == []


def test_a_model_with_other_modules_runs_on_torch(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    from index.embedding.torch import TorchEmbedder

    model = make_model(tmp_path, pooling="max")
    with caplog.at_level(logging.WARNING):
        loaded = embedding.load(model, tmp_path)
    assert isinstance(loaded, TorchEmbedder)
    assert "pools by max" in caplog.text
    assert loaded.embed(["one", "two"]).shape == (2, 64)


def test_a_folder_that_cannot_be_written_means_torch(thin: str, tmp_path: Path) -> None:
    from index.embedding.torch import TorchEmbedder

    (tmp_path / "models").write_text("a file where the folder should be")
    assert isinstance(embedding.load(thin, tmp_path), TorchEmbedder)


def test_a_damaged_export_is_made_again(thin: str, tmp_path: Path) -> None:
    first = embedding.load(thin, tmp_path)
    assert first.keeps
    model = first.keeps / model_folder.MODEL
    cut = model.with_suffix(".cut")
    cut.write_bytes(model.read_bytes()[:-100])
    cut.replace(model)  # `first` has the other one mapped into memory
    again = embedding.load(thin, tmp_path)
    assert isinstance(again, OnnxEmbedder)
    assert again.fingerprint == first.fingerprint


def test_without_room_for_an_export_nothing_runs_on_torch(thin: str, small: Path) -> None:
    with pytest.raises(StateError, match="no room left") as told:
        embedding.load(thin, small)
    assert "\n" not in str(told.value)
    assert not list((small / "models").iterdir())


def test_a_damaged_export_stays_until_another_is_whole(thin: str, tmp_path: Path, small: Path) -> None:
    first = embedding.load(thin, tmp_path)
    assert first.keeps
    kept = Path(shutil.copytree(first.keeps, small / "models" / first.keeps.name))
    damaged = (kept / model_folder.MODEL).read_bytes()[:-100]
    (kept / model_folder.MODEL).write_bytes(damaged)
    with (small / "ballast").open("wb") as file, pytest.raises(OSError, match="No space"):
        file.write(bytes(4 << 20))
        file.flush()
    with pytest.raises(StateError, match="no room left"):
        embedding.load(thin, small)
    assert (kept / model_folder.MODEL).read_bytes() == damaged


def test_what_is_no_model_is_said_in_one_line(tmp_path: Path) -> None:
    for name in (str(tmp_path), "no-such/model-anywhere"):
        with pytest.raises(ModelError, match="Name a folder or a model") as raised:
            embedding.load(name, tmp_path / "state")
        assert "\n" not in str(raised.value)
        shutil.rmtree(tmp_path / "state", ignore_errors=True)
