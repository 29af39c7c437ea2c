"""One way of settings for all commands: option, environment, `.env`; what is none of them is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.terminal.place import place
from tests.command import footbridge, is_one_clear_line, json_of

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4"  # the first part of a bot's token: its id


def env_file(folder: Path, *lines: str) -> Path:
    (folder / ".env").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_a_file_counts_for_commands_as_it_does_for_the_bot(state: Path, tmp_path: Path) -> None:
    here = env_file(tmp_path, f"FOOTBRIDGE_DATA={state}", "FOOTBRIDGE_MODEL=")
    paper = tmp_path / "paper.txt"
    paper.write_text("The Zornwhistle bridge of Ayr was painted in 1877.", encoding="utf-8")
    added = json_of(footbridge("corpus", "add", paper, "--json", cwd=here))
    listed = json_of(footbridge("corpus", "list", "--json", data=state))
    assert added["id"] in {one["id"] for one in listed}
    assert not (here / "data").exists()
    checked = footbridge("bot", "--check", cwd=here)
    assert f"FOOTBRIDGE_DATA\tdata\t{state}" in checked.stdout


def test_the_option_wins_over_the_environment_and_that_over_the_file(state: Path, tmp_path: Path) -> None:
    here = env_file(tmp_path, "FOOTBRIDGE_DATA=/nowhere/at/all")
    assert footbridge("corpus", "list", data=state, cwd=here).returncode == 0
    extra = {"FOOTBRIDGE_DATA": "/nowhere/else"}
    assert footbridge("corpus", "list", "--data", state, extra=extra, cwd=here).returncode == 0


def test_a_model_named_in_the_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FOOTBRIDGE_MODEL", "FOOTBRIDGE_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(env_file(tmp_path, "FOOTBRIDGE_MODEL=./another-model"))
    assert place(None, empty=False).model == "./another-model"
    assert place(None, empty=False).data == Path("data")


@pytest.mark.parametrize("where", ["environment", "file"])
def test_a_misspelt_setting_is_told(prepared_state: Path, tmp_path: Path, where: str) -> None:
    wrong = {"FOOTBRIDGE_DTAA": "/elsewhere", "footbridge_log_level": "debug", "FOOTBRIDGE_XYZZY": "red"}
    if where == "file":
        env_file(tmp_path, *(f"{name}={value}" for name, value in wrong.items()))
    extra = wrong if where == "environment" else {}
    done = footbridge("corpus", "list", data=prepared_state, extra=extra, cwd=tmp_path)
    assert done.returncode == 0
    told = done.stderr.splitlines()
    assert len([line for line in told if "is not a setting" in line]) == 3
    assert any("FOOTBRIDGE_DTAA" in line and "FOOTBRIDGE_DATA?" in line for line in told)
    assert any("footbridge_log_level" in line and "FOOTBRIDGE_LOG_LEVEL?" in line for line in told)
    assert any("FOOTBRIDGE_XYZZY" in line and "bot --check" in line for line in told)
    good = footbridge("corpus", "list", data=prepared_state, extra={"FOOTBRIDGE_QUEUE": "9"}, cwd=tmp_path)
    assert ("is not a setting" in good.stderr) is (where == "file")


@pytest.mark.parametrize("command", [("ask", "Who?"), ("corpus", "list"), ("bot", "--check")])
@pytest.mark.parametrize("name", ["FOOTBRIDGE_WORLD", "FOOTBRIDGE_VECTORS"])
def test_what_is_neither_is_refused_by_every_command(
    tmp_path: Path, command: tuple[str, str], name: str
) -> None:
    done = footbridge(*command, data=tmp_path / "state", extra={name: "maybe"}, cwd=tmp_path)
    assert is_one_clear_line(done, 2) and name in done.stderr and "maybe" in done.stderr
    assert not (tmp_path / "state").exists()


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\n")
    assert is_one_clear_line(footbridge("corpus", "list", cwd=tmp_path), 2)


@pytest.mark.parametrize(
    "token", ["abc", "0123456789abcdef0123456789abcdef", f"{TOKEN}.short.x", f"name.{'a' * 20}.{'b' * 30}"]
)
def test_a_malformed_token_is_told_without_the_network_and_without_noise(
    state: Path, tmp_path: Path, token: str
) -> None:
    extra = {
        "DISCORD_TOKEN": token, "FOOTBRIDGE_METRICS_PORT": "off",
        "FOOTBRIDGE_DISCORD_ADDRESS": "127.0.0.1:1",  # where nobody answers
        "PYTHONWARNINGS": "",
    }  # fmt: skip
    done = footbridge("bot", "--check", data=state, extra=extra, cwd=tmp_path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("footbridge: DISCORD_TOKEN: this is no bot's token") and token not in line


def test_a_check_that_cannot_reach_discord_says_only_that(state: Path, tmp_path: Path) -> None:
    extra = {
        "DISCORD_TOKEN": f"{TOKEN}.double.{'x' * 30}", "FOOTBRIDGE_METRICS_PORT": "off",
        "FOOTBRIDGE_DISCORD_ADDRESS": "127.0.0.1:1", "PYTHONWARNINGS": "",
    }  # fmt: skip
    done = footbridge("bot", "--check", data=state, extra=extra, cwd=tmp_path)
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1 and "could not be reached" in line
