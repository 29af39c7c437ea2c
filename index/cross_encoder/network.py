"""The reading model as a network: the embedding model's layers, its upper ones trained on to read two texts.

Question and passage are read together, `[CLS] question [SEP] context passage [SEP]`, and two things are said:
how likely the passage answers the question, and at which of its tokens the answer starts and ends. The
training (`bench/train`) and the export share it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from index.cross_encoder.input import PASSAGE, QUESTION

FROZEN = 2
"""How many of the lower layers stay as the embedding model has them, and are not shipped."""

_NOWHERE = -1e4


class CrossEncoder(torch.nn.Module):
    """`bert` is the embedding model's transformer (BertModel); its layers from `FROZEN` on are trained."""

    def __init__(self, bert: Any) -> None:
        super().__init__()
        size = int(bert.config.hidden_size)
        self.bert = bert
        self.part = torch.nn.Parameter(torch.zeros(3, size))
        self.answer = torch.nn.Sequential(
            torch.nn.Linear(2 * size, size), torch.nn.GELU(), torch.nn.Linear(size, 1)
        )
        self.span = torch.nn.Linear(size, 2)
        torch.nn.init.zeros_(self.span.weight)
        torch.nn.init.zeros_(self.span.bias)

    def forward(
        self, ids: torch.Tensor, parts: torch.Tensor, mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the log-odds that each passage answers, (texts,), and scores of spans, (texts, tokens, 2).

        `ids` and `parts` are (texts, tokens); `mask`, bool, tells tokens from padding (None: no padding).
        """
        with torch.set_grad_enabled(False):
            states = self.bert.embeddings(input_ids=ids, token_type_ids=(parts != QUESTION).long())
            seen = None if mask is None else mask[:, None, None, :]
            for layer in self.bert.encoder.layer[:FROZEN]:
                states = layer(states, seen)
        states = states + self.part[parts]
        for layer in self.bert.encoder.layer[FROZEN:]:
            states = layer(states, seen)
        spans = self.span(states).float().masked_fill((parts != PASSAGE)[..., None], _NOWHERE)
        where = spans.amax(-1).softmax(-1)[..., None]
        pooled = torch.cat([states[:, 0].float(), (where * states.float()).sum(1)], -1)
        return self.answer(pooled).squeeze(-1).float(), spans

    def drop_out(self, on: bool) -> None:
        """Leave out some of what the trained layers say, while training, or nothing."""
        for layer in self.bert.encoder.layer[FROZEN:]:
            layer.attention.output.dropout.train(on)
            layer.output.dropout.train(on)

    def trained(self) -> Iterator[tuple[str, torch.nn.Parameter]]:
        """Yield what training changes, and what is shipped: names and weights."""
        for name, weights in self.named_parameters():
            if not name.startswith("bert."):
                yield name, weights
        for number, layer in enumerate(self.bert.encoder.layer):
            for name, weights in layer.named_parameters() if number >= FROZEN else ():
                yield f"layers.{number}.{name}", weights
