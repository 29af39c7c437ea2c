"""A new generation compared with the old one before it is used, and the way back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import footbridge, is_one_clear_line, json_of

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"
GOLDEN = [
    {"id": "q1", "kind": "fact", "question": CHURCHILL, "answers": ["Westminster College"]},
    {"id": "q2", "kind": "abstain", "question": "Who won the chess championship of 1907 in Oslo?"},
]


def golden(state: Path, rows: Sequence[object]) -> None:
    (state / "golden").mkdir(exist_ok=True)
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (state / "golden" / "shared.jsonl").write_text(lines, encoding="utf-8")


def current(state: Path) -> str:
    return (state / "index" / "CURRENT").read_text(encoding="utf-8").strip()


def spoil(state: Path) -> None:
    """Take a document's passages out of what is built next, as a fault in cutting texts would."""
    with closing(sqlite3.connect(state / "footbridge.db")) as database, database:
        database.execute("UPDATE passages SET removed_revision = added_revision WHERE source = 'essay'")


def test_a_generation_that_is_no_worse_is_used(state: Path) -> None:
    golden(state, GOLDEN)
    old = current(state)
    done = footbridge("index", "rebuild", "--preview", data=state)
    assert done.returncode == 0, done.stderr
    assert "shared: 2 of 2 right before, 2 after" in done.stdout
    assert current(state) != old


def test_a_worse_generation_is_not_used_unless_it_is_wanted_and_there_is_a_way_back(state: Path) -> None:
    golden(state, GOLDEN)
    old = current(state)
    spoil(state)
    done = footbridge("index", "rebuild", "--preview", data=state)
    assert (done.returncode, current(state)) == (1, old)
    assert "shared: 2 of 2 right before, 1 after" in done.stdout
    assert "q1" in done.stdout and "q2" not in done.stdout
    assert f"{old} stays in use" in done.stderr
    assert not list((state / "index").glob(".making*"))
    assert "Westminster" in json_of(footbridge("ask", CHURCHILL, "--json", data=state))["answer"]
    assert footbridge("index", "rebuild", "--preview", "--anyway", data=state).returncode == 0
    worse = current(state)
    assert worse != old
    assert "Westminster" not in json_of(footbridge("ask", CHURCHILL, "--json", data=state))["answer"]
    assert footbridge("index", "rollback", data=state).returncode == 0
    assert current(state) == old
    assert "Westminster" in json_of(footbridge("ask", CHURCHILL, "--json", data=state))["answer"]


def test_a_rollback_has_what_was_added_and_removed_since(state: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("The lilac of Bath was planted by Ada Quill in 1911.", encoding="utf-8")
    assert footbridge("index", "rebuild", data=state).returncode == 0
    assert footbridge("corpus", "add", paper, data=state).returncode == 0
    assert footbridge("index", "rollback", data=state).returncode == 0
    told = json_of(footbridge("ask", "Who planted the lilac of Bath?", "--json", data=state))
    assert told["citations"][0]["document"] == "paper"
    assert footbridge("index", "verify", data=state).returncode == 0


def test_what_was_purged_does_not_come_back_with_a_rollback(state: Path, tmp_path: Path) -> None:
    assert footbridge("index", "rebuild", data=state).returncode == 0
    assert footbridge("corpus", "purge", "essay", "--yes", data=state).returncode == 0
    assert is_one_clear_line(footbridge("index", "rollback", data=state), 3)


@pytest.mark.parametrize("lines", ["", "no json\n"])
def test_without_questions_nothing_is_built(state: Path, lines: str) -> None:
    old = current(state)
    assert is_one_clear_line(footbridge("index", "rebuild", "--preview", data=state), 1)
    golden(state, [])
    (state / "golden" / "shared.jsonl").write_text(lines, encoding="utf-8")
    assert is_one_clear_line(footbridge("index", "rebuild", "--preview", data=state), 1)
    assert footbridge("index", "rebuild", "--anyway", data=state).returncode == 2
    assert current(state) == old
