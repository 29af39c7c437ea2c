"""The knowledge base that everything is asked at opens whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.passages import classifier
from bot.shared.knowledge_base import KnowledgeBase


async def test_what_was_open_is_closed_when_the_rest_cannot_be(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> classifier.Classifier:
        raise ValueError("fitted for other features")

    with monkeypatch.context() as patch:
        patch.setattr(classifier, "load", broken)
        with pytest.raises(ValueError, match="features"):
            await KnowledgeBase.open(state, write=True)
    kb = await KnowledgeBase.open(state, write=True)  # the lock was given back
    await kb.close()
