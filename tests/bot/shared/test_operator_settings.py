from __future__ import annotations

from pathlib import Path

import pytest

from bot.shared import operator_settings as settings
from bot.shared.shards import Shards
from corpus.bundled import wants_world
from corpus.errors import UsageError


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, _ in settings.variables():
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_environment_wins_over_the_file_and_what_is_given_over_both(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / ".env").write_text("DISCORD_TOKEN=from-file\nFOOTBRIDGE_USER_RATE=3\nFOOTBRIDGE_QUEUE=7\n")
    monkeypatch.setenv("FOOTBRIDGE_USER_RATE", "4")
    found = settings.load(queue=9)
    assert found.token is not None and found.token.get_secret_value() == "from-file"
    assert (found.user_rate, found.queue, found.data) == (4, 9, Path("data"))


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    assert "very-secret" not in repr(settings.load())


def test_wrong_values_are_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTBRIDGE_METRICS_PORT", "high")
    monkeypatch.setenv("FOOTBRIDGE_DISCORD_ADDRESS", "nowhere")
    with pytest.raises(UsageError) as caught:
        settings.load()
    text = str(caught.value)
    assert "FOOTBRIDGE_METRICS_PORT" in text and "FOOTBRIDGE_DISCORD_ADDRESS" in text and "\n" not in text


def test_a_digit_that_counts_nothing_is_no_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTBRIDGE_DISCORD_ADDRESS", "127.0.0.1:²")
    with pytest.raises(UsageError, match="host:port"):
        settings.load()


@pytest.mark.parametrize("name", [name for name, _ in settings.variables()])
@pytest.mark.parametrize("wrong", ["maybe", "-1", "1e9", ",-"])
def test_no_value_is_refused_in_a_library_s_words(
    monkeypatch: pytest.MonkeyPatch, name: str, wrong: str
) -> None:
    monkeypatch.setenv("FOOTBRIDGE_SHARD_COUNT", "2")
    monkeypatch.setenv("FOOTBRIDGE_PROCESS" if name.endswith("PROCESSES") else "FOOTBRIDGE_QUEUE", "3")
    monkeypatch.setenv(name, wrong)
    try:
        settings.load()
    except UsageError as error:
        told = str(error)
        assert name in told and "Input" not in told and "should" not in told and "Value error" not in told


def test_metrics_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTBRIDGE_METRICS_PORT", "off")
    monkeypatch.setenv("FOOTBRIDGE_LOG_LEVEL", "DEBUG")
    found = settings.load()
    assert found.metrics_port is None and found.log_level == "debug"


def test_the_world_is_left_out_by_the_environment_or_by_the_file(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.load().world and wants_world()
    (elsewhere / ".env").write_text("FOOTBRIDGE_WORLD=off\n")
    assert not settings.load().world and not wants_world()
    monkeypatch.setenv("FOOTBRIDGE_WORLD", "on")
    assert settings.load().world and wants_world(), "the environment wins"
    monkeypatch.setenv("FOOTBRIDGE_WORLD", "off")
    assert not settings.load().world and not wants_world()


@pytest.mark.parametrize(
    ("count", "named", "held"), [("4", "", {0, 1, 2, 3}), ("6", "0-2,5", {0, 1, 2, 5}), ("2", " 1 ", {1})]
)
def test_shards_are_read_as_numbers_and_ranges(
    monkeypatch: pytest.MonkeyPatch, count: str, named: str, held: set[int]
) -> None:
    monkeypatch.setenv("FOOTBRIDGE_SHARD_COUNT", count)
    monkeypatch.setenv("FOOTBRIDGE_SHARDS", named)
    found = settings.load().sharding
    assert found.ids == held and found.count == int(count)


@pytest.mark.parametrize(
    ("count", "named", "why"),
    [
        ("", "0", "needs FOOTBRIDGE_SHARD_COUNT"),
        ("2", "0-2", "none of 2; the last is 1"),
        ("6", "0-999999999", "none of 6"),
        ("6", "9" * 5000, "none of 6"),
        ("6", "5-2", "ends before"),
        ("2", "one", "no number"),
        ("2", ",", "no n"),
    ],
)
def test_shards_that_cannot_be_are_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, count: str, named: str, why: str
) -> None:
    monkeypatch.setenv("FOOTBRIDGE_SHARD_COUNT", count)
    monkeypatch.setenv("FOOTBRIDGE_SHARDS", named)
    with pytest.raises(UsageError, match=why) as caught:
        settings.load()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("process", "held"), [("0", {0, 3, 6}), ("footbridge-2", {2, 5}), ("a-bot-1", {1, 4})]
)
def test_shards_are_dealt_out_to_processes_by_their_numbers(
    monkeypatch: pytest.MonkeyPatch, process: str, held: set[int]
) -> None:
    monkeypatch.setenv("FOOTBRIDGE_SHARD_COUNT", "7")
    monkeypatch.setenv("FOOTBRIDGE_PROCESS", process)
    monkeypatch.setenv("FOOTBRIDGE_PROCESSES", "3")
    assert settings.load().sharding == Shards(frozenset(held), 7)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"process": "bot", "processes": "2", "shard_count": "2"}, "does not end in a number"),
        ({"process": "bot-2", "processes": "2", "shard_count": "2"}, "the last is 1"),
        ({"process": "bot-0", "processes": "3", "shard_count": "2"}, "3 processes for 2 shards"),
        ({"process": "bot-0", "processes": "1"}, "go together"),
        ({"processes": "1", "shard_count": "2"}, "go together"),
        ({"process": "0", "processes": "1", "shard_count": "2", "shards": "0"}, "leave one out"),
    ],
)
def test_processes_that_cannot_be_are_said_in_one_line(given: dict[str, str], why: str) -> None:
    with pytest.raises(UsageError, match=why) as caught:
        settings.load(**given)
    assert "\n" not in str(caught.value)


def test_a_process_holds_the_servers_of_its_shards_and_direct_messages_go_to_the_first() -> None:
    first, second = Shards(frozenset({0}), 2), Shards(frozenset({1}), 2)
    for guild in (5 << 22, 6 << 22, (7 << 22) + 99):
        assert first.holds(guild) != second.holds(guild) and Shards().holds(guild)
    assert first.holds(None) and not second.holds(None) and Shards().holds(None)
