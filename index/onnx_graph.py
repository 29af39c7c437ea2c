"""Turn a network of torch into a small, quick ONNX graph; this runs once for a model.

Exporting can go wrong in silence, so whoever uses this compares what the graph says with the network.
"""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import onnxruntime
import torch

from corpus.errors import ModelError
from corpus.shortage import shortage

_OPSET = 17
_STEPS = "footbridge_steps"
_WAYS: tuple[tuple[bool, list[str]], ...] = (
    (True, ["MatMul", "Attention", "Gather", "EmbedLayerNormalization"]),
    (True, ["MatMul", "Attention"]),
    (False, ["MatMul"]),
)
"""How an export is made small, quickest first: whether nodes are joined before, and which are quantised."""

_SLOW = "SkipLayerNormFusion"
"""Makes a node of addition and normalisation that takes three times as long as both: 173 µs for 52 at 73
tokens (onnxruntime 1.31)."""

Accepted = TypeVar("Accepted")


def export(
    network: torch.nn.Module,
    transformer: Any,
    example: tuple[torch.Tensor, ...],
    target: Path,
    *,
    inputs: Sequence[str],
    outputs: dict[str, dict[int, str]],
) -> None:
    """Write `network` as a graph; `transformer` is the part of it that attends.

    Inputs are (texts, tokens); `outputs` name the axes of each output that differ from run to run.
    """
    _unfold(transformer)
    try:
        with torch.no_grad():
            torch.onnx.export(
                network.eval(),
                example,
                str(target),
                input_names=list(inputs),
                output_names=list(outputs),
                dynamic_axes={name: {0: "texts", 1: "tokens"} for name in inputs} | outputs,
                opset_version=_OPSET,
                dynamo=False,  # the newer exporter gives two values one name here, which does not load
            )
    finally:
        transformer.set_attn_implementation("sdpa")


def quantised(exact: Path, config: Any, accept: Callable[[Path], Accepted]) -> Accepted:
    """Return what `accept` makes of the graph made small, in the quickest way that it accepts.

    `accept` raises ModelError for a graph that does not say what it should; so does this when none does.
    `config` is the transformer's own; what it does not tell of its attention is guessed from the graph.
    """
    failure: Exception | None = None
    for number, (fused, operators) in enumerate(_WAYS):
        target = exact.with_name(f"int8-{number}.onnx")
        try:
            raw = target.with_suffix(".raw")
            _quantise(_fuse(exact, config) if fused else exact, raw, operators)
            _settle(raw, target)
            return accept(target)
        except Exception as error:  # the next way may do; the last one's failure is reported
            failure = error
            if shortage(error, exact.parent):
                break
    if isinstance(failure, ModelError):
        raise failure
    said = " ".join(str(failure).split())
    raise ModelError(f"The model cannot be made small ({said}).") from failure


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep the exporter's advice to its developers off the user's terminal."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


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
    options.log_severity_level = 4
    onnxruntime.InferenceSession(
        str(model), options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOW]
    )
