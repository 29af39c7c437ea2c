"""Records as others publish them: large files, with what is wrong in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.corpus.test_records import read

NOISE = Path(os.environ.get("FOOTBRIDGE_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))


def noise(name: str) -> bytes:
    path = NOISE / name
    if not path.exists():
        pytest.skip(f"{name} is not there: set FOOTBRIDGE_TEST_DATA to the folder of the files for scale")
    return path.read_bytes()


def test_real_noise_is_refused_row_by_row() -> None:
    found = read(noise("germany-2015.csv"), "germany-2015.csv")
    assert len(found.problems) == 7
    assert {problem.column for problem in found.problems} == {"country_b"}
    assert "line 73, country_b: is missing for 'Pinsk'" in str(found.problems[0])
    assert len(found.statements) > 5_800


def test_a_large_file_is_imported_whole() -> None:
    found = read(noise("wikipedia-2026.csv"), "wikipedia-2026.csv")
    assert not found.problems
    assert len(found.statements) + sum("says the same" in warning for warning in found.warnings) == 24_449
