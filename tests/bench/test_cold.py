"""The bench of cold answers in short: every side is asked the same questions, and each has its row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench import cold


async def test_every_side_answers_each_question(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(state / "index")
    await cold.make(state, 40)
    spent, peak = await cold.ask(state, 4)
    assert spent.keys() == cold.SIDES.keys()
    assert all(len(rows) == 4 and min(map(min, rows)) > 0 for rows in spent.values())
    assert peak > 50
    cold.show({"baseline": [(2.0, 3.0)] * 4, **spent}, peak, 40)
    shown = " ".join(capsys.readouterr().out.split())
    assert all(word in shown for word in ("all stages", "baseline", "40 passages"))
