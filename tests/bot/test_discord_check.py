from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.discord_check import check
from bot.shared.operator_settings import Settings
from tests.postgres import PostgresServer


def settings(folder: Path, address: str) -> Settings:
    given: dict[str, Any] = {"data": folder, "metrics_port": None, "database": SecretStr(address)}
    return Settings(_env_file=None, **given)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://a:very-secret@127.0.0.1:1/x", "cannot be reached"),
        ("file.db", "begins with postgresql://"),
    ],
)
def test_a_database_that_cannot_be_used_is_named_before_the_bot_starts(
    tmp_path: Path, address: str, told: str
) -> None:
    problems = check(settings(tmp_path, address))
    assert any(told in problem for problem in problems)
    assert not any("very-secret" in problem for problem in problems)


def test_an_empty_database_is_no_problem(tmp_path: Path, postgres: PostgresServer) -> None:
    (only,) = check(settings(tmp_path, postgres.database()))
    assert only.startswith("DISCORD_TOKEN")
