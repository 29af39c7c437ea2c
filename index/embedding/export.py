"""Export a sentence-transformers model to int8 ONNX, and use it only if it agrees with the original.

It runs once for a model, and knows torch and transformers, as `index.onnx_graph` does. The reference
is the model as sentence-transformers runs it on torch. An export that is not as near to it as `Bounds`
asks is not used: exporting can go wrong in silence, without an error, and only the vectors tell.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray

from corpus.errors import ModelError
from index import model_folder, onnx_graph
from index.embedding import source
from index.embedding.check_texts import TEXTS
from index.embedding.onnx import EMBEDDING, IDS, STATES, TOKENS, OnnxEmbedder
from index.embedding.torch import lower, one_line, open_model, weights_digest

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_EXACT, _INT8 = "exact", "int8"
_EACH = {0: "texts", 1: "tokens"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How near an export must be to its original: cosines over the check texts."""

    mean: float
    least: float


BOUNDS = {_EXACT: Bounds(0.9999, 0.9999), _INT8: Bounds(0.985, 0.95)}


class _Plain(torch.nn.Module):
    """Transformer, pooling and normalisation as one graph: token ids to vectors of text and tokens.

    And to what the layers below the last `source.UPPER` say. Texts are run one by one, so there is no
    padding and nothing to mask.
    """

    def __init__(self, transformer: torch.nn.Module, pooling: str) -> None:
        super().__init__()
        self.transformer = transformer
        self.pooling = pooling
        self.typed = "token_type_ids" in inspect.signature(transformer.forward).parameters

    def forward(self, input_ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        more = {"token_type_ids": torch.zeros_like(input_ids)} if self.typed else {}
        found = self.transformer(input_ids=input_ids, output_hidden_states=True, **more)
        states, below = found[0], lower(found.hidden_states)
        pooled = states[:, 0] if self.pooling == "cls" else states.mean(1)
        normalize = torch.nn.functional.normalize
        return normalize(pooled, dim=-1), normalize(states, dim=-1), below


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
    with model_folder.workshop(models) as work, onnx_graph.quiet():
        exact = work / "exact.onnx"
        try:
            transformer, pooling = _parts(model)
            _to_onnx(model, transformer, pooling, exact)
            say("Reading the check texts", 2, steps)
            reference = np.asarray(
                model.encode(list(TEXTS), normalize_embeddings=True, show_progress_bar=False), np.float32
            )
            manifest = _manifest(origin, model)
            tokenizer = model.tokenizer.backend_tokenizer.to_str().encode("utf-8")
            say("Checking the export", 3, steps)
            write = partial(model_folder.write, tokenizer=tokenizer, manifest=manifest)
            exact_cosines = check(write(work / _EXACT, exact), reference, _EXACT)
            say("Making it small and quick", 4, steps)

            def accept(target: Path) -> tuple[Path, dict[str, float]]:
                folder = write(work / target.stem, target)
                return folder, check(folder, reference, _INT8)

            folder, cosines = onnx_graph.quantised(exact, transformer.config, accept)
        except ModelError:
            raise
        except Exception as error:  # whatever a stranger's model makes the exporter raise
            raise ModelError(
                f"The embedding model {origin.name!r} cannot be exported ({one_line(error)})."
            ) from error
        manifest |= {"cosine_exact": exact_cosines, "cosine_int8": cosines}
        write(folder, folder / model_folder.MODEL, manifest=manifest)
        place = model_folder.publish(folder, models / f"{manifest['source'][:16]}-{source.VARIANT}")
    model_folder.tidy(models, source.PATTERN, source.VARIANT)
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


def _to_onnx(model: SentenceTransformer, transformer: Any, pooling: str, target: Path) -> None:
    example = model.tokenizer(["What is this?"], return_tensors="pt")
    onnx_graph.export(
        _Plain(transformer, pooling),
        transformer,
        (example["input_ids"],),
        target,
        inputs=(IDS,),
        outputs={EMBEDDING: {0: "texts"}, TOKENS: _EACH, STATES: _EACH},
    )


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


def _manifest(origin: source.Origin, model: SentenceTransformer) -> dict[str, Any]:
    digest = weights_digest(origin, model)
    return {
        "name": origin.name,
        "fingerprint": f"{digest[:16]}-{source.VECTORS}",
        "variant": source.VARIANT,
        "source": digest,
        "stamp": origin.stamp,
        "dimensions": int(model.get_embedding_dimension() or 0),
        "max_tokens": int(model.max_seq_length or 512),
    }
