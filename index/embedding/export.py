"""Export a sentence-transformers model to int8 ONNX, and use it only if it agrees with the original.

This is the one place that knows torch, transformers and onnx; it runs once for a model. The reference
is the model as sentence-transformers runs it on torch. An export that is not as near to it as `Bounds`
asks is not used: exporting can go wrong in silence, without an error, and only the vectors tell.
"""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import json
import logging
import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray

from corpus.errors import ModelError
from index.embedding import source
from index.embedding.check_texts import TEXTS
from index.embedding.onnx import EMBEDDING, IDS, MODEL, TOKENIZER, TOKENS, OnnxEmbedder
from index.embedding.torch import one_line, open_model, weights_digest

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_OPSET = 17
_EXACT, _INT8 = "exact", "int8"
_STEPS = "footbridge_steps"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How near an export must be to its original: cosines over the check texts."""

    mean: float
    least: float


_WAYS: tuple[tuple[bool, list[str]], ...] = (
    (True, ["MatMul", "Attention", "Gather", "EmbedLayerNormalization"]),
    (True, ["MatMul", "Attention"]),
    (False, ["MatMul"]),
)
"""How an export is made small, quickest first: whether nodes are joined before, and which are quantised."""

_SLOW = "SkipLayerNormFusion"
"""Makes a node of addition and normalisation that takes three times as long as both: 173 µs for 52 at 73
tokens (onnxruntime 1.31)."""

BOUNDS = {_EXACT: Bounds(0.9999, 0.9999), _INT8: Bounds(0.985, 0.95)}


class _Plain(torch.nn.Module):
    """Transformer, pooling and normalisation as one graph: token ids to vectors of text and tokens.

    Texts are run one by one, so there is no padding and nothing to mask.
    """

    def __init__(self, transformer: torch.nn.Module, pooling: str) -> None:
        super().__init__()
        self.transformer = transformer
        self.pooling = pooling
        self.typed = "token_type_ids" in inspect.signature(transformer.forward).parameters

    def forward(self, input_ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        more = {"token_type_ids": torch.zeros_like(input_ids)} if self.typed else {}
        states = self.transformer(input_ids=input_ids, **more)[0]
        pooled = states[:, 0] if self.pooling == "cls" else states.mean(1)
        normalize = torch.nn.functional.normalize
        return normalize(pooled, dim=-1), normalize(states, dim=-1)


def export(
    origin: source.Origin, models: Path, progress: Callable[[str, int, int], None] | None = None
) -> Path:
    """Export `origin` into `models`, checked, and return its folder; raises ModelError, leaving nothing.

    The folder appears whole or not at all; when another process was quicker, its folder is returned.
    """
    say = progress or (lambda step, done, total: None)
    steps = 5
    say("Reading the embedding model", 0, steps)
    model = open_model(origin)
    say("Exporting the embedding model", 1, steps)
    with _folder_beside(models) as work, _quiet():
        exact = work / "exact.onnx"
        try:
            _to_onnx(model, exact)
            say("Reading the check texts", 2, steps)
            reference = np.asarray(
                model.encode(list(TEXTS), normalize_embeddings=True, show_progress_bar=False), np.float32
            )
            manifest = _manifest(origin, model)
            tokenizer = model.tokenizer.backend_tokenizer.to_str().encode("utf-8")
            say("Checking the export", 3, steps)
            exact_cosines = check(_write(work / _EXACT, exact, tokenizer, manifest), reference, _EXACT)
            say("Making it small and quick", 4, steps)
            write = partial(_write, tokenizer=tokenizer, manifest=manifest)
            config = _parts(model)[0].config
            folder, cosines = _quantised(exact, config, work, write, reference)
        except ModelError:
            raise
        except Exception as error:  # whatever a stranger's model makes the exporter raise
            raise ModelError(
                f"The embedding model {origin.name!r} cannot be exported ({one_line(error)})."
            ) from error
        manifest |= {"cosine_exact": exact_cosines, "cosine_int8": cosines}
        _write(folder, folder / MODEL, tokenizer, manifest)
        place = _publish(folder, models / manifest["fingerprint"])
    say("The embedding model is ready", steps, steps)
    return place


def check(folder: Path, reference: NDArray[np.float32], kind: str) -> dict[str, float]:
    """Compare the export in `folder` with the original's vectors of the check texts.

    Returns the mean and the least cosine; raises ModelError when `BOUNDS[kind]` is not met.
    """
    found = OnnxEmbedder(folder).embed(TEXTS)
    cosines = (found * reference).sum(1)
    mean, least = float(cosines.mean()), float(cosines.min())
    bounds = BOUNDS[kind]
    if not (mean >= bounds.mean and least >= bounds.least):  # so that a NaN fails as well
        raise ModelError(
            f"The exported embedding model does not agree with its original ({kind}: mean cosine {mean:.4f}, "
            f"least {least:.4f}; at least {bounds.mean} and {bounds.least} are needed), so it is not used."
        )
    return {"mean": round(mean, 5), "least": round(least, 5)}


def _to_onnx(model: SentenceTransformer, target: Path) -> None:
    transformer, pooling = _parts(model)
    _unfold(transformer)
    example = model.tokenizer(["What is this?"], return_tensors="pt")
    try:
        with torch.no_grad():
            torch.onnx.export(
                _Plain(transformer, pooling).eval(),
                (example["input_ids"],),
                str(target),
                input_names=[IDS],
                output_names=[EMBEDDING, TOKENS],
                dynamic_axes={name: {0: "texts", 1: "tokens"} for name in (IDS, TOKENS)}
                | {EMBEDDING: {0: "texts"}},
                opset_version=_OPSET,
                dynamo=False,  # the newer exporter gives two values one name here, which does not load
            )
    finally:
        transformer.set_attn_implementation("sdpa")


def _unfold(transformer: Any) -> None:
    """Have attention computed step by step: torch's own is one step, and that exports wrongly.

    Where the model lets us, in the steps that onnxruntime knows how to join to a node of its own.
    """
    from transformers import AttentionInterface  # noqa: PLC0415

    AttentionInterface.register(_STEPS, _attend)
    try:
        transformer.set_attn_implementation(_STEPS)
    except ValueError:
        transformer.set_attn_implementation("eager")


def _attend(
    _module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    _mask: torch.Tensor | None,
    *,
    scaling: float,
    **_: Any,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return what each token takes from the others, (texts, tokens, heads, dimensions), and the odds."""
    odds = torch.softmax(query @ key.transpose(2, 3) / (1 / scaling), dim=-1)
    return (odds @ value).transpose(1, 2).contiguous(), odds


