from __future__ import annotations

import socket
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


def quiet(folder: Path, **given: Any) -> list[str]:
    """Return what is said beside that there is no token."""
    given = {"metrics_port": None, **given}
    token, *problems = check(Settings(_env_file=None, data=folder, **given))
    assert token.startswith("DISCORD_TOKEN")
    return problems


def test_a_folder_that_the_bot_would_make_is_no_problem_but_a_file_is(tmp_path: Path) -> None:
    assert quiet(tmp_path / "a" / "b" / "c") == []
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a").touch()
    (problem,) = quiet(tmp_path / "a" / "b")
    assert f"{tmp_path / 'a'} is no folder" in problem


@pytest.mark.parametrize("host", ["127.0.0.1", "::", "::1", "localhost"])
def test_a_port_is_tried_on_the_address_that_is_listened_on(tmp_path: Path, host: str) -> None:
    if ":" in host and not _has_ipv6():
        pytest.skip("this machine has no IPv6")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = quiet(tmp_path, metrics_host=host, metrics_port=port)
    if host in ("127.0.0.1", "localhost"):
        assert f"{host}:{port} cannot be used (Address already in use)" in told[0]
    else:
        assert told == []


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def test_a_host_that_is_none_is_named(tmp_path: Path) -> None:
    (problem,) = quiet(tmp_path, metrics_host="no.such.invalid", metrics_port=9464)
    assert "no.such.invalid:9464 cannot be used" in problem


def test_an_empty_database_is_no_problem(tmp_path: Path, postgres: PostgresServer) -> None:
    (only,) = check(settings(tmp_path, postgres.database()))
    assert only.startswith("DISCORD_TOKEN")
