# ruff: noqa: ASYNC240 (a test may block its own loop)

"""Export, import and backup from the command line."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path
from typing import Any

from corpus.store import Store
from corpus.store.community import Community
from corpus.store.people import AskedQuestion, KeptAnswer, new_key
from tests.command import ROOT, footbridge, is_one_clear_line, json_of

QUESTIONS = (
    "Since when are Burlington and Yaroslavl twinned?",
    "Where did Churchill give his Iron Curtain Speech?",
    "How many lilac cuttings did the delegation bring to Yaroslavl?",
    "Who are Burlington's sister cities?",
)
VISIT = (
    "# A visit to Yaroslavl\n\nThe delegation of gardeners from Burlington was led by the head gardener, who "
    "brought forty lilac cuttings as a present to Yaroslavl.\n"
)


def answers(state: Path) -> list[dict[str, Any]]:
    told = [json_of(footbridge("ask", question, "--json", data=state)) for question in QUESTIONS]
    return [{name: value for name, value in row.items() if name != "elapsed_ms"} for row in told]


def prepared(state: Path, tmp_path: Path) -> None:
    visit = tmp_path / "visit.md"
    visit.write_text(VISIT, encoding="utf-8")
    assert footbridge("corpus", "add", visit, "--author", "The committee", data=state).returncode == 0
    visit.write_text(VISIT.replace("as a present", "as a gift"), encoding="utf-8")
    assert footbridge("corpus", "add", visit, data=state).returncode == 0


def test_an_exported_corpus_answers_the_same_elsewhere_with_the_same_ids(state: Path, tmp_path: Path) -> None:
    prepared(state, tmp_path)
    file = tmp_path / "all.zip"
    done = footbridge("corpus", "export", file, data=state)
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "models").symlink_to(state / "models")
    imported = footbridge("corpus", "import", file, "--empty", data=fresh)
    assert imported.returncode == 0, imported.stderr
    assert "2 new" in imported.stdout
    assert answers(fresh) == answers(state)
    assert footbridge("index", "verify", data=fresh).returncode == 0
    again = footbridge("corpus", "import", file, data=state)
    assert again.stdout.startswith("documents: 0 new, 0 changed; records: 0 new or changed; ")
    assert is_one_clear_line(footbridge("corpus", "import", tmp_path / "visit.md", data=state), 1)
    assert is_one_clear_line(footbridge("corpus", "export", tmp_path / "no" / "x.zip", data=state), 1)


async def test_a_backup_is_made_while_a_bot_holds_the_folder_and_restores_all_of_it(
    state: Path, tmp_path: Path
) -> None:
    prepared(state, tmp_path)
    file = tmp_path / "backup.zip"
    async with await Store.open(state, write=True) as store:
        community = await Community.open(store.database)
        asked = AskedQuestion(new_key(), "Who?", community.asker(7), "guild:1", 5, True, (), 3)
        kept = KeptAnswer(new_key(), "guild:1", community.asker(7), "{}", False, 5, 2**40)
        await community.keep(kept, asked)
        revision = await store.revision()
        done = footbridge("backup", file, data=state)
        assert done.returncode == 0, done.stderr
        await community.close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    restored = tmp_path / "restored"
    with zipfile.ZipFile(file) as archive:
        assert set(archive.namelist()) == {"footbridge.db", "people.key"}
        archive.extractall(restored)
    told = (ROOT / "docs" / "operators.md").read_text("utf-8")
    assert "backup FILE.zip` copies `footbridge.db` and `people.key` into one file" in told
    (restored / "models").symlink_to(state / "models")
    assert answers(restored) == answers(state)
    async with await Store.open(restored, write=True) as store:
        assert await store.revision() == revision
        community = await Community.open(store.database)
        assert (await community.forget(7)).questions == 1  # the key came along
        await community.close()


def test_a_backup_that_cannot_be_written_leaves_what_was_there(state: Path, tmp_path: Path) -> None:
    assert is_one_clear_line(footbridge("backup", tmp_path / "no" / "x.zip", data=state), 1)
    nowhere = footbridge("backup", tmp_path / "x.zip", data=tmp_path / "nothing")
    assert is_one_clear_line(nowhere, 3)
    assert not (tmp_path / "x.zip").exists()
