"""Train the embedding model's last layers on, so that questions of one kind get vectors that are alike.

And words that are signs of one thing. They start as the embedding model has them, follow what its lower
layers say (`Embedder.states`), and are trained together with the weights of kinds, over the vector of a
question and over its features, and with those of signs, over the vectors of its words.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bot.answering.records.classifier import Floats
from corpus.errors import ModelError
from index import onnx_graph
from index.embedding import source
from index.embedding.layers import STATES, TOKENS, VECTOR, OnnxLayers
from index.embedding.tokens import TokenStates
from index.embedding.torch import open_model

SEED = 20_261_130
EPOCHS, TOGETHER = 5, 48
"""How often each question is seen, unless told otherwise, and how many make one step."""

RATE, RATE_OF_WEIGHTS, RATE_OF_FEATURES = 2e-4, 5e-3, 2e-3
WARMING = 0.05  # of the steps, in which the rates rise
SMOOTHED = 0.05  # of the probability that is spread over all kinds: no question is of one beyond doubt
DROPPED, DROPPED_FEATURES = 0.1, 0.3
LENGTH = 8.0
"""What vectors are stretched to before they are weighed, so that weights need not be large."""

LIKE = 0.985
"""The mean cosine that an export's vectors must have to those of the network."""

LISTED = 0.2
"""What a word that a list holds counts beside one of no list, which it is not read for."""

OPEN = -1
"""The number of a kind where only the words of a question are learned from."""

_CHECKED = 200


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its tokens in its question, the number of its sign, and whether a list says so."""

    rows: Sequence[int]
    sign: int
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What is learned from: states, numbers of features, that of the kind or `OPEN`, and words."""

    states: TokenStates
    features: Sequence[int]
    kind: int
    words: Sequence[Word] = ()


