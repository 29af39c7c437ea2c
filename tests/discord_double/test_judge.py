from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.command import ROOT, environment

from . import DoubleDiscord, JudgeError, schemas
from .conftest import Rest, Town
from .judge import CALLBACK, Judge, shape

SEND = ("POST", "/channels/{channel_id}/messages")
WEBHOOK = ("POST", "/webhooks/{webhook_id}/{webhook_token}")
COMMANDS = ("PUT", "/applications/{application_id}/commands")
needs_description = pytest.mark.skipif(bool(schemas.unjudged()), reason=schemas.unjudged())


def refused(route: tuple[str, str], body: Any, uploads: dict[int, str] | None = None) -> str:
    """Return what the judge says about a body, "" for nothing."""
    found = Judge().request(*route, "application/json", body, uploads)
    return "; ".join(f"{path}: {message}" for path, message in found)


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def button(**changes: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "x", "custom_id": "a"} | changes


def menu(**changes: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "m", "options": [{"label": "x", "value": "x"}]} | changes


def choices(values: Iterable[object], **changes: Any) -> list[dict[str, Any]]:
    return [{"label": str(value), "value": str(value)} | changes for value in values]


def many(prefix: str) -> list[dict[str, Any]]:
    return [button(custom_id=prefix + str(number)) for number in range(5)]


def embed(**changes: Any) -> dict[str, Any]:
    return {"type": "rich", "title": "t", "flags": 0} | changes


def command(**changes: Any) -> dict[str, Any]:
    return {"name": "ask", "description": "Ask", "type": 1, "nsfw": False} | changes


def option(name: str, **changes: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "d"} | changes


@pytest.mark.parametrize("body", [
    {"content": "x", "tts": False, "flags": 0},
    {"embeds": [embed(fields=[{"name": "n", "value": "v", "inline": None}])], "content": None},
    {"content": "x", "message_reference": {"message_id": 123, "fail_if_not_exists": False}},
    {"content": "x", "components": [row(button(), button(custom_id="b")), row(menu())]},
    {"content": "x", "components": [row(button(custom_id=None, style=5, url="https://example.org"))]},
    {"content": "x", "components": [row(button(label=None, emoji={"id": None, "name": "👍"}))]},
    {"content": "x", "components": [row(button(label=None, emoji={"name": "1\ufe0f\u20e3"}))]},
    {"content": "x" * 2000, "allowed_mentions": {"parse": [], "users": [1], "replied_user": False}},
    {"flags": 1 << 15, "components": [{"type": 10, "content": "text"}, row(button())]},
])  # fmt: skip
def test_what_discord_accepts(body: dict[str, Any]) -> None:
    assert refused(SEND, body) == ""


@needs_description
@pytest.mark.parametrize(("body", "reason"), [
    ({"content": 7}, "not of type"),
    ({"content": "x", "nonsense": 1}, "'nonsense' was unexpected"),
    ({"embeds": [embed(nonsense=1)]}, "embeds.0: .*'nonsense' was unexpected"),
    ({"embeds": [embed(title="x" * 257)]}, "embeds.0.title: .*too long"),
    ({"embeds": [embed(description="x" * 4097)]}, "embeds.0.description: .*too long"),
    ({"embeds": [embed(fields=[{"name": "n", "value": "v"}] * 26)]}, "fields: .*too long"),
    ({"embeds": [embed(fields=[{"name": "n" * 257, "value": "v"}])]}, "name: .*too long"),
    ({"embeds": [embed(fields=[{"name": "n", "value": "v" * 1025}])]}, "value: .*too long"),
    ({"embeds": [embed(footer={"text": "x" * 2049})]}, "footer.text: .*too long"),
    ({"embeds": [embed(url="no address")]}, "is not a 'uri'"),
    ({"embeds": [embed(timestamp="yesterday")]}, "is not a 'date-time'"),
    ({"embeds": [embed()] * 11}, "embeds: .*too long"),
    ({"content": "x", "components": [row(*[button(custom_id=str(i)) for i in range(6)])]}, "too long"),
    ({"content": "x", "components": [row(button(custom_id="x" * 101))]}, "custom_id: .*too long"),
    ({"content": "x", "components": [row(button(label="x" * 81))]}, "label: .*too long"),
    ({"components": [row(menu(options=choices(range(26))))]},
     "options: .*too long"),
    ({"content": "x", "components": [row(menu(options=[]))]}, "options"),
    ({"content": "x", "components": [row()]}, "components"),
    ({"content": "x", "message_reference": {"message_id": -1}}, "message_id"),
    ({"content": "x", "message_reference": {"message_id": "abc"}}, "message_id"),
])  # fmt: skip
def test_what_the_description_refuses(body: dict[str, Any], reason: str) -> None:
    import re

    assert re.search(reason, refused(SEND, body)), refused(SEND, body)


