"""A database server that ends while a command is under way: one line, in words that are not a driver's."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from corpus.environment import VECTORS
from corpus.store.database import SETTING
from tests.command import RUN, environment, footbridge, is_one_clear_line
from tests.postgres import PostgresServer


def started(*arguments: str, data: Path, extra: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*RUN, *arguments], env=environment(data, extra), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.parametrize("vectors", ["process", "database"])
def test_asking_says_it_in_one_line(exported_models: Path, tmp_path: Path, vectors: str) -> None:
    shutil.copytree(exported_models, tmp_path / "state" / "models")
    question = json.dumps({"id": "1", "question": "Where did Churchill give his speech?"}) + "\n"
    with PostgresServer() as server:
        extra = {SETTING: server.database(), VECTORS: vectors}
        assert footbridge("index", "status", data=tmp_path / "state", extra=extra).returncode == 0
        asking = started("ask", "--batch", "-", data=tmp_path / "state", extra=extra)
        assert asking.stdin and asking.stdout
        asking.stdin.write(question)
        asking.stdin.flush()
        assert json.loads(asking.stdout.readline())["id"] == "1"
        os.kill(server.pid, signal.SIGQUIT)  # at once, as when the machine fails
        out, said = asking.communicate(question * 3, timeout=120)
        done = subprocess.CompletedProcess("", asking.returncode, out, said)
    assert is_one_clear_line(done, 3), said
    assert "cannot be reached" in said and "Connection." not in said and "Errno" not in said
