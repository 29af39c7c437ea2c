"""What of the deployment can be checked without an engine to run it."""

from __future__ import annotations

import configparser
import json
import re
import shlex
from pathlib import Path

import pytest

from bot.terminal.running import FAULT
from corpus.errors import RefusedError, StateError, UsageError

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"


def test_the_unit_starts_the_bot_and_leaves_alone_what_does_not_mend_itself() -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "footbridge.service", encoding="utf-8")
    command = shlex.split(unit["Service"]["ExecStart"])
    assert command[-2:] == ["run.py", "bot"] and (ROOT / command[-2]).exists()
    assert unit["Service"]["Restart"] == "on-failure"
    prevented = {int(code) for code in unit["Service"]["RestartPreventExitStatus"].split()}
    assert prevented == {RefusedError.exit_code, UsageError.exit_code, StateError.exit_code}
    assert FAULT not in prevented
    assert "DISCORD_TOKEN" not in unit["Service"].values()


def test_the_image_copies_what_exists_and_runs_as_nobody() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), f"COPY names {source}, which is not there"
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench", "tools"}
    copied = set(re.findall(r"^COPY (\w+) \./\w+$", text, re.MULTILINE))
    assert packages == copied, "every package that the bot needs, and no other"
    assert re.search(r"^USER (?!root)\w+$", text, re.MULTILINE)
    assert 'CMD ["bot"]' in text
    (health,) = re.findall(r"^HEALTHCHECK .*\\\n +CMD (.+)$", text, re.MULTILINE)
    assert json.loads(health) == ["/venv/bin/python", "run.py", "bot", "--health"]


def test_the_compose_file_names_files_that_exist_and_holds_no_secret() -> None:
    yaml = pytest.importorskip("yaml")
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]["footbridge"]
    context = (DEPLOY / service["build"]["context"]).resolve()
    assert (context / service["build"]["dockerfile"]).exists()
    assert (DEPLOY / service["env_file"]).resolve() == ROOT / ".env", "every setting is passed on"
    assert service["environment"] == {"FOOTBRIDGE_DATA": "/data"}, "but the volume is where data are"
    assert service["volumes"] == ["footbridge-data:/data"]
    assert service["restart"] == "on-failure", "what mends itself is not given up"


def test_what_the_unit_sets_is_a_setting() -> None:
    from bot.shared.operator_settings import variables

    known = {name for name, _ in variables()}
    text = "".join(path.read_text(encoding="utf-8") for path in DEPLOY.iterdir())
    named = set(re.findall(r"\bFOOTBRIDGE_[A-Z_]+\b", text))
    assert named and named <= known


def test_the_privacy_page_tells_the_days_that_the_code_keeps() -> None:
    from bot.core.conversations import MINUTES
    from bot.core.departures import PURGE_DAYS
    from bot.shared.operator_settings import Settings
    from corpus.store.notes import WAIT_DAYS
    from corpus.store.people import KEY_FILE

    text = (ROOT / "PRIVACY.md").read_text(encoding="utf-8")
    fields = Settings.model_fields
    for said in (
        f"{fields['question_days'].default} days (`FOOTBRIDGE_QUESTION_DAYS`)",
        f"{fields['answer_days'].default} days (`FOOTBRIDGE_ANSWER_DAYS`)",
        f"at most {WAIT_DAYS} days",
        f"{MINUTES} minutes",
        f"deleted after {PURGE_DAYS} days",
        f"`{KEY_FILE}`",
    ):
        assert said in text, said


def test_the_bots_of_the_compose_file_with_postgresql_share_all_but_shards_and_folders() -> None:
    from bot.shared.operator_settings import Settings

    yaml = pytest.importorskip("yaml")
    services = yaml.safe_load((DEPLOY / "compose.postgres.yaml").read_text(encoding="utf-8"))["services"]
    bots = [service for name, service in services.items() if name.startswith("bot-")]
    held: list[int] = []
    for service in bots:
        given = {name: str(value) for name, value in service["environment"].items()}
        settings = Settings(_env_file=None, **given)
        assert settings.database is not None
        assert settings.database.get_secret_value() == "postgresql://footbridge@postgres/footbridge"
        assert settings.sharding.count is not None
        held += settings.sharding.ids
        assert given["DISCORD_TOKEN"].startswith("${DISCORD_TOKEN") and given["PGPASSWORD"].startswith("${")
        assert given["FOOTBRIDGE_PEOPLE_KEY"].startswith("${")
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()
    assert sorted(held) == list(range(int(bots[0]["environment"]["FOOTBRIDGE_SHARD_COUNT"])))
    folders = [service["volumes"] for service in bots]
    assert len({str(one) for one in folders}) == len(bots)
    assert services["postgres"]["environment"]["POSTGRES_PASSWORD"].startswith("${")
