from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.shared.reading.reader import Bounds
from bot.terminal.reading import read
from corpus.errors import RefusedError
from corpus.model import NewDocument
from tests.command import footbridge
from tests.corpus.readers import files


def test_a_document_of_each_format_is_added_and_cited(state: Path, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for make in (files.docx, files.odt, files.rtf, files.html, files.xlsx, files.eml, files.ics):
        (folder / f"vellmar_{make.__name__}.{make.__name__}").write_bytes(make())
    lines = [files.TITLE, "", files.PROSE[:60], files.PROSE[60:]]
    (folder / "vellmar_pdf.pdf").write_bytes(files.pdf([lines]))
    (folder / "partners.csv").write_text("Town,Since,Note\nBrandvik,,asleep\n", "utf-8")
    (folder / "one.json").write_text(json.dumps({"title": "One", "text": files.FEES}), "utf-8")
    done = footbridge("corpus", "add", str(folder), "--json", data=state, timeout=300)
    assert done.returncode == 0, done.stderr
    added = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(added) == 10
    assert all(row["passages"] for row in added)
    assert [row["id"] for row in added if not row["changed"]] == ["vellmar-docx"], (
        "the .odt has the same text"
    )
    asked = footbridge("ask", "Where do the friends of Vellmar meet?", "--json", data=state, timeout=120)
    answer = json.loads(asked.stdout)
    assert any("old library" in citation["quote"] for citation in answer["citations"])


def test_one_wrong_description_keeps_only_its_own_file_out(state: Path, tmp_path: Path) -> None:
    for name in "abcde":
        (tmp_path / f"{name}.md").write_text(f"The town of {name * 4} has a lake.", "utf-8")
    (tmp_path / "f.md").write_text("The town of ffff has a lake.", "utf-8")
    told = {"a.md": {"title": 5}, "b.md": ["x"], "c.md": {"colour": "red"}, "d.md": {"id": "../up"}}
    told |= {"f.md": {"replaces": "nothing"}}
    (tmp_path / "documents.json").write_text(json.dumps({**told, "e.md": {"title": "E"}}), "utf-8")
    done = footbridge("corpus", "add", str(tmp_path), "--json", data=state, timeout=120)
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["e"]
    assert "Traceback" not in done.stderr
    assert all(f"{name}.md" in done.stderr or "../up" in done.stderr for name in "abcd")
    assert "“nothing”" in done.stderr


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (Bounds(seconds=0.01, compare=0), "took longer"),
        (Bounds(found=10, compare=0), "too much text"),
    ],
)
async def test_what_goes_beyond_the_limits_is_refused(tmp_path: Path, bounds: Bounds, said: str) -> None:
    new = NewDocument("vellmar.txt", "\n\n".join([files.PROSE] * 5_000).encode())
    assert (await read(tmp_path, new)).cuts
    with pytest.raises(RefusedError, match=said):
        await read(tmp_path, new, bounds)


@pytest.mark.parametrize("mebibytes", [52, 64])
async def test_what_needs_more_memory_than_it_may_have_is_refused(tmp_path: Path, mebibytes: int) -> None:
    small = NewDocument("vellmar.txt", files.PROSE.encode())
    large = NewDocument("vellmar.txt", "\n\n".join([files.PROSE] * 20_000).encode())
    assert (await read(tmp_path, large)).cuts, "it is the limit that refuses it"
    bounds = Bounds(memory=mebibytes << 20, compare=0)
    assert (await read(tmp_path, small, bounds)).cuts, "what is small fits"
    with pytest.raises(RefusedError, match="MiB of memory"):
        await read(tmp_path, large, bounds)
