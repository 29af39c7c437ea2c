"""The bench of keeping in short: each thing that it measures is done."""

from __future__ import annotations

from pathlib import Path

from bench import keeping


async def test_each_thing_is_measured(tmp_path: Path) -> None:
    found = await keeping.measure(tmp_path, 120)
    assert len(found) == 7 and all(seconds > 0 for seconds, _ in found.values())
