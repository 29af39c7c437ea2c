"""What a moderator does with a club's bylaws over the years, from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests import bylaws
from tests.command import footbridge, is_one_clear_line, json_of
from tests.raw import holding

UNSEARCHED = ("models",)


def asked(state: Path) -> Any:
    return json_of(footbridge("ask", bylaws.QUESTION, "--json", data=state))


def quoted(state: Path) -> str:
    return " ".join(citation["quote"] for citation in asked(state)["citations"])


def test_a_pdf_is_added_corrected_superseded_removed_restored_purged_exported_and_imported(
    state: Path, tmp_path: Path
) -> None:
    scan, word = tmp_path / "scan 3.pdf", tmp_path / "bylaws 2024.docx"
    scan.write_bytes(bylaws.old())
    word.write_bytes(bylaws.new())
    done = footbridge("corpus", "add", scan, "--valid-until", "2023-12", data=state)
    assert done.stdout.startswith("scan-3: ") and done.stderr == ""
    shown = footbridge("corpus", "show", "scan-3", data=state).stdout
    assert shown.startswith(f"{bylaws.TITLE}\n") and bylaws.OLD in shown and "Page 1 of 2" not in shown
    assert "author" not in shown and "valid until: 2023-12 (this has passed)\n" in shown
    right = f"{bylaws.TITLE}, 2019"
    done = footbridge("corpus", "edit", "scan-3", "--title", right, data=state)
    assert done.stdout == f"scan-3: title: {right}\n"
    first = asked(state)["citations"][0]
    assert bylaws.OLD in first["quote"] and (first["title"], first["page"]) == (right, 2)
    assert (
        f"{right}, page 2, was valid until December 2023"
        in footbridge("ask", bylaws.QUESTION, data=state).stdout
    )

    done = footbridge("corpus", "add", word, "--replaces", "scan-3", data=state)
    assert done.stdout.splitlines()[-1] == "scan-3: removed; bylaws-2024 takes its place"
    assert bylaws.NEW in quoted(state) and bylaws.OLD not in quoted(state)
    told = footbridge("corpus", "show", first["id"], data=state).stdout
    assert "superseded by bylaws-2024" in told and "page 2" in told
    footbridge("corpus", "remove", "bylaws-2024", data=state)
    assert bylaws.NEW not in quoted(state)
    footbridge("corpus", "restore", "bylaws-2024", data=state)
    assert bylaws.NEW in quoted(state)

    whole = tmp_path / "whole.zip"
    assert footbridge("corpus", "export", whole, data=state).returncode == 0
    assert footbridge("corpus", "purge", "scan-3", "--yes", data=state).returncode == 0
    assert holding(state, "fourteen", but=UNSEARCHED) == []
    assert is_one_clear_line(footbridge("corpus", "show", first["id"], data=state), 1)
    again = footbridge("corpus", "import", whole, data=state)
    assert again.returncode == 0 and "scan-3 was purged here and stays so" in again.stderr
    assert holding(state, "fourteen", but=UNSEARCHED) == []
    assert footbridge("corpus", "history", "--verify", data=state).returncode == 0
    assert footbridge("index", "verify", data=state).returncode == 0

    other = tmp_path / "other"
    other.mkdir()
    shutil.copytree(state / "models", other / "models")
    assert footbridge("--empty", "corpus", "import", whole, data=other).returncode == 0
    assert bylaws.NEW in quoted(other)
    assert json_of(footbridge("corpus", "show", first["id"], "--json", data=other))["quote"] == first["quote"]


@pytest.mark.parametrize("written", ["(anonymous)", "<unknown>", "Anonymous", "n/a"])
def test_what_a_program_writes_for_want_of_an_author_is_none(written: str) -> None:
    from corpus.readers import read

    assert read("a.md", f"---\nauthor: {written}\n---\nA text.".encode()).author is None
    assert read("a.docx", bylaws.new()).author is None