def _parts(model: SentenceTransformer) -> tuple[Any, str]:
    """Return the transformer and how it is pooled; raises ModelError for modules we cannot export."""
    kinds = [type(module).__name__ for module in model]
    pooling = getattr(model[1], "pooling_mode", None) if len(kinds) > 1 else None
    if isinstance(pooling, (list, tuple)) and len(pooling) == 1:
        pooling = pooling[0]
    prompted = model.default_prompt_name is not None or getattr(model[0], "do_lower_case", False)
    if kinds[:2] != ["Transformer", "Pooling"] or kinds[2:] not in ([], ["Normalize"]) or prompted:
        raise ModelError(f"An embedding model made of {', '.join(kinds)} cannot be exported.")
    if pooling not in ("mean", "cls"):
        raise ModelError(f"An embedding model that pools by {pooling} cannot be exported.")
    return model[0].model, str(pooling)


def _quantised(
    exact: Path,
    config: Any,
    work: Path,
    write: Callable[[Path, Path], Path],
    reference: NDArray[np.float32],
) -> tuple[Path, dict[str, float]]:
    """Return the first of the ways to quantise that passes the check, quickest way first.

    `write` puts a model with all that it needs into a folder.
    """
    failure: Exception | None = None
    for number, (fused, operators) in enumerate(_WAYS):
        target = work / f"{_INT8}-{number}.onnx"
        try:
            raw = target.with_suffix(".raw")
            _quantise(_fuse(exact, config) if fused else exact, raw, operators)
            _settle(raw, target)
            folder = write(work / f"{_INT8}-{number}", target)
            return folder, check(folder, reference, _INT8)
        except Exception as error:  # the next way may do; the last one's failure is reported
            failure = error
    raise failure if isinstance(failure, ModelError) else ModelError(f"Quantising failed: {failure}")


