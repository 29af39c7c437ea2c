"""No log holds a text or a person, at any level."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT, environment, footbridge
from tests.raw import holding

WORDS = ("Zornwhistle", "Quibblefax", "Marblenook", "842971135577001122")

STORY = """
import asyncio, logging, pathlib, sys

if sys.argv[2] == "plain":
    logging.basicConfig(level=1)
else:
    from bot.core.log import configure
    configure("debug", sys.argv[2])
    logging.getLogger().setLevel(1)

from sqlalchemy import text
from corpus.errors import FootbridgeError
from corpus.model import NewDocument
from corpus.records import read_csv
from corpus.store import Store, editing
from corpus.store.community import Community
from corpus.store.people import AskedQuestion, KeptAnswer, new_key

USER = 842971135577001122

def broken(connection):
    given = {"id": "x", "text": "Zornwhistle"}
    connection.execute(text("INSERT INTO questions (id, text) VALUES (:id, :text)"), given)

async def main():
    folder = pathlib.Path(sys.argv[1])
    async with await Store.open(folder, write=True) as store:
        new = NewDocument("a.txt", b"The hall of Zornwhistle.", title="On Quibblefax", author="Marblenook")
        await store.add_document(new, by=str(USER))
        await store.change(editing.edit, "a", {"title": "Of Quibblefax"}, scope="shared", by=str(USER))
        rows = "city_a,country_a,city_b,country_b,source_title\\nZornwhistle,France,Oslo,Norway,Quibblefax\\n"
        await store.import_statements(read_csv(rows.encode(), name="x.csv").rows, scope="shared", by=None)
        await store.passages("shared")
        community = await Community.open(store.database)
        asker, told = community.asker(USER), '{"answer": "Quibblefax"}'
        question = AskedQuestion(new_key(), "Who is Zornwhistle?", asker, "guild:1", 5, True, (), 3)
        answer = KeptAnswer(new_key(), "guild:1", asker, told, False, 5, 2**40)
        await community.keep(answer, question)
        await community.notes.wait(USER, "guild:1", "Who is Zornwhistle?", language=None)
        for work in (store.change, community.write):
            try:
                await work(broken)
            except Exception as error:
                logging.getLogger("test").error("unexpected", exc_info=error)
        try:
            raise ValueError("Zornwhistle")
        except ValueError as error:
            if sys.argv[2] != "plain":  # the standard library's own formatter quotes messages
                logging.getLogger("library").error("unexpected", exc_info=error)
        await community.forget(USER)
        await community.close()

asyncio.run(main())
"""


@pytest.mark.parametrize("style", ["plain", "text", "json"])
def test_no_text_and_no_person_is_in_any_log_at_debug(tmp_path: Path, style: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STORY, tmp_path / "state", style],
        cwd=ROOT, env=environment(), check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "unexpected" in done.stderr  # it did log
    assert [word for word in WORDS if word.lower() in (done.stdout + done.stderr).lower()] == []


def test_the_report_of_a_fault_quotes_nothing(state: Path) -> None:
    program = (
        "import pathlib, sys\n"
        "from bot.terminal.running import guarded\n"
        "def work():\n"
        "    try:\n"
        "        raise KeyError('Zornwhistle')\n"
        "    except KeyError as error:\n"
        "        raise RuntimeError('Quibblefax') from error\n"
        "sys.exit(guarded(pathlib.Path(sys.argv[1]), work))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, state],
        cwd=ROOT, env=environment(), check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 70 and "RuntimeError" in done.stderr
    (report,) = (state / "logs").iterdir()
    told = report.read_text(encoding="utf-8")
    assert "builtins.KeyError" in told and "builtins.RuntimeError" in told and "in work" in told
    assert holding(state / "logs", "Zornwhistle", "Quibblefax") == []
    assert report.stat().st_mode & 0o077 == 0
    assert (state / "logs").stat().st_mode & 0o077 == 0


def test_what_commands_write_is_its_owner_s_alone(state: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert footbridge("corpus", "export", out, data=state).returncode == 0
    assert footbridge("index", "rebuild", data=state).returncode == 0
    for root in (out, state):
        open_to_others = [path for path in [root, *root.rglob("*")] if path.stat().st_mode & 0o077]
        assert open_to_others == []
