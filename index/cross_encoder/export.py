"""Join the trained layers with the embedding model's, and export the whole to int8 ONNX, checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file

from corpus.errors import ModelError
from corpus.shortage import shortage
from index import model_folder, onnx_graph
from index.cross_encoder import source
from index.cross_encoder.input import Pair, Read, Reader, tokenizer_of
from index.cross_encoder.network import CrossEncoder
from index.cross_encoder.onnx import ANSWER, IDS, PARTS, SPANS, OnnxCrossEncoder
from index.embedding.check_texts import TEXTS
from index.embedding.torch import one_line, open_model

Progress = Callable[[str, int, int], None]

PAIRS = tuple(
    Pair(text, TEXTS[number * 5 % len(TEXTS)], f"{TEXTS[number * 7 % len(TEXTS)]} {text}")
    for number, text in enumerate(TEXTS)
)
"""What an export is held to its original on."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far an export may be from its original, in the mean over the pairs.

    `answers` are log-odds, in standard deviations of what the original says; `places` the odds of where the
    answer starts, summed over tokens (0 for the same, 2 for none in common).
    """

    answers: float
    places: float


EXACT, INT8 = Bounds(0.005, 0.01), Bounds(0.2, 0.35)


class TorchCrossEncoder(Reader):
    """The network in float32 on the processor: the reference, and what runs when an export cannot."""

    def __init__(self, network: CrossEncoder, tokenizer: Any) -> None:
        super().__init__(tokenizer_of(tokenizer))
        self.engine = "torch, float32"
        self.network = network.eval()

    def read(self, pairs: Sequence[Pair]) -> list[Read]:
        """Read pairs; one result for each, in their order."""
        return [self.read_one(pair) for pair in pairs]

    def run(self, ids: NDArray[np.int64], parts: NDArray[np.int64]) -> tuple[float, NDArray[np.float32]]:
        """Return the log-odds that the passage answers, and the scores of spans: (tokens, 2)."""
        with torch.no_grad():
            answer, spans = self.network(torch.from_numpy(ids[None]), torch.from_numpy(parts[None]))
        return float(answer[0]), spans[0].numpy()


def on_torch(parts: source.Parts) -> TorchCrossEncoder:
    """Put the network together; raises ModelError when the trained layers do not fit it."""
    model = open_model(parts.base)
    network = CrossEncoder(model[0].model.float())
    try:
        trained, wanted = load_file(parts.trained), dict(network.trained())
        if trained.keys() != wanted.keys():
            raise ValueError(f"{len(trained.keys() ^ wanted.keys())} names do not match")
        with torch.no_grad():
            for name, weights in wanted.items():
                weights.copy_(trained[name])
    except Exception as error:  # a file cut off, of another shape, or of something else
        raise shortage(error) or ModelError(
            f"The reading model's layers cannot be used ({one_line(error)})."
        ) from error
    return TorchCrossEncoder(network, model.tokenizer.backend_tokenizer)


def export(parts: source.Parts, models: Path, progress: Progress | None = None) -> Path:
    """Export into `models`, checked, and return its folder; raises ModelError, leaving nothing."""
    say = progress or (lambda step, done, total: None)
    steps = 3
    say("Putting the reading model together", 0, steps)
    original = on_torch(parts)
    reference = original.read(PAIRS)
    digest = parts.digest()
    manifest = {
        "name": "reading model",
        "fingerprint": f"{source.PREFIX}{digest[:16]}",
        "variant": source.VARIANT,
        "source": digest,
        "stamp": parts.stamp,
    }
    with model_folder.workshop(models) as work, onnx_graph.quiet():
        exact = work / "exact.onnx"
        write = partial(
            model_folder.write,
            tokenizer=original.tokenizer.to_str().encode("utf-8"),
            manifest=manifest,
        )
        try:
            say("Exporting the reading model", 1, steps)
            bert = original.network.bert
            example = (torch.tensor([[101, 2054, 102, 2023, 102]]), torch.tensor([[0, 0, 0, 2, 1]]))
            onnx_graph.export(
                original.network,
                bert,
                example,
                exact,
                inputs=(IDS, PARTS),
                outputs={ANSWER: {0: "texts"}, SPANS: {0: "texts", 1: "tokens"}},
            )
            check(write(work / "exact", exact), reference, EXACT)
            say("Making the reading model small and quick", 2, steps)

            def accept(target: Path) -> Path:
                folder = write(work / target.stem, target)
                check(folder, reference, INT8)
                return folder

            folder = onnx_graph.quantised(exact, bert.config, accept)
        except ModelError:
            raise
        except Exception as error:
            raise ModelError(f"The reading model cannot be exported ({one_line(error)}).") from error
        place = model_folder.publish(folder, models / str(manifest["fingerprint"]))
    model_folder.tidy(models, source.PATTERN, source.VARIANT)
    say("The reading model is ready", steps, steps)
    return place


def check(folder: Path, reference: Sequence[Read], bounds: Bounds) -> dict[str, float]:
    """Compare the export in `folder` with what the original read; return the mean differences.

    Raises ModelError when one is beyond `bounds`.
    """
    both = list(zip(OnnxCrossEncoder(folder).read(PAIRS), reference, strict=True))
    spread = float(np.std([read.answers for read in reference]))
    answers = float(np.mean([abs(a.answers - b.answers) for a, b in both])) / spread
    places = float(np.mean([np.abs(np.exp(a.starts) - np.exp(b.starts)).sum() for a, b in both]))
    if not (answers <= bounds.answers and places <= bounds.places):  # so that a NaN fails as well
        raise ModelError(
            f"The exported reading model does not agree with its original (log-odds differ by {answers:.3f} "
            f"deviations, places by {places:.3f} in the mean; {bounds.answers} and {bounds.places} are "
            "allowed), so it is not used."
        )
    return {"answers": round(answers, 4), "places": round(places, 4)}
