"""The bench of several processes in short: one is killed, and nothing is lost or answered twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench import processes
from corpus.environment import VECTORS
from tests.postgres import PostgresServer

SHORT = "--interactions 60 --servers 10 --processes 2 --shards 2 --every 2 --at-once 4"


@pytest.mark.parametrize(
    ("given", "vectors"),
    [
        pytest.param(SHORT, "process", id="short"),
        pytest.param(SHORT, "database", id="short, with the index in the database"),
        pytest.param("", "process", id="long", marks=pytest.mark.soak),
        pytest.param("", "database", id="long, with the index in the database", marks=pytest.mark.soak),
    ],
)
async def test_when_processes_are_killed_nothing_is_lost_or_answered_twice(
    postgres: PostgresServer,
    exported_models: Path,
    tmp_path: Path,
    given: str,
    vectors: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOOTBRIDGE_PEOPLE_KEY", "")  # which measuring sets, and is put back
    monkeypatch.setenv(VECTORS, vectors)
    monkeypatch.setenv("DISCORD_OPENAPI", os.devnull)  # requests are judged in other tests
    chosen = processes.arguments().parse_args(given.split())
    found = await processes.measure(postgres, tmp_path, exported_models, chosen)
    assert found["deaths"] and found["documents_told"]
    assert {name: found[name] for name in processes.WANTED if found[name]} == {}
