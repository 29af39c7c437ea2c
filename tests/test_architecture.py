"""The rooms of the house: no module needs itself, however far around, and each fits in one's head."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tests.command import ROOT

PACKAGES = ("bot", "index", "corpus")
ROOMS = (*PACKAGES, "bench", "tools")

MOST_LINES = 400


def circle(imports: dict[str, set[str]]) -> list[str]:
    """Return modules each of which imports the next, the first one again at the end; empty when none do."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def imports_of(*packages: str) -> dict[str, set[str]]:
    """Return what each module imports of these packages; what only types need counts too."""
    graph = grimp.build_graph(*packages, exclude_type_checking_imports=False, cache_dir=None)
    return {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}


def long_modules(root: Path, rooms: tuple[str, ...]) -> list[str]:
    """Return the modules of rooms that have too many lines, each with how many."""
    counted = {
        path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for room in rooms
        for path in sorted((root / room).rglob("*.py"))
    }
    return [f"{name}: {lines}" for name, lines in counted.items() if lines > MOST_LINES]


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(imports_of(*PACKAGES)) == []


def test_no_module_is_longer_than_one_can_keep_in_mind() -> None:
    assert long_modules(ROOT, ROOMS) == []


def test_a_circle_through_what_only_types_need_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "someroom"
    room.mkdir()
    (room / "__init__.py").touch()
    (room / "first.py").write_text("from someroom.second import b\na = b\n")
    (room / "second.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from someroom.first import a\nb = 1\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    assert set(circle(imports_of("someroom"))) == {"someroom.first", "someroom.second"}


def test_a_long_module_is_found(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "long.py").write_text("x = 1\n" * (MOST_LINES + 1))
    (tmp_path / "room" / "short.py").write_text("x = 1\n" * MOST_LINES)
    assert long_modules(tmp_path, ("room",)) == ["room/long.py: 401"]
