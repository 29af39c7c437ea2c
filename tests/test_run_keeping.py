"""Keeping from the command line: correct, supersede, purge, look back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import footbridge, is_one_clear_line, json_of
from tests.raw import holding

VISIT = """# A visit to Yaroslavl

In May 2019 a delegation of eleven gardeners travelled from Burlington to Yaroslavl.

The delegation was led by the head gardener Zornwhistle, who brought forty lilac cuttings as a present.
"""
QUESTION = "How many lilac cuttings did the delegation bring to Yaroslavl?"
WORDS = ("Zornwhistle", "Quibblefax", "Marblenook")
UNSEARCHED = ("models",)


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    file = tmp_path / "visit.md"
    file.write_text(VISIT, encoding="utf-8")
    return file


def added(state: Path, file: Path, *options: str) -> str:
    identity: str = json_of(footbridge("corpus", "add", file, *options, "--json", data=state))["id"]
    return identity


def test_a_purged_document_leaves_no_byte(state: Path, visit: Path) -> None:
    identity = added(state, visit, "--title", "On Quibblefax", "--author", "Marblenook")
    assert footbridge("index", "rebuild", data=state).returncode == 0  # so that two generations hold it
    cited = json_of(footbridge("ask", QUESTION, "--json", data=state))["citations"][0]
    assert cited["document"] == identity
    assert holding(state, *WORDS, but=UNSEARCHED)
    done = footbridge("corpus", "purge", identity, "--yes", data=state)
    assert done.returncode == 0, done.stderr
    assert "deleted for good" in done.stdout
    assert holding(state, *WORDS, "lilac", but=UNSEARCHED) == []
    assert is_one_clear_line(footbridge("corpus", "show", cited["id"], data=state), 1)
    assert json_of(footbridge("ask", QUESTION, "--json", data=state))["abstained"]
    assert footbridge("index", "verify", data=state).returncode == 0
    events = json_of(footbridge("corpus", "history", identity, "--json", data=state))
    assert [event["action"] for event in events] == ["add", "purge document"]
    (sha256,) = events[1]["after"]["sha256"]
    assert sha256 in footbridge("corpus", "history", identity, data=state).stdout
    assert footbridge("corpus", "history", "--verify", data=state).returncode == 0


def test_a_purge_is_not_done_unasked(state: Path, visit: Path) -> None:
    identity = added(state, visit)
    assert is_one_clear_line(footbridge("corpus", "purge", identity, data=state), 2)
    for agreed in (["--yes"], []):  # what is not there is said before anybody is asked
        assert is_one_clear_line(footbridge("corpus", "purge", "nothing", *agreed, data=state), 1)
    assert json_of(footbridge("corpus", "show", identity, "--json", data=state))["removed_at"] is None


def test_a_purged_record_is_gone(state: Path) -> None:
    record = json_of(
        footbridge("ask", "Since when are Burlington and Yaroslavl twinned?", "--json", data=state)
    )
    identity = record["citations"][0]["record"]
    assert footbridge("corpus", "purge", identity, "--yes", data=state).returncode == 0
    assert is_one_clear_line(footbridge("corpus", "show", identity, data=state), 1)
    assert footbridge("index", "verify", data=state).returncode == 0


def test_what_is_to_be_replaced_is_looked_for_before_the_file_is_read(state: Path, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"no PDF at all")
    done = footbridge("corpus", "add", scan, "--replaces", "nothing", data=state)
    assert is_one_clear_line(done, 1)
    assert "“nothing”" in done.stderr


def test_the_history_names_a_file_by_its_whole_hash(state: Path, visit: Path) -> None:
    told = footbridge("corpus", "history", added(state, visit), data=state).stdout
    assert f"SHA-256 {hashlib.sha256(visit.read_bytes()).hexdigest()}" in told


def test_a_title_is_corrected_and_citations_stay(state: Path, visit: Path) -> None:
    identity = added(state, visit, "--title", "A wrong title")
    before = json_of(footbridge("ask", QUESTION, "--json", data=state))["citations"][0]
    again = footbridge("corpus", "add", visit, "--title", "A right title", data=state)
    assert f"corpus edit {identity} --title" in again.stderr
    done = footbridge(
        "corpus", "edit", identity, "--title", "A right title", "--date", "2019-05", "--url",
        "https://example.org/visit", data=state,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    after = json_of(footbridge("ask", QUESTION, "--json", data=state))["citations"][0]
    assert (after["id"], after["title"]) == (before["id"], "A right title")
    shown = json_of(footbridge("corpus", "show", identity, "--json", data=state))
    assert (shown["title"], shown["date"], shown["url"]) == (
        "A right title", "2019-05", "https://example.org/visit",
    )  # fmt: skip
    assert (
        "title: A wrong title → A right title" in footbridge("corpus", "history", identity, data=state).stdout
    )
    taken = footbridge("corpus", "edit", identity, "--url", "", data=state)
    assert taken.returncode == 0
    assert json_of(footbridge("corpus", "show", identity, "--json", data=state))["url"] is None


def test_until_when_a_document_holds_is_given_corrected_told_and_exported(
    state: Path, visit: Path, tmp_path: Path
) -> None:
    identity = added(state, visit, "--as-of", "2019-05", "--valid-until", "2999-12")
    answer = json_of(footbridge("ask", QUESTION, "--json", data=state))
    assert (answer["citations"][0]["as_of"], answer["citations"][0]["valid_until"]) == ("2019-05", "2999-12")
    assert "no longer hold" not in answer["answer"]
    assert is_one_clear_line(footbridge("corpus", "edit", identity, "--valid-until", "2018", data=state), 1)
    done = footbridge("corpus", "edit", identity, "--valid-until", "2020-05-31", data=state)
    assert done.stdout == f"{identity}: valid until: 2020-05-31\n"
    answer = json_of(footbridge("ask", QUESTION, "--json", data=state))
    assert "was valid until 31 May 2020; what it says may no longer hold [1]." in answer["answer"]
    told = footbridge("ask", QUESTION, data=state).stdout
    assert "as of May 2019, was valid until 31 May 2020" in " ".join(told.split())
    shown = footbridge("corpus", "show", identity, data=state).stdout
    assert "as of: 2019-05\n" in shown and "valid until: 2020-05-31 (this has passed)\n" in shown
    cited = footbridge("corpus", "show", answer["citations"][0]["id"], data=state).stdout
    assert "as of May 2019, was valid until 31 May 2020" in cited
    footbridge("corpus", "export", tmp_path / "papers", data=state)
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "models").symlink_to(state / "models")
    footbridge("corpus", "add", tmp_path / "papers" / "documents", "--empty", data=empty)
    again = json_of(footbridge("corpus", "show", identity, "--json", data=empty))
    assert (again["as_of"], again["valid_until"]) == ("2019-05", "2020-05-31")


@pytest.mark.parametrize(
    "wrong",
    [
        ("--url", "javascript:alert(1)"), ("--date", "yesterday"), ("--date", "2999"), ("--as-of", "2999"),
        ("--title", ""), ("--valid-until", "soon"),
        ("--title", "x" * 301), ("--language", "the one of here"), ("--title", "\x1b\x07"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(state: Path, wrong: tuple[str, str]) -> None:
    before = json_of(footbridge("corpus", "show", "essay", "--json", data=state))
    done = footbridge("corpus", "edit", "essay", *wrong, data=state)
    assert is_one_clear_line(done, 1)
    assert not wrong[1].isalpha() or done.stderr.count(wrong[1]) <= 1
    assert json_of(footbridge("corpus", "show", "essay", "--json", data=state)) == before


def test_a_document_takes_the_place_of_another_and_old_citations_say_so(
    state: Path, visit: Path, tmp_path: Path
) -> None:
    identity = added(state, visit)
    cited = json_of(footbridge("ask", QUESTION, "--json", data=state))["citations"][0]
    report = tmp_path / "report.md"
    report.write_text(VISIT.replace("forty", "fifty"), encoding="utf-8")
    new = added(state, report, "--replaces", identity)
    assert new != identity
    answer = json_of(footbridge("ask", QUESTION, "--json", data=state))
    assert {one["document"] for one in answer["citations"]} == {new}
    told = json_of(footbridge("corpus", "show", cited["id"], "--json", data=state))
    assert (told["state"], told["replaced_by"]) == ("superseded", new)
    assert f"superseded by {new}" in footbridge("corpus", "show", cited["id"], data=state).stdout
    assert is_one_clear_line(footbridge("corpus", "add", report, "--replaces", "nothing", data=state), 1)
    assert is_one_clear_line(footbridge("corpus", "add", report, "--replaces", new, data=state), 1)


def test_a_citation_is_said_to_be_current_superseded_or_removed(state: Path, visit: Path) -> None:
    identity = added(state, visit)
    cited = json_of(footbridge("ask", QUESTION, "--json", data=state))["citations"][0]["id"]

    def told() -> tuple[str, str | None]:
        shown = json_of(footbridge("corpus", "show", cited, "--json", data=state))
        return shown["state"], shown["now"]

    assert told() == ("current", None)
    visit.write_text(VISIT + "\nA last line was added.\n", encoding="utf-8")
    added(state, visit)
    now = json_of(footbridge("ask", QUESTION, "--json", data=state))["citations"][0]["id"]
    assert told() == ("superseded", now) and now != cited
    history = footbridge("corpus", "history", identity, data=state).stdout
    assert "1 paragraph new, 0 gone, 3 unchanged" in history
    footbridge("corpus", "remove", identity, data=state)
    assert told() == ("withdrawn", None)
    assert "removed" in footbridge("corpus", "show", cited, data=state).stdout


def test_the_answers_that_cited_a_document_are_listed(state: Path) -> None:
    body = {"citations": [{"id": "c-x", "document": "essay", "version": 1}], "nearest": []}
    other = {"citations": [], "nearest": [], "answer": "the essay"}
    with closing(sqlite3.connect(state / "footbridge.db")) as database, database:
        for key, text in (("a", body), ("b", other)):
            database.execute(
                "INSERT INTO answers VALUES (?, 'guild:1', 'x', ?, 0, 18, 19, NULL, 5, 6, NULL, NULL)",
                (key, json.dumps(text)),
            )
    (one,) = json_of(footbridge("corpus", "affected", "essay", "--json", data=state))
    assert (one["channel"], one["message"], one["versions"], one["citations"]) == (5, 6, [1], ["c-x"])
    shown = footbridge("corpus", "affected", "essay", data=state)
    assert "c-x" in shown.stdout and shown.stderr == "1 kept answer\n"
    assert is_one_clear_line(footbridge("corpus", "affected", "nothing", data=state), 1)


def test_an_audit_that_was_changed_is_told(state: Path) -> None:
    assert footbridge("corpus", "history", "--verify", data=state).returncode == 0
    with closing(sqlite3.connect(state / "footbridge.db")) as database, database:
        database.execute("UPDATE audit SET by = 'somebody' WHERE number = 2")
    done = footbridge("corpus", "history", "--verify", data=state)
    assert done.returncode == 3 and "line 2" in done.stderr
    assert footbridge("corpus", "history", data=state).returncode == 2


def test_links_out_of_a_folder_are_not_followed(state: Path, visit: Path, tmp_path: Path) -> None:
    folder, outside = tmp_path / "papers", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("The key lies under the mat.", encoding="utf-8")
    (folder / "own.txt").write_text("A paper of our own.", encoding="utf-8")
    (folder / "near.txt").symlink_to(folder / "own.txt")
    (folder / "far.txt").symlink_to(outside / "secret.txt")
    (folder / "dir").symlink_to(outside)
    (folder / "documents.json").symlink_to(outside / "secret.txt")
    done = footbridge("corpus", "add", folder, data=state)
    assert done.returncode == 0
    assert "far.txt: a link that leads out" in done.stderr
    assert "dir: a link to a folder" in done.stderr
    assert holding(state, "under the mat", but=UNSEARCHED) == []
    assert len(json_of(footbridge("corpus", "list", "--json", data=state))) == 2
