"""Token vectors as they are stored: small, near the model's own, and never needed to answer rightly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED, NewDocument
from index.embedding.tokens import TokenVectors
from index.token_store import pack, token_key, unpack
from index.units import in_context, text_hash


@given(st.integers(0, 40), st.integers(1, 65), st.integers(0, 2**32 - 1))
def test_vectors_come_back_near_to_what_they_were(count: int, dimensions: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(count, dimensions)).astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    offsets = np.sort(rng.integers(0, 65_535, (count, 2)), axis=1).astype(np.int32)
    again = unpack(pack(TokenVectors(offsets, vectors)), dimensions)
    assert again.vectors.shape == (count, dimensions)
    assert np.array_equal(again.offsets, offsets)
    assert np.all((again.vectors * vectors).sum(1) > 0.97)


def test_bytes_that_are_no_token_vectors_are_refused() -> None:
    with pytest.raises(ValueError, match="token vectors"):
        unpack(bytes(197), 384)


def test_a_text_has_one_key_for_its_vector_and_another_for_its_tokens() -> None:
    assert token_key("Bath") != text_hash("Bath")


async def test_tokens_are_stored_when_a_document_is_added_and_are_those_of_the_model(state: Path) -> None:
    kb = await KnowledgeBase.open(state, write=True)
    try:
        await kb.store.add_document(NewDocument("a.md", b"# Minutes\n\nThe treasurer is Odalys Fenn.\n"))
        await kb.index.refresh()
        passages = [p for p in await kb.store.passages(SHARED) if p.context.startswith("Minutes")]
        texts = [in_context(passage) for passage in passages]
        model = kb.index.embedder
        kept = await kb.store.embeddings(model.fingerprint, [token_key(text) for text in texts])
        found = await kb.index.tokens(passages)
        for one, own in zip(found, model.tokens(texts), strict=True):
            assert np.array_equal(one.offsets, own.offsets)
            assert np.all((one.vectors * own.vectors).sum(1) > 0.97)
    finally:
        await kb.close()
    assert len(kept) == len(texts) > 0


async def test_passages_whose_tokens_are_not_stored_are_read_by_the_model(state: Path) -> None:
    kb = await KnowledgeBase.open(state, write=False)
    try:
        passages = [p for p in await kb.store.passages(SHARED) if p.kind == "passage"][:3]
        stored = await kb.index.tokens(passages)
        keys = [token_key(in_context(passage)) for passage in passages]
        engine = create_engine(f"sqlite:///{state / 'footbridge.db'}")
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM embeddings WHERE hash = :key"), {"key": keys[1]})
        engine.dispose()
        again = await kb.index.tokens(passages)
    finally:
        await kb.close()
    for one, other in zip(stored, again, strict=True):
        assert np.array_equal(one.offsets, other.offsets)
        assert np.all((one.vectors * other.vectors).sum(1) > 0.97)
    assert np.array_equal(stored[0].vectors, again[0].vectors)
    assert not np.array_equal(stored[1].vectors, again[1].vectors)
