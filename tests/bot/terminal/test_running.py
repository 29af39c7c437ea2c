from __future__ import annotations

import asyncio
import errno
from pathlib import Path

import pytest

from bot.terminal.running import run
from corpus.errors import RefusedError, StateInUseError, UsageError


def test_returns_the_code_of_the_work(tmp_path: Path) -> None:
    async def work() -> int:
        await asyncio.sleep(0)
        return 1

    assert run(tmp_path, work) == 1


@pytest.mark.parametrize(("error", "code"), [(RefusedError, 1), (UsageError, 2), (StateInUseError, 3)])
def test_a_failure_is_one_line_and_its_exit_code(
    error: type[Exception], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def work() -> int:
        raise error("what happened;\nwhat was kept")

    assert run(tmp_path, work) == code
    assert capsys.readouterr() == ("", "footbridge: what happened; what was kept\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "too little memory"),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "too little memory"),
        (ImportError("some.so: failed to map segment from shared object"), "too little memory"),
        (RuntimeError("Exception during initialization: std::bad_alloc"), "too little memory"),
        (OSError(errno.ENOSPC, "No space left on device"), "no room left"),
    ],
)
def test_a_lack_is_one_line_and_no_fault(
    error: Exception, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def work() -> int:
        try:
            raise error
        except type(error) as caught:
            raise ValueError("what followed from it") from caught

    assert run(tmp_path, work) == 3
    out, line = capsys.readouterr()
    assert not out and told in line and line.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_fault_is_one_line_that_names_the_file_with_the_details(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def work() -> int:
        raise ZeroDivisionError("somewhere")

    assert run(tmp_path, work) == 70
    told = capsys.readouterr()
    (file,) = (tmp_path / "logs").iterdir()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert str(file) in told.err
    written = file.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in written and "test_running.py" in written


def test_a_fault_does_not_make_a_state_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def work() -> int:
        raise ZeroDivisionError

    missing = tmp_path / "nothing-here"
    assert run(missing, work) == 70
    assert not missing.exists()
    file = Path(capsys.readouterr().err.split()[-1])
    assert file.is_file()
    file.unlink()


def test_ctrl_c_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def work() -> int:
        raise KeyboardInterrupt

    assert run(tmp_path, work) == 130
    assert capsys.readouterr().err.count("\n") == 1
