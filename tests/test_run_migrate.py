"""From the file in a state folder to PostgreSQL and back, as an operator does it: the same answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpus.store.database import SETTING
from tests.command import footbridge
from tests.postgres import PostgresServer

QUESTIONS = (
    "Where did Churchill give his Iron Curtain Speech?",
    "Which sister cities does Burlington have?",
    "How many sister cities does Toledo have?",
    "What is the capital of Mars?",
)


def answers(state: Path, extra: dict[str, str]) -> list[dict[str, Any]]:
    """Return the answers without the time that they took."""
    asked = "".join(json.dumps({"id": str(at), "question": one}) + "\n" for at, one in enumerate(QUESTIONS))
    done = footbridge("ask", "--batch", "-", data=state, given=asked, extra=extra, timeout=600)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) | {"elapsed_ms": 0} for line in done.stdout.splitlines()]


def test_the_same_answers_in_postgresql_and_back_in_a_file(
    state: Path, postgres: PostgresServer, tmp_path: Path
) -> None:
    address = postgres.database()
    there = {SETTING: address}
    before = answers(state, {})
    assert [one["abstained"] for one in before] == [False, False, False, True]
    done = footbridge("migrate", address, data=state, timeout=600)
    assert done.returncode == 0 and "411 versions of records" in done.stdout, done.stderr
    again = footbridge("migrate", address, data=state, timeout=600)
    assert again.returncode == 1 and "Name an empty database" in again.stderr
    assert answers(state, there) == before
    done = footbridge("index", "verify", data=state, extra=there, timeout=600)
    assert done.returncode == 0, done.stderr
    back = tmp_path / "back"
    done = footbridge("migrate", back, data=state, extra=there, timeout=600)
    assert done.returncode == 0, done.stderr
    (back / "models").symlink_to(state / "models")
    assert answers(back, {}) == before
    done = footbridge("migrate", back, data=state, extra=there, timeout=600)
    assert done.returncode == 1 and "or a new folder" in done.stderr
    done = footbridge("backup", tmp_path / "x.zip", data=state, extra=there, timeout=600)
    assert done.returncode == 1 and "pg_dump" in done.stderr and not (tmp_path / "x.zip").exists()
