from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.records import classifier
from corpus.errors import ModelError
from index import model_folder
from index.embedding import Embedder, source
from index.embedding.check_texts import TEXTS
from index.embedding.layers import OnnxLayers
from index.embedding.onnx import OnnxEmbedder
from index.embedding.torch import TorchEmbedder
from tests.command import ROOT, environment

ANSWERING = """
import asyncio, sys
from pathlib import Path
from corpus.store import Store
from index import Index, embedding

async def main(state):
    async with await Store.open(state, write=False) as store:
        index = await Index.open(store, state, embedding.load(None, state))
        assert (await index.search("Who gave a speech?", ["shared"])).hits

asyncio.run(main(Path(sys.argv[1])))
heavy = ("torch", "transformers", "sentence_transformers", "onnx", "scipy", "sklearn")
print([name for name in heavy if name in sys.modules])
"""


@pytest.fixture(scope="module")
def exported(exported_models: Path) -> Path:
    (found,) = exported_models.glob("[0-9a-f]*")
    return found


def test_the_bundled_model_was_held_to_its_original(exported: Path) -> None:
    manifest = model_folder.read_manifest(exported)
    assert len(TEXTS) >= 40
    assert manifest["cosine_exact"]["least"] > 0.9999
    assert manifest["cosine_int8"]["mean"] >= 0.985
    assert manifest["cosine_int8"]["least"] >= 0.95
    assert (exported / model_folder.MODEL).stat().st_size < 30e6


def test_what_is_run_is_joined_where_that_is_quicker_and_only_there(exported: Path, tmp_path: Path) -> None:
    import onnx
    import onnxruntime

    options = model_folder.options()
    options.optimized_model_filepath = str(tmp_path / "run.onnx")
    onnxruntime.InferenceSession(exported / model_folder.MODEL, options, providers=["CPUExecutionProvider"])
    run = {node.op_type for node in onnx.load(tmp_path / "run.onnx").graph.node}
    assert {"QAttention", "DynamicQuantizeMatMul", "FastGelu", "LayerNormalization"} <= run
    assert "SkipLayerNormalization" not in run


def test_answering_imports_nothing_heavy(prepared_state: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ANSWERING, str(prepared_state)],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=6))
def test_a_text_has_one_vector_whatever_stands_beside_it(embedder: Embedder, others: list[str]) -> None:
    text = "The bell is rung when a ship enters the harbour."
    vectors = embedder.embed([*others, text])
    assert vectors.shape == (len(others) + 1, embedder.dimensions)
    assert (vectors[-1] == embedder.embed([text])[0]).all()
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(vectors)), abs=1e-5)


def test_the_last_layers_make_the_vector_of_what_the_lower_ones_say(embedder: Embedder) -> None:
    import torch

    original = TorchEmbedder(source.find(None))
    for text in TEXTS[:8]:
        found = embedder.states(text)
        states = found.values
        said = torch.from_numpy(states[None])
        with torch.no_grad():
            for layer in original.model[0].model.encoder.layer[-source.UPPER :]:
                said = layer(said)
        vector = said[0].mean(0).numpy()
        assert vector @ embedder.embed([text])[0] / np.linalg.norm(vector) > 0.98
        other = original.states(text)
        assert (other.offsets == found.offsets).all() and len(found.offsets) == len(states)
        same = other.values
        assert same.shape == states.shape and same.dtype == states.dtype == np.float32
        assert (same * states).sum() / np.linalg.norm(same) / np.linalg.norm(states) > 0.98


def test_layers_that_are_damaged_are_not_run(tmp_path: Path, embedder: Embedder) -> None:
    whole = Path(classifier.__file__).with_name(classifier.LAYERS)
    vector, tokens = OnnxLayers(whole).read(embedder.states("Who?"))
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)
    assert np.linalg.norm(tokens.vectors, axis=1) == pytest.approx(1, abs=1e-3)
    assert tokens.offsets.tolist() == [[0, 0], [0, 3], [3, 4], [0, 0]]
    cut = tmp_path / "cut.onnx"
    cut.write_bytes(whole.read_bytes()[:-1000])
    for file in (cut, tmp_path / "none.onnx"):
        with pytest.raises(ModelError, match=r"install Footbridge again"):
            OnnxLayers(file).read(embedder.states("Who?"))


def test_nothing_to_embed_is_no_error(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_a_long_text_is_cut_where_the_model_stops_reading(embedder: Embedder) -> None:
    long = "harbour " * 300
    assert (embedder.embed([long]) == embedder.embed([long + "and something else"])).all()


def test_what_means_the_same_is_near(embedder: Embedder) -> None:
    one, same, other = embedder.embed(["twin towns", "sister cities", "a recipe for rye bread"])
    assert one @ same > one @ other + 0.3


@pytest.mark.parametrize("name", [model_folder.MODEL, "tokenizer.json"])
@pytest.mark.parametrize("damage", ["missing", "cut", "flipped"])
def test_a_damaged_export_is_not_used(exported: Path, tmp_path: Path, name: str, damage: str) -> None:
    copy = Path(shutil.copytree(exported, tmp_path / exported.name))
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    if damage == "missing":
        (copy / name).unlink()
    else:
        (copy / name).write_bytes(data[: len(data) // 2] if damage == "cut" else data)
    with pytest.raises(ModelError, match=name):
        OnnxEmbedder(copy)


SHORT_OF_MEMORY = """
import resource, sys
from pathlib import Path
from corpus.errors import ResourceError
from index import cross_encoder, embedding

held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + (8 << 20), held + (8 << 20)))
for load in (lambda: embedding.load(None, Path(sys.argv[1])), lambda: cross_encoder.load(Path(sys.argv[1]))):
    try:
        load()
    except ResourceError as error:
        print(error)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited by address space")
def test_too_little_memory_takes_no_model_away(exported_models: Path, tmp_path: Path) -> None:
    models = Path(shutil.copytree(exported_models, tmp_path / "models"))
    before = {path: path.stat().st_ino for path in models.rglob("*")}
    done = subprocess.run(
        [sys.executable, "-c", SHORT_OF_MEMORY, tmp_path],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("too little memory") == 2
    assert {path: path.stat().st_ino for path in models.rglob("*")} == before


def test_an_export_is_found_by_its_weights_when_its_folder_was_installed_anew(
    exported: Path, tmp_path: Path
) -> None:
    models = tmp_path / "models"
    copy = Path(shutil.copytree(exported, models / exported.name))
    origin = source.find(None)
    assert source.exported(models, origin) == copy
    manifest = json.loads((copy / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps(manifest | {"stamp": "another"}))
    assert source.exported(models, origin) == copy
    (copy / "manifest.json").write_text(json.dumps(manifest | {"stamp": "another", "source": "another"}))
    assert source.exported(models, origin) is None


def test_no_manifest_means_no_export(tmp_path: Path) -> None:
    (tmp_path / "0abc").mkdir()
    assert source.exported(tmp_path, source.find(None)) is None
    (tmp_path / "0abc" / "manifest.json").write_text("[1")
    assert source.exported(tmp_path, source.find(None)) is None
