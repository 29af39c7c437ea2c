"""What tests of generations share."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from corpus.store import Store
from index import Index, generation
from index.embedding import Embedder
from index.terms import stem
from index.words import key


class Counting:
    """The real model, counting what it is asked to embed."""

    def __init__(self, model: Embedder) -> None:
        self._model = model
        self.texts = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._model, name)

    def embed(self, texts: list[str]) -> object:
        self.texts += len(texts)
        return self._model.embed(texts)

    def embed_with_tokens(self, texts: list[str]) -> object:
        self.texts += len(texts)
        return self._model.embed_with_tokens(texts)


def used(folder: Path) -> Path:
    name = generation.current(folder / "index")
    assert name
    return folder / "index" / name


async def first_text(index: Index, store: Store, question: str) -> str:
    found = await index.search(question, ["shared"])
    number = found.hits[0].number
    return (await store.passage_rows([number]))[number].text


def largest(place: Path, *patterns: str) -> Path:
    """Return the largest file of the first pattern that there is: apart, or together."""
    found = next(paths for pattern in patterns if (paths := list(place.rglob(pattern))))
    return max(found, key=lambda path: path.stat().st_size)


def cut_file(place: Path) -> None:
    path = largest(place, "*.faiss", "sentence")
    path.write_bytes(path.read_bytes()[:-1])


def holding(folder: Path, scope: str, word: str) -> list[str]:
    """Return the generations that name a scope, or hold the term of a word."""
    term, found = np.array([key(stem(word))], "<u4").tobytes(), set()
    for path in (folder / "index").rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if scope.encode() in data or (path.name == "keys" and term in data):
            found.add(path.relative_to(folder / "index").parts[0])
    return sorted(found)
