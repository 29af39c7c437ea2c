"""Countries and continents by their names in other languages than English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "bundled" / "country_names.tsv"
_CODE = 2  # letters of a continent's code, which stands in the place of a country


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    lines = _FILE.read_text("utf-8").splitlines()
    return tuple((name, meant) for name, _, meant in (line.partition("\t") for line in lines))


@cache
def countries() -> Mapping[str, str]:
    """Return folded names of countries, and the common English name of each."""
    return {name: meant for name, meant in _rows() if len(meant) > _CODE}


@cache
def continents() -> Mapping[str, str]:
    """Return folded names of continents, and the code of each."""
    return {name: meant for name, meant in _rows() if len(meant) == _CODE}
