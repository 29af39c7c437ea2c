"""State folders in every bad state: one clear line, nothing lost, and what is derived mends itself."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.store import Store
from index import model_folder
from tests.command import RUN, environment, footbridge, is_one_clear_line, json_of

QUESTION = "Where did Churchill give his Iron Curtain Speech?"
DATABASE = "footbridge.db"


def answers(state: Path) -> bool:
    told = json_of(footbridge("ask", QUESTION, "--json", data=state))
    return "Westminster College" in told["citations"][0]["quote"]


def without_roots_rights() -> list[str]:
    """Return the words that start a command to which file permissions apply, or skip the test."""
    if os.geteuid() != 0:
        return []
    command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]
    if not shutil.which("setpriv") or subprocess.run([*command, "true"], check=False).returncode != 0:
        pytest.skip("root ignores file permissions, and this machine cannot give that right up (setpriv)")
    return command


@pytest.fixture
def read_only(state: Path) -> Path:
    """Return a state folder that its owner may not write."""
    for path in [state, *state.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    return state


def test_a_read_only_state_folder_still_answers(read_only: Path) -> None:
    done = footbridge("ask", QUESTION, "--json", data=read_only, before=without_roots_rights())
    assert "Westminster College" in json_of(done)["citations"][0]["quote"]


def test_a_read_only_state_folder_cannot_be_changed(read_only: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("A paper about bridges.", encoding="utf-8")
    for command in (("corpus", "add", paper), ("corpus", "remove", "essay"), ("index", "rebuild")):
        assert is_one_clear_line(footbridge(*command, data=read_only, before=without_roots_rights()), 3), (
            command
        )


def test_a_state_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    parent = tmp_path / "closed"
    parent.mkdir(mode=0o555)
    done = footbridge("ask", QUESTION, data=parent / "state", before=without_roots_rights())
    assert is_one_clear_line(done, 3)


def test_a_state_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "state"
    file.write_text("not a folder", encoding="utf-8")
    assert is_one_clear_line(footbridge("ask", QUESTION, data=file), 3)
    assert file.read_text(encoding="utf-8") == "not a folder"


def change(state: Path, statement: str) -> None:
    with closing(sqlite3.connect(state / DATABASE)) as connection, connection:
        connection.execute(statement)


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_state_folder_of_a_later_version_is_left_as_it_is(state: Path) -> None:
    change(state, "INSERT INTO migrations VALUES (999, 'from the future', 'x', '2099-01-01T00:00:00Z')")
    before = digest(state / DATABASE)
    for command in (("ask", QUESTION), ("corpus", "remove", "essay"), ("index", "status")):
        done = footbridge(*command, data=state)
        assert is_one_clear_line(done, 3), (command, done.stderr)
        assert "later version" in done.stderr
    assert digest(state / DATABASE) == before


async def test_a_state_folder_in_use_can_be_asked_but_not_changed(state: Path) -> None:
    async with await Store.open(state, write=True):
        done = footbridge("corpus", "remove", "essay", data=state)
        assert is_one_clear_line(done, 3)
        assert "in use by process" in done.stderr
        assert answers(state)
    assert footbridge("corpus", "remove", "essay", data=state).returncode == 0


def test_a_missing_database_is_not_replaced_by_an_empty_one(state: Path) -> None:
    for file in state.glob(f"{DATABASE}*"):
        file.unlink()
    for command in (("ask", QUESTION), ("corpus", "list"), ("corpus", "remove", "essay")):
        assert is_one_clear_line(footbridge(*command, data=state), 3), command
    assert not (state / DATABASE).exists()


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def scribble(file: Path) -> None:
    file.write_bytes(b"\x00not a database" * 100)


@pytest.mark.parametrize("damage", [truncate, scribble, lambda file: file.write_bytes(b"")])
def test_a_damaged_database_is_left_as_it_is(damage: Callable[[Path], None], state: Path) -> None:
    damage(state / DATABASE)
    before = digest(state / DATABASE)
    for command in (("ask", QUESTION), ("corpus", "list"), ("index", "rebuild")):
        assert is_one_clear_line(footbridge(*command, data=state), 3), command
    assert digest(state / DATABASE) == before


def generation(state: Path) -> Path:
    return state / "index" / (state / "index" / "CURRENT").read_text(encoding="utf-8").strip()


def files_of(state: Path) -> list[Path]:
    """Return the files of the current generation, the largest first."""
    files = [path for path in generation(state).rglob("*") if path.is_file()]
    return sorted(files, key=lambda path: path.stat().st_size, reverse=True)


def delete_index(state: Path) -> None:
    shutil.rmtree(state / "index")


def delete_current(state: Path) -> None:
    (state / "index" / "CURRENT").unlink()


def point_nowhere(state: Path) -> None:
    (state / "index" / "CURRENT").write_text("no-such-generation\n", encoding="utf-8")


def truncate_the_largest(state: Path) -> None:
    truncate(files_of(state)[0])


def swap_two_files(state: Path) -> None:
    one, other = files_of(state)[:2]
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


def delete_a_file(state: Path) -> None:
    files_of(state)[0].unlink()


def delete_the_models(state: Path) -> None:
    shutil.rmtree(state / "models")


@pytest.mark.parametrize(
    "damage",
    [delete_index, delete_current, point_nowhere, truncate_the_largest, swap_two_files, delete_a_file],
)
def test_a_damaged_index_mends_itself(damage: Callable[[Path], None], state: Path) -> None:
    damage(state)
    assert answers(state)
    assert footbridge("index", "verify", data=state).returncode == 0


@pytest.mark.parametrize("damage", [truncate_the_largest, swap_two_files, delete_a_file])
def test_verify_reports_a_damaged_index_before_anything_mends_it(
    damage: Callable[[Path], None], state: Path
) -> None:
    damage(state)
    before = {path: path.read_bytes() for path in (state / "index").rglob("*") if path.is_file()}
    for _ in range(2):  # what was reported is still there to be looked at
        done = footbridge("index", "verify", data=state)
        assert (done.returncode, done.stdout) == (3, "")
        assert "The index is damaged" in done.stderr.splitlines()[-1]
    assert {path: path.read_bytes() for path in (state / "index").rglob("*") if path.is_file()} == before
    assert answers(state)
    assert footbridge("index", "verify", data=state).returncode == 0


def test_a_damaged_model_is_exported_again(state: Path) -> None:
    model = next((state / "models").rglob(model_folder.MODEL))
    truncate(model)
    assert answers(state)


def test_a_rebuild_leaves_answers_and_citations_as_they_were(state: Path) -> None:
    before = json_of(footbridge("ask", QUESTION, "--json", data=state))
    old = generation(state)
    assert footbridge("index", "rebuild", data=state).returncode == 0
    assert generation(state) != old
    after = json_of(footbridge("ask", QUESTION, "--json", data=state))
    assert [c["id"] for c in after["citations"]] == [c["id"] for c in before["citations"]]
    assert footbridge("index", "verify", data=state).returncode == 0


def test_status_tells_generation_counts_and_model(prepared_state: Path) -> None:
    told = json_of(footbridge("index", "status", "--json", data=prepared_state))
    assert {"generation", "revision", "model"} <= set(told)
    shown = footbridge("index", "status", data=prepared_state)
    assert str(told["generation"]) in shown.stdout


def test_two_commands_at_once_on_a_new_folder_leave_one_that_works(
    prepared_state: Path, tmp_path: Path
) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "models").symlink_to(prepared_state / "models")
    command = [*RUN, "ask", QUESTION]
    running = [
        subprocess.Popen(command, env=environment(fresh), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in "ab"
    ]
    ended = [(process.communicate(timeout=120), process.returncode) for process in running]
    assert 0 in [code for _, code in ended], ended
    assert {code for _, code in ended} <= {0, 3}
    assert all(b"Traceback" not in told[1] for told, _ in ended)
    assert answers(fresh)
