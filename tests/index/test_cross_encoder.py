"""The reading model: what is shipped fits, agrees with its original, and tells an answer from a near miss."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from corpus.errors import ModelError
from index import cross_encoder, model_folder
from index.cross_encoder import Pair, Reader, source
from index.cross_encoder.input import CONTEXT, PASSAGE, QUESTION, QUESTION_TOKENS, WINDOW_TOKENS, joined
from index.cross_encoder.onnx import OnnxCrossEncoder
from tests.command import ROOT, environment

HEADING = "Ostrava Circle, minutes of March 3\nFees"
FEES = "Adults pay 30 euros a year. Pupils pay 5 euros. The hall is paid from the lottery."


@pytest.fixture(scope="module")
def folder(exported_models: Path) -> Path:
    (found,) = exported_models.glob("reader-*")
    return found


@pytest.fixture(scope="module")
def reader(folder: Path) -> Reader:
    return OnnxCrossEncoder(folder)


def test_what_is_shipped_is_small() -> None:
    assert source.TRAINED.stat().st_size < 15e6


def test_an_answer_reads_better_than_what_is_only_near(reader: Reader) -> None:
    asked = ["what does a pupil pay?", "what do pensioners pay?", "who plays the organ?"]
    held, near, far = (one.answers for one in reader.read([Pair(q, HEADING, FEES) for q in asked]))
    assert held > near > far or (held > near and held > far)


def test_it_says_where_the_answer_is(reader: Reader) -> None:
    (read,) = reader.read([Pair("how much is it for pupils?", HEADING, FEES)])
    ends = [0, FEES.index("Pupils"), FEES.index("The hall"), len(FEES)]
    shares = [np.exp(read.within(a, b)) for a, b in pairwise(ends)]
    assert int(np.argmax(shares)) == 1


@settings(max_examples=30)
@given(question=st.text(max_size=300), context=st.text(max_size=200), window=st.text(max_size=900))
def test_any_texts_are_read(reader: Reader, question: str, context: str, window: str) -> None:
    (read,) = reader.read([Pair(question, context, window)])
    assert np.isfinite(read.answers)
    assert len(read.starts) == len(read.ends) == len(read.offsets) <= WINDOW_TOKENS
    if len(read.starts):
        assert np.exp(read.starts).sum() == pytest.approx(1, abs=1e-3)
        assert (read.offsets >= 0).all()
        assert (read.offsets <= len(window)).all()


@given(st.lists(st.integers(5, 99)), st.lists(st.integers(5, 99)), st.lists(st.integers(5, 99)))
def test_every_token_is_part_of_something(question: list[int], context: list[int], window: list[int]) -> None:
    ids, parts = joined(question, context, window, (1, 2))
    assert len(ids) == len(parts)
    assert ids[parts == PASSAGE].tolist() == window[:WINDOW_TOKENS]
    assert ids[parts == QUESTION].tolist() == [1, *question[:QUESTION_TOKENS], 2]
    assert ids[parts == CONTEXT].tolist()[-1] == 2


def test_one_pair_reads_the_same_whatever_is_read_beside_it(reader: Reader) -> None:
    pair = Pair("what does a pupil pay?", HEADING, FEES)
    alone = reader.read([pair])[0]
    among = reader.read([Pair("who?", "", "Nobody came."), pair, Pair("when?", "", "In May.")])[1]
    assert alone.answers == among.answers


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_damaged_export_is_made_again(folder: Path, tmp_path: Path, damage: str) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "models" / folder.name)) / model_folder.MODEL
    if damage == "missing":
        copy.unlink()
    else:
        copy.write_bytes(copy.read_bytes()[:1000])
    with pytest.raises(ModelError, match=model_folder.MODEL):
        OnnxCrossEncoder(copy.parent)
    assert isinstance(cross_encoder.load(tmp_path), OnnxCrossEncoder)
    assert model_folder.opened(copy.parent)


def test_where_nothing_can_be_kept_it_runs_on_torch(
    tmp_path: Path, reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    with caplog.at_level(logging.WARNING):
        other = cross_encoder.load(tmp_path)
    assert other.engine.startswith("torch")
    assert "runs on torch" in caplog.text
    pair = Pair("what does a pupil pay?", HEADING, FEES)
    assert other.read([pair])[0].answers == pytest.approx(reader.read([pair])[0].answers, abs=1.0)


def test_layers_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    from index.cross_encoder import export

    file = tmp_path / "layers.safetensors"
    layers = load_file(source.TRAINED)
    for bad in ({"span.bias": layers["span.bias"]}, layers | {"span.bias": np.zeros(5, np.float16)}):
        save_file(bad, file)
        with pytest.raises(ModelError, match="layers cannot be used"):
            export.on_torch(source.find(file))
    file.write_bytes(b"cut off")
    with pytest.raises(ModelError, match="layers cannot be used"):
        export.on_torch(source.find(file))


def test_an_export_that_does_not_agree_is_refused(folder: Path, tmp_path: Path) -> None:
    from index.cross_encoder import export

    layers = load_file(source.TRAINED)
    file = tmp_path / "layers.safetensors"
    save_file(layers | {"answer.2.bias": layers["answer.2.bias"] + np.float16(3)}, file)
    reference = export.on_torch(source.find(file)).read(export.PAIRS)
    with pytest.raises(ModelError, match="does not agree"):
        export.check(folder, reference, export.INT8)


def test_reading_imports_nothing_heavy(exported_models: Path) -> None:
    code = (
        "import sys, pathlib; from index import cross_encoder; "
        "cross_encoder.load(pathlib.Path(sys.argv[1])).read([cross_encoder.Pair('a', 'b', 'c')]); "
        "print([name for name in ('torch', 'transformers', 'onnx', 'safetensors') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(exported_models.parent)],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_new_layers_make_a_new_export(exported_models: Path, tmp_path: Path) -> None:
    file = tmp_path / "layers.safetensors"
    shutil.copyfile(source.TRAINED, file)
    same = source.exported(exported_models, source.find(file))  # of another time, with the same content
    assert same is not None
    layers = load_file(file)
    save_file(layers | {"span.bias": layers["span.bias"] + np.float16(1)}, file)
    assert source.exported(exported_models, source.find(file)) is None
