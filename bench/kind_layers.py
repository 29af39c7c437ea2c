"""Train the embedding model's last layers on, so that questions of one kind get vectors that are alike.

They start as the embedding model has them, follow what its lower layers say (`Embedder.states`), and are
trained together with the weights of kinds over the vector they make and over the features of a question.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from bot.answering.records.classifier import Floats
from corpus.errors import ModelError
from index import onnx_graph
from index.embedding import source
from index.embedding.layers import STATES, VECTOR, OnnxLayers
from index.embedding.torch import open_model

SEED = 20_261_130
EPOCHS, TOGETHER = 6, 48
"""How often each question is seen, unless told otherwise, and how many make one step."""

RATE, RATE_OF_WEIGHTS, RATE_OF_FEATURES = 2e-4, 5e-3, 2e-3
WARMING = 0.05  # of the steps, in which the rates rise
SMOOTHED = 0.05  # of the probability that is spread over all kinds: no question is of one beyond doubt
DROPPED, DROPPED_FEATURES = 0.1, 0.3
LENGTH = 8.0
"""What vectors are stretched to before they are weighed, so that weights need not be large."""

LIKE = 0.985
"""The mean cosine that an export's vectors must have to those of the network."""

_CHECKED = 200


@dataclass(frozen=True, slots=True)
class Question:
    """What is learned from: `states`, float32 (tokens, dimensions), numbers of features, and of the kind."""

    states: Floats
    features: Sequence[int]
    kind: int


class Layers(torch.nn.Module):
    """The last layers of a transformer, and the mean over tokens: states to vectors of unit length."""

    def __init__(self, layers: Any) -> None:
        super().__init__()
        self.layers = layers

    def forward(self, states: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """Return (texts, dimensions) of (texts, tokens, dimensions); `mask` tells tokens from padding."""
        seen = None if mask is None else torch.where(mask, 0.0, -1e9)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, seen)
        kept = states if mask is None else states * mask[..., None]
        return torch.nn.functional.normalize(kept.sum(1), dim=-1)


class Classifier(torch.nn.Module):
    """Layers, and the weights of their vectors and of features for each kind."""

    def __init__(self, layers: Layers, dimensions: int, features: int, kinds: int) -> None:
        super().__init__()
        self.layers = layers
        self.weights = torch.nn.Linear(dimensions, kinds)
        self.features = torch.nn.EmbeddingBag(features + 1, kinds, mode="sum", padding_idx=features)
        torch.nn.init.zeros_(self.weights.weight)
        torch.nn.init.zeros_(self.weights.bias)
        torch.nn.init.zeros_(self.features.weight)

    def forward(self, states: torch.Tensor, mask: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        """Return the log-odds of kinds, (texts, kinds), up to a number for each text."""
        if self.training:
            left = torch.rand(features.shape) < DROPPED_FEATURES
            features = features.masked_fill(left, self.features.num_embeddings - 1)
        said: torch.Tensor = self.weights(LENGTH * self.layers(states, mask))
        more: torch.Tensor = self.features(features)
        return said + (more / (1 - DROPPED_FEATURES) if self.training else more)


@dataclass(frozen=True, slots=True)
class Trained:
    """Layers and weights, float32 (kinds, dimensions + features) and (kinds,); `transformer` they are of."""

    layers: Layers
    transformer: Any
    weights: Floats
    bias: Floats


def train(questions: Sequence[Question], features: int, kinds: int, epochs: int = EPOCHS) -> Trained:
    """Train on questions of so many features and kinds."""
    torch.manual_seed(SEED)
    transformer: Any = open_model(source.find(None))[0].model.float()
    transformer.set_attn_implementation("eager")
    layers = Layers(transformer.encoder.layer[-source.UPPER :])
    for module in layers.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = DROPPED
    model = Classifier(layers, questions[0].states.shape[1], features, kinds)
    groups: list[dict[str, Any]] = [
        {"params": list(layers.parameters()), "lr": RATE, "weight_decay": 0.05},
        {"params": list(model.weights.parameters()), "lr": RATE_OF_WEIGHTS, "weight_decay": 0.01},
        {"params": list(model.features.parameters()), "lr": RATE_OF_FEATURES, "weight_decay": 0.02},
    ]
    optimizer = torch.optim.AdamW(groups)
    steps = epochs * -(-len(questions) // TOGETHER)
    paces = torch.optim.lr_scheduler.LambdaLR(optimizer, _pace(steps))
    model.train()
    for some in _batches(questions, epochs):
        said = model(*_padded(some, features))
        kind = torch.tensor([one.kind for one in some])
        loss = torch.nn.functional.cross_entropy(said, kind, label_smoothing=SMOOTHED)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(layers.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        paces.step()
    model.eval()
    seen = model.features.weight[:-1].T
    weights = torch.cat([LENGTH * model.weights.weight, seen], 1).detach().numpy()
    return Trained(layers, transformer, weights, model.weights.bias.detach().numpy())


def _pace(steps: int) -> Callable[[int], float]:
    return lambda step: min(1.0, (step + 1) / (WARMING * steps)) * max(0.0, 1 - step / steps)


def _batches(questions: Sequence[Question], epochs: int) -> Iterator[list[Question]]:
    """Yield questions of like length together, each once an epoch."""
    chance = random.Random(SEED)
    for _ in range(epochs):
        mixed = chance.sample(questions, len(questions))
        near = [
            sorted(mixed[at : at + 20 * TOGETHER], key=lambda one: len(one.states))
            for at in range(0, len(mixed), 20 * TOGETHER)
        ]
        batches = [some[at : at + TOGETHER] for some in near for at in range(0, len(some), TOGETHER)]
        chance.shuffle(batches)
        yield from batches


def _padded(some: Sequence[Question], features: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(one.states) for one in some)
    states = np.zeros((len(some), longest, some[0].states.shape[1]), np.float32)
    mask = np.zeros((len(some), longest), bool)
    held = np.full((len(some), max(1, *(len(one.features) for one in some))), features)
    for row, one in enumerate(some):
        states[row, : len(one.states)], mask[row, : len(one.states)] = one.states, True
        held[row, : len(one.features)] = one.features
    return torch.from_numpy(states), torch.from_numpy(mask), torch.from_numpy(held)


def export(trained: Trained, file: Path, checks: Sequence[NDArray[np.float32]]) -> OnnxLayers:
    """Write the layers as a graph in eight bits, and return it as it runs.

    Raises ModelError when its vectors of some of `checks`, states of texts, are not those of the network.
    """
    some = checks[:: max(1, len(checks) // _CHECKED)]
    file.parent.mkdir(exist_ok=True)
    with torch.no_grad(), onnx_graph.quiet():
        wanted = np.concatenate([trained.layers(torch.from_numpy(one[None])).numpy() for one in some])
        exact = file.with_name("exact.onnx")
        onnx_graph.export(
            trained.layers,
            trained.transformer,
            (torch.from_numpy(some[0][None]),),
            exact,
            inputs=(STATES,),
            outputs={VECTOR: {0: "texts"}},
        )

        def accept(target: Path) -> OnnxLayers:
            found = OnnxLayers(target)
            cosine = float(
                np.mean([found.vector(one) @ other for one, other in zip(some, wanted, strict=True)])
            )
            if not cosine >= LIKE:
                raise ModelError(f"The layers in eight bits are not those trained (cosine {cosine:.3f}).")
            target.replace(file)
            return OnnxLayers(file)

        return onnx_graph.quantised(exact, trained.transformer.config, accept)
