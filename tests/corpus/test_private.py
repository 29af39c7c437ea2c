from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from corpus import private
from corpus.store import Store


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_a_state_folder_is_its_owner_s_alone_even_one_of_before(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    before = os.umask(0)
    try:
        async with await Store.open(folder, write=True):
            assert [path.name for path in folder.rglob("*") if mode(path) & 0o077 and path.is_file()] == []
        folder.chmod(0o755)
        (folder / "logs").mkdir()
        (folder / "logs" / "fault.log").write_text("x", encoding="utf-8")
        async with await Store.open(folder, write=True):
            assert mode(folder) == 0o700
            assert mode(folder / "logs" / "fault.log") & 0o077 == 0
    finally:
        os.umask(before)


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "x.zip"
    private.replace(place, lambda path: path.write_bytes(b"one") and None)
    assert (place.read_bytes(), mode(place)) == (b"one", 0o600)

    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        private.replace(place, fail)
    assert place.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [place]
