"""What of the deployment can be checked without an engine to run it."""

from __future__ import annotations

import configparser
import json
import re
import shlex
from pathlib import Path
from typing import Any

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
    # what its head says to type is typed by root: it makes no state folder beside the one of the unit
    (target,) = re.findall(
        r"^#.*\bmake (.+)$", (DEPLOY / "footbridge.service").read_text("utf-8"), re.MULTILINE
    )
    (recipe,) = re.findall(
        rf"^{target}: (.+?)(?: ##.*)?$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    assert recipe == "$(RUNTIME)"


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


def test_the_pages_have_a_backup_of_the_volume_and_how_to_upgrade() -> None:
    yaml = pytest.importorskip("yaml")
    text = (ROOT / "docs/operators.md").read_text(encoding="utf-8")
    typed = re.findall(r"docker compose -f (\S+) (exec|cp|run|up|pull|build)(?: -\S+)*(?: (\w+))?", text)
    assert {"exec", "cp"} <= {command for _, command, _ in typed}
    for file, command, service in typed:
        services = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))["services"]
        assert command not in ("exec", "cp") or service in services, (file, service)
    assert "run.py backup /data/" in text, "the backup is made where the volume is"
    assert "\n## Upgrading\n" in text


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


def kubernetes() -> dict[str, dict[str, Any]]:
    yaml = pytest.importorskip("yaml")
    text = (DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8")
    return {f"{one['kind']}/{one['metadata']['name']}": one for one in yaml.safe_load_all(text)}


def given(container: dict[str, Any], **pod: str) -> dict[str, str]:
    """Return a container's environment; what a secret holds as its key, what a pod is called as given."""
    found = {}
    for one in container["env"]:
        source = one.get("valueFrom", {})
        if "secretKeyRef" in source:
            assert source["secretKeyRef"]["name"] == "footbridge"
            found[one["name"]] = source["secretKeyRef"]["key"]
        elif "fieldRef" in source:
            found[one["name"]] = pod[source["fieldRef"]["fieldPath"].partition(".")[2]]
        else:
            assert isinstance(one["value"], str), "Kubernetes takes nothing but text"
            found[one["name"]] = one["value"]
    return found


def test_the_pods_of_kubernetes_share_all_shards_out_and_take_secrets_from_the_secret() -> None:
    from bot.shared.operator_settings import Settings

    pods = kubernetes()["StatefulSet/footbridge"]["spec"]
    (container,) = pods["template"]["spec"]["containers"]
    held: list[int] = []
    for number in range(pods["replicas"]):
        environment = given(container, name=f"footbridge-{number}")
        secrets = {
            environment[name] for name in ("DISCORD_TOKEN", "FOOTBRIDGE_DATABASE", "FOOTBRIDGE_PEOPLE_KEY")
        }
        assert secrets == {"token", "database", "people-key"}
        settings = Settings(_env_file=None, **environment)  # type: ignore[arg-type]
        assert settings.sharding.count == int(environment["FOOTBRIDGE_SHARD_COUNT"])
        held += settings.sharding.ids
    assert sorted(held) == list(range(int(environment["FOOTBRIDGE_SHARD_COUNT"])))
    (index,) = kubernetes()["Job/footbridge-index"]["spec"]["template"]["spec"]["containers"]
    assert given(index) == {"FOOTBRIDGE_DATABASE": "database"}, "it knows nobody, and not Discord"


def test_kubernetes_probes_what_is_served_and_finds_the_pods_by_their_labels() -> None:
    from bot.shared.operator_settings import Settings

    found = kubernetes()
    pods = found["StatefulSet/footbridge"]["spec"]
    labels = pods["template"]["metadata"]["labels"]
    assert found[f"Service/{pods['serviceName']}"]["spec"]["clusterIP"] == "None"
    for selector in (
        pods["selector"]["matchLabels"],
        found["Service/footbridge"]["spec"]["selector"],
        found["PodDisruptionBudget/footbridge"]["spec"]["selector"]["matchLabels"],
    ):
        assert selector == labels
    assert found["Job/footbridge-index"]["spec"]["template"]["metadata"]["labels"] != labels
    (container,) = pods["template"]["spec"]["containers"]
    (port,) = container["ports"]
    assert port["containerPort"] == Settings.model_fields["metrics_port"].default
    assert given(container, name="footbridge-0")["FOOTBRIDGE_METRICS_HOST"] == "0.0.0.0"
    probes = {kind: container[f"{kind}Probe"]["httpGet"] for kind in ("startup", "liveness", "readiness")}
    assert {one["port"] for one in probes.values()} == {port["name"]}
    assert probes["readiness"]["path"] == "/healthz"
    assert probes["liveness"]["path"] == "/metrics", "who waits for Discord is not started anew"


def test_the_pods_of_kubernetes_run_as_the_image_s_user_and_write_nowhere_else() -> None:
    (user,) = re.findall(r"useradd .*--uid (\d+)", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    found = kubernetes()
    for name in ("StatefulSet/footbridge", "Job/footbridge-index"):
        spec = found[name]["spec"]
        pod = spec["template"]["spec"]
        assert pod["securityContext"]["runAsUser"] == int(user) and pod["securityContext"]["runAsNonRoot"]
        (container,) = pod["containers"]
        assert container["securityContext"]["readOnlyRootFilesystem"]
        claimed = {one["metadata"]["name"] for one in spec.get("volumeClaimTemplates", ())}
        volumes = {one["name"] for one in pod["volumes"]} | claimed
        mounted = {one["name"]: one["mountPath"] for one in container["volumeMounts"]}
        assert mounted == {"data": "/data", "tmp": "/tmp"}
        assert volumes == {"data", "tmp"}