@pytest.mark.parametrize(("body", "reason"), [
    ({"content": "x" * 2001}, "2000 or fewer"),
    ({"content": "x", "flags": 1 << 7}, "a bot cannot set"),
    ({"embeds": [embed(description="x" * 4000), embed(description="x" * 2000)]}, "exceeds 6000"),
    ({"embeds": [embed(fields=[{"name": " ", "value": "v"}])]}, "fields.0.name: this field is required"),
    ({"embeds": [embed(fields=[{"name": "n", "value": ""}])]}, "fields.0.value: this field is required"),
    ({"embeds": [{"type": "rich", "color": 1}]}, "shows nothing"),
    ({"embeds": [embed(image={"url": "attachment://x.png"})]}, "names no uploaded file"),
    ({"content": "x", "attachments": [{"id": 0, "filename": "x"}]}, "names files"),
    ({"content": "x", "components": [row(button(custom_id=str(i))) for i in range(6)]}, "5 or fewer rows"),
    ({"content": "x", "components": [{"type": 10, "content": "text"}]}, "only action rows"),
    ({"content": "x", "components": [row(button(), button())]}, "cannot be duplicated"),
    ({"content": "x", "components": [row(button(custom_id=None))]}, "needs a custom_id"),
    ({"content": "x", "components": [row(button(style=5))]}, "link style"),
    ({"content": "x", "components": [row(button(label=None))]}, "label or an emoji"),
    ({"content": "x", "components": [row(button(emoji={"name": "thumbs"}))]}, "invalid emoji"),
    ({"content": "x", "components": [row(button(), menu())]}, "fills a row alone"),
    ({"content": "x", "components": [row(menu(max_values=2))]}, "max_values 2 for 1 options"),
    ({"components": [row(menu(options=choices("xx")))]}, "must be unique"),
    ({"components": [row(menu(options=choices("ab", default=True)))]},
     "more defaults"),
    ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "mutually exclusive"),
    ({"flags": 1 << 15, "content": "x", "components": [{"type": 10, "content": "y"}]}, "cannot be used"),
    ({"flags": 1 << 15, "components": [{"type": 10, "content": "x" * 2001}] * 2}, "exceeds 4000"),
    ({"flags": 1 << 15, "components": [row(*many(f"{i}")) for i in range(7)]},
     "40 or fewer"),
])  # fmt: skip
def test_what_the_description_lacks(body: dict[str, Any], reason: str) -> None:
    assert reason in refused(SEND, body)
    if "attachments" not in body and "flags" not in body:
        for said in (refused(WEBHOOK, body), refused(("POST", CALLBACK), {"type": 4, "data": body})):
            assert reason in said or "too long" in said  # there the document itself says 2,000


def test_uploads_belong_to_their_names() -> None:
    body = {
        "attachments": [{"id": 0, "filename": "x.png"}],
        "embeds": [embed(image={"url": "attachment://x.png"})],
    }
    assert refused(SEND, body, {0: "x.png"}) == ""


@needs_description
@pytest.mark.parametrize(("body", "reason"), [
    ({"type": 99}, "type"),
    ({"type": 8, "data": {"choices": [{"name": str(i), "value": str(i)} for i in range(26)]}}, "too long"),
    ({"type": 8, "data": {"choices": [{"name": "x" * 101, "value": "x"}]}}, "too long"),
    ({"type": 9, "data": {"custom_id": "f", "title": "x" * 46, "components": [row()]}}, "title: .*too long"),
    ({"type": 4, "data": {"nonsense": 1}}, "'nonsense' was unexpected"),
    ({"type": 7, "data": {"content": "x", "poll": {}}}, "'poll' was unexpected"),
])  # fmt: skip
def test_callbacks(body: dict[str, Any], reason: str) -> None:
    import re

    assert re.search(reason, refused(("POST", CALLBACK), body)), refused(("POST", CALLBACK), body)


def _form(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"type": 9, "data": {"custom_id": "f", "title": "t", "components": list(rows)}}


def _text(custom_id: str = "x", **changes: Any) -> dict[str, Any]:
    return row({"type": 4, "custom_id": custom_id, "style": 1, "label": "l"} | changes)