def _fuse(exact: Path, config: Any) -> Path:
    """Join attention, normalisation and GELU into single nodes, where their pattern is known.

    `config` is the transformer's own; what it does not tell of its attention is guessed from the graph.
    """
    from onnxruntime.transformers.fusion_options import FusionOptions  # noqa: PLC0415
    from onnxruntime.transformers.optimizer import optimize_model  # noqa: PLC0415

    fused = exact.with_name("fused.onnx")
    if not fused.exists():
        options = FusionOptions("bert")
        options.enable_gelu_approximation = True  # tanh: quicker, and far below the noise of int8
        options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = False  # see _SLOW
        optimize_model(
            str(exact),
            "bert",
            num_heads=getattr(config, "num_attention_heads", 0),
            hidden_size=getattr(config, "hidden_size", 0),
            optimization_options=options,
            opt_level=0,
        ).save_model_to_file(str(fused))
    return fused


def _quantise(model: Path, target: Path, operators: Sequence[str]) -> None:
    from onnx import TensorProto  # noqa: PLC0415
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    quantize_dynamic(
        model,
        target,
        op_types_to_quantize=list(operators),
        per_channel=True,
        weight_type=QuantType.QInt8,
        reduce_range=True,  # 7 bits: eight overflow on processors without VNNI, and in silence
        extra_options={"DefaultTensorType": TensorProto.FLOAT},  # fused nodes do not tell their type
    )


def _settle(model: Path, target: Path) -> None:
    """Simplify the graph once, here, and not at every start; only in ways that any processor can run."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(
        str(model), options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOW]
    )


def _manifest(origin: source.Origin, model: SentenceTransformer) -> dict[str, Any]:
    digest = weights_digest(origin, model)
    return {
        "name": origin.name,
        "fingerprint": f"{digest[:16]}-{source.VARIANT}",
        "variant": source.VARIANT,
        "source": digest,
        "stamp": origin.stamp,
        "dimensions": int(model.get_embedding_dimension() or 0),
        "max_tokens": int(model.max_seq_length or 512),
    }


def _write(folder: Path, model: Path, tokenizer: bytes, manifest: dict[str, Any]) -> Path:
    """Put model, tokenizer and manifest into `folder`."""
    folder.mkdir(exist_ok=True)
    if model != folder / MODEL:
        shutil.copyfile(model, folder / MODEL)
    (folder / TOKENIZER).write_bytes(tokenizer)
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (MODEL, TOKENIZER)}
    text = json.dumps(manifest | {"files": sums}, indent=2, ensure_ascii=False)
    (folder / source.MANIFEST).write_text(text + "\n", "utf-8")
    return folder


def _publish(folder: Path, place: Path) -> Path:
    from index.durable import sync_tree  # noqa: PLC0415

    sync_tree(folder)
    if source.read_manifest(place).get("fingerprint") != place.name:
        shutil.rmtree(place, ignore_errors=True)
    with contextlib.suppress(OSError):  # another process has put it there meanwhile
        folder.rename(place)
    sync_tree(place.parent, deep=False)
    if not (place / source.MANIFEST).is_file():
        raise ModelError(f"The exported embedding model cannot be written to {place}.")
    return place


def _tidy(models: Path) -> None:
    """Remove exports of an earlier kind, and what exports that were killed have left for an hour."""
    for folder in models.glob("[0-9a-f]*"):
        if source.read_manifest(folder).get("variant") != source.VARIANT:
            shutil.rmtree(folder, ignore_errors=True)
    for folder in models.glob(".making-*"):
        if time.time() - folder.stat().st_mtime > 3600:
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _folder_beside(models: Path) -> Iterator[Path]:
    try:
        models.mkdir(parents=True, exist_ok=True)
        _tidy(models)
        made = tempfile.TemporaryDirectory(dir=models, prefix=".making-", ignore_cleanup_errors=True)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise ModelError(f"The exported embedding model cannot be kept in {models} ({reason}).") from error
    with made as work:
        yield Path(work)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the exporter's advice to its developers off the user's terminal."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