class Layers(torch.nn.Module):
    """The last layers of a transformer: states to vectors of unit length, of texts and of their tokens."""

    def __init__(self, layers: Any) -> None:
        super().__init__()
        self.layers = layers

    def forward(
        self, states: torch.Tensor, mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return (texts, dimensions) and (texts, tokens, dimensions) of states of the latter shape.

        `mask` tells tokens from padding. The vector of a text is the mean over its tokens.
        """
        seen = None if mask is None else torch.where(mask, 0.0, -1e9)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, seen)
        kept = states if mask is None else states * mask[..., None]
        normalize = torch.nn.functional.normalize
        return normalize(kept.sum(1), dim=-1), normalize(states, dim=-1)


class Classifier(torch.nn.Module):
    """Layers, and the weights of their vectors and of features for each kind, and of words for each sign."""

    def __init__(self, layers: Layers, dimensions: int, features: int, kinds: int, signs: int) -> None:
        super().__init__()
        self.layers = layers
        self.weights = torch.nn.Linear(dimensions, kinds)
        self.signs = torch.nn.Linear(dimensions, signs)
        self.features = torch.nn.EmbeddingBag(features + 1, kinds, mode="sum", padding_idx=features)
        torch.nn.init.zeros_(self.weights.weight)
        torch.nn.init.zeros_(self.weights.bias)
        torch.nn.init.zeros_(self.features.weight)

    def forward(
        self, states: torch.Tensor, mask: torch.Tensor, features: torch.Tensor, of_words: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the log-odds of kinds, (texts, kinds), and of signs, (words, signs), up to a number each.

        `of_words`, (2, n), are numbers of words, in order and none left out, each with one of its tokens,
        counted over all texts.
        """
        if self.training:
            left = torch.rand(features.shape) < DROPPED_FEATURES
            features = features.masked_fill(left, self.features.num_embeddings - 1)
        vector, tokens = self.layers(states, mask)
        said: torch.Tensor = self.weights(LENGTH * vector)
        more: torch.Tensor = self.features(features)
        number, token = of_words
        held = torch.zeros(int(number.max()) + 1 if len(number) else 0, vector.shape[1])
        words = torch.nn.functional.normalize(held.index_add(0, number, tokens.flatten(0, 1)[token]), dim=-1)
        return said + (more / (1 - DROPPED_FEATURES) if self.training else more), self.signs(LENGTH * words)


@dataclass(frozen=True, slots=True)
class Trained:
    """Layers and weights, float32 (kinds, dimensions + features) and (kinds,); `transformer` they are of.

    `sign_weights` and `sign_bias` are float32 (signs, dimensions) and (signs,).
    """

    layers: Layers
    transformer: Any
    weights: Floats
    bias: Floats
    sign_weights: Floats
    sign_bias: Floats


def train(
    questions: Sequence[Question], features: int, kinds: int, signs: int, epochs: int = EPOCHS
) -> Trained:
    """Train on questions of so many features and kinds, whose words are of so many signs."""
    torch.manual_seed(SEED)
    transformer: Any = open_model(source.find(None))[0].model.float()
    transformer.set_attn_implementation("eager")
    layers = Layers(transformer.encoder.layer[-source.UPPER :])
    for module in layers.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = DROPPED
    model = Classifier(layers, questions[0].states.values.shape[1], features, kinds, signs)
    groups: list[dict[str, Any]] = [
        {"params": list(layers.parameters()), "lr": RATE, "weight_decay": 0.05},
        {"params": list(model.weights.parameters()), "lr": RATE_OF_WEIGHTS, "weight_decay": 0.01},
        {"params": list(model.signs.parameters()), "lr": RATE_OF_WEIGHTS, "weight_decay": 0.01},
        {"params": list(model.features.parameters()), "lr": RATE_OF_FEATURES, "weight_decay": 0.02},
    ]
    optimizer = torch.optim.AdamW(groups)
    steps = epochs * -(-len(questions) // TOGETHER)
    paces = torch.optim.lr_scheduler.LambdaLR(optimizer, _pace(steps))
    model.train()
    for some in _batches(questions, epochs):
        said, signed = model(*_padded(some, features))
        kind = torch.tensor([one.kind for one in some])
        loss = torch.nn.functional.cross_entropy(said, kind, label_smoothing=SMOOTHED, ignore_index=OPEN)
        words = [word for one in some for word in one.words]
        counts = torch.tensor([LISTED if word.is_listed else 1.0 for word in words])
        sign = torch.tensor([word.sign for word in words], dtype=torch.long)
        off = torch.nn.functional.cross_entropy(signed, sign, label_smoothing=SMOOTHED, reduction="none")
        loss = loss.nan_to_num() + (off * counts).sum() / counts.sum().clamp(min=1.0)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(layers.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        paces.step()
    model.eval()
    seen = model.features.weight[:-1].T
    weights = torch.cat([LENGTH * model.weights.weight, seen], 1).detach().numpy()
    return Trained(
        layers,
        transformer,
        weights,
        model.weights.bias.detach().numpy(),
        (LENGTH * model.signs.weight).detach().numpy(),
        model.signs.bias.detach().numpy(),
    )


def _pace(steps: int) -> Callable[[int], float]:
    return lambda step: min(1.0, (step + 1) / (WARMING * steps)) * max(0.0, 1 - step / steps)


def _batches(questions: Sequence[Question], epochs: int) -> Iterator[list[Question]]:
    """Yield questions of like length together, each once an epoch."""
    chance = random.Random(SEED)
    for _ in range(epochs):
        mixed = chance.sample(questions, len(questions))
        near = [
            sorted(mixed[at : at + 20 * TOGETHER], key=lambda one: len(one.states.values))
            for at in range(0, len(mixed), 20 * TOGETHER)
        ]
        batches = [some[at : at + TOGETHER] for some in near for at in range(0, len(some), TOGETHER)]
        chance.shuffle(batches)
        yield from batches


def _padded(
    some: Sequence[Question], features: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(one.states.values) for one in some)
    states = np.zeros((len(some), longest, some[0].states.values.shape[1]), np.float32)
    mask = np.zeros((len(some), longest), bool)
    held = np.full((len(some), max(1, *(len(one.features) for one in some))), features)
    spots: list[tuple[int, int]] = []
    words = 0
    for row, one in enumerate(some):
        length = len(one.states.values)
        states[row, :length], mask[row, :length] = one.states.values, True
        held[row, : len(one.features)] = one.features
        for word in one.words:
            spots += [(words, row * longest + token) for token in word.rows]
            words += 1
    of_words = torch.tensor(spots, dtype=torch.long).reshape(-1, 2).T
    return torch.from_numpy(states), torch.from_numpy(mask), torch.from_numpy(held), of_words


def export(trained: Trained, file: Path, checks: Sequence[TokenStates]) -> OnnxLayers:
    """Write the layers as a graph in eight bits, and return it as it runs.

    Raises ModelError when its vectors of some of `checks`, states of texts, are not those of the network.
    """
    some = checks[:: max(1, len(checks) // _CHECKED)]
    file.parent.mkdir(parents=True, exist_ok=True)
    with torch.no_grad(), onnx_graph.quiet():
        wanted = [trained.layers(torch.from_numpy(one.values[None])) for one in some]
        exact = file.with_name("exact.onnx")
        onnx_graph.export(
            trained.layers,
            trained.transformer,
            (torch.from_numpy(some[0].values[None]),),
            exact,
            inputs=(STATES,),
            outputs={VECTOR: {0: "texts"}, TOKENS: {0: "texts", 1: "tokens"}},
        )

        def accept(target: Path) -> OnnxLayers:
            found = OnnxLayers(target)
            cosine = min(_likenesses(found, some, wanted))
            if not cosine >= LIKE:
                raise ModelError(f"The layers in eight bits are not those trained (cosine {cosine:.3f}).")
            target.replace(file)
            return OnnxLayers(file)

        return onnx_graph.quantised(exact, trained.transformer.config, accept)


def _likenesses(
    found: OnnxLayers, some: Sequence[TokenStates], wanted: Sequence[tuple[torch.Tensor, torch.Tensor]]
) -> tuple[float, float]:
    """Return the mean cosine to wanted vectors: of texts, and of their tokens."""
    texts, tokens = [], []
    for states, (vector, of_tokens) in zip(some, wanted, strict=True):
        said, words = found.read(states)
        texts.append(float(said @ vector[0].numpy()))
        tokens += (words.vectors * of_tokens[0].numpy()).sum(1).tolist()
    return float(np.mean(texts)), float(np.mean(tokens))
