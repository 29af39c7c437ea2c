"""How the marks of an enumeration count."""

from __future__ import annotations

import pytest

from corpus.marks import readings


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("12", {"digit": 12}),
        ("b", {"letter": 2}),
        ("B", {"letter": 2}),
        ("i", {"letter": 9, "roman": 1}),
        ("C", {"letter": 3, "roman": 100}),
        ("xiv", {"roman": 14}),
        ("XCIX", {"roman": 99}),
        ("iiii", {}),
        ("vx", {}),
    ],
)
def test_a_mark_counts_in_each_way_it_can_be_read(mark: str, found: dict[str, int]) -> None:
    assert dict(readings(mark)) == found
