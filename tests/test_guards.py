"""The list of guards is of this code; `python -m tools.guards` says which of them no test notices."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tools.guards import ROOT, Guard, guards, is_noticed


@pytest.mark.parametrize("guard", guards(), ids=lambda guard: guard.name)
def test_a_guard_stands_where_the_list_says(guard: Guard) -> None:
    assert guard.taken_out((ROOT / guard.file).read_text("utf-8"))
    assert all((ROOT / name).exists() for name in guard.tests)


def test_a_guard_that_no_test_misses_is_told_from_one_that_is_missed(tmp_path: Path) -> None:
    (tmp_path / "gate.py").write_text("def is_open(key):\n    return key == 1\n", "utf-8")
    (tmp_path / "test_gate.py").write_text(
        "from gate import is_open\n\ndef test_gate():\n    assert is_open(1)\n    assert not is_open(2)\n",
        "utf-8",
    )
    guard = Guard("gate", "gate.py", "key == 1", "True", ("test_gate.py",))
    assert is_noticed(guard, tmp_path)
    assert not is_noticed(replace(guard, without="key is 1 or key == 1"), tmp_path)
    assert (tmp_path / "gate.py").read_text("utf-8").endswith("key == 1\n")
    with pytest.raises(ValueError, match="stands 0 times"):
        replace(guard, code="no such").taken_out("key == 1")
    with pytest.raises(RuntimeError, match="could not be run"):
        is_noticed(replace(guard, tests=("test_none.py",)), tmp_path)
