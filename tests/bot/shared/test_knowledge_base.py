"""The knowledge base that everything is asked at opens whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.shared.knowledge_base import KnowledgeBase
from tests.engines import PostgresEngine


async def test_what_was_open_is_closed_when_the_rest_cannot_be(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("fitted for other features")

    with monkeypatch.context() as patch:
        patch.setattr("bot.answering.engine.Engine", broken)
        with pytest.raises(ValueError, match="features"):
            await KnowledgeBase.open(state, write=True)
    kb = await KnowledgeBase.open(state, write=True)  # the lock was given back
    await kb.close()


@pytest.mark.parametrize("one_engine", ["vectors"], indirect=True)
async def test_so_is_the_index_in_a_database(
    state: Path, one_engine: PostgresEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has connections, and would keep them for as long as the process lives."""

    def broken(*_: object, **__: object) -> None:
        raise ValueError("fitted for other features")

    connected = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
    connected += "application_name LIKE 'footbridge%'"
    with monkeypatch.context() as patch:
        patch.setattr("bot.answering.engine.Engine", broken)
        with pytest.raises(ValueError, match="features"):
            await KnowledgeBase.open(state, write=True, empty=True)
    assert one_engine.server.sql(one_engine.address, connected) == "0"
    kb = await KnowledgeBase.open(state, write=True)
    assert one_engine.server.sql(one_engine.address, connected) != "0"
    await kb.close()
    assert one_engine.server.sql(one_engine.address, connected) == "0"