@pytest.mark.parametrize(("body", "reason"), [
    (_form(_text()), ""),
    (_form(*[_text(str(i)) for i in range(6)]), "between 1 and 5"),
    (_form(_text(), _text()), "cannot be duplicated"),
    (_form(_text(min_length=9, max_length=3)), "min_length above"),
    (_form(_text(value="xxxx", max_length=3)), "longer than max_length"),
])  # fmt: skip
def test_forms(body: dict[str, Any], reason: str) -> None:
    said = refused(("POST", CALLBACK), body)
    assert reason in said and bool(reason) == bool(said)


@pytest.mark.parametrize(("body", "reason"), [
    ([command()], ""),
    ([command(default_member_permissions=32, contexts=[0], integration_types=[0])], ""),
    ([command(), command(type=3, description="")], ""),
    ([command(), command()], "must be unique"),
    ([command(name=f"c{i}") for i in range(101)], "(100)"),
    ([command(name=f"m{i}", type=3, description="") for i in range(16)], "(15)"),
    ([command(name="Ask")], "no lower-case command name"),
    ([command(description="")], "required"),
    ([command(type=3)], "context menu commands"),
    ([command(options=[option("a"), option("b", required=True)])], "required options must be placed before"),
    ([command(options=[option("a"), option("a")])], "option names must be unique"),
    ([command(options=[option("a"), option("b", type=1)])], "mutually exclusive"),
    ([command(options=[option("a", autocomplete=True, choices=[{"name": "x", "value": "x"}])])],
     "mutually exclusive"),
    ([command(options=[option("a" * i, choices=[{"name": "n" * 100, "value": "v" * 1000}] * 25)
                       for i in (1,)])], "8000"),
])  # fmt: skip
def test_commands(body: list[dict[str, Any]], reason: str) -> None:
    said = refused(COMMANDS, body)
    assert reason in said and bool(reason) == bool(said), said


@needs_description
def test_commands_by_the_description() -> None:
    assert "too long" in refused(COMMANDS, [command(description="x" * 101)])
    assert "unexpected" in refused(COMMANDS, [command(nonsense=1)])
    assert "unexpected" in refused(SEND, {"content": "x", "nsfw": True}), "tolerated for commands only"


async def test_a_violation_fails_the_test_that_caused_it() -> None:
    with pytest.raises(JudgeError, match="2000 or fewer"):
        async with DoubleDiscord() as discord:
            discord.judge.request(*SEND, "application/json", {"content": "x" * 2001})


async def test_an_expected_violation_is_forgiven_and_a_missing_one_is_not() -> None:
    async with DoubleDiscord() as discord:
        with discord.judge.expects("2000 or fewer") as caught:
            discord.judge.request(*SEND, "application/json", {"content": "x" * 2001})
        assert len(caught) == 1
        with pytest.raises(JudgeError, match="no violation"), discord.judge.expects("2000 or fewer"):
            pass


@needs_description
async def test_the_doubles_own_replies_and_events_are_judged(town: Town, rest: Rest) -> None:
    with town.discord.judge.expects("the double's reply 200"):
        town.discord.judge.reply("GET", "/users/@me", 200, {"id": 7})
    with town.discord.judge.expects("the double's event MESSAGE_CREATE"):
        town.discord.judge.event("MESSAGE_CREATE", {"id": "7"})
    with town.discord.judge.expects("member."):
        town.discord.judge.event("INTERACTION_CREATE", {"member": {"user": {}}})


def test_without_the_description_only_the_own_limits_apply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_OPENAPI", str(tmp_path / "absent.json"))
    judge = Judge()
    assert judge.request(*SEND, "application/json", {"nonsense": 1}) == []
    assert judge.request(*SEND, "application/json", {"content": "x" * 2001})


def test_a_run_without_the_description_says_what_it_does_not_check(tmp_path: Path) -> None:
    """Run a test that needs the description without it, as CI does; its line tells what that leaves out."""
    test = "tests/discord_double/test_judge.py::test_commands_by_the_description"
    given = {**environment(), "CI": "true", "DISCORD_OPENAPI": str(tmp_path / "absent.json")}
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", test]
    done = subprocess.run(command, cwd=ROOT, env=given, check=True, capture_output=True, text=True)
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("SKIPPED")]
    assert "absent.json, so NOT CHECKED by it is any request of the bot" in line
    assert "github.com/discord/discord-api-spec in DISCORD_OPENAPI" in line


def test_shape_keeps_types_and_keys() -> None:
    assert shape({"type": 3, "a": [1, 2, "x"]}) == shape({"a": [7, "y"], "type": 3})
    assert shape({"type": 3}) != shape({"type": 4})
    assert shape({"a": None}) != shape({"a": 1})
