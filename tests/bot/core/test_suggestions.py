"""Names while one types: the best first, no short name that matches everything, one slip forgiven."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.directory import Directory
from bot.core.suggestions import Names
from corpus.model import Alias, Place
from corpus.partnerships import Records
from corpus.records import build

GUADALAJARA = Place("Guadalajara", "Jalisco", "Mexico", 20.6736, -103.344)
LOS_ANGELES = Place("Los Angeles", "California", "United States", 34.0522, -118.2437)
BATH = Place("Bath", None, "United Kingdom", 51.3811, -2.359)
BATHURST = Place("Bathurst", None, "Australia", -33.4193, 149.5775)
PARIS = Place("Paris", None, "France", 48.8567, 2.3522)
PARDUBICE = Place("Pardubice", None, "Czech Republic", 50.0386, 15.7791)
COLOGNE = Place("Cologne", None, "Germany", 50.9422, 6.9578)
KOELN = Place("Köln", None, "Germany", 50.9422, 6.9578)

_PAIRS = [
    (GUADALAJARA, PARDUBICE), (LOS_ANGELES, PARDUBICE), (BATHURST, PARDUBICE), (BATHURST, PARIS),
    (BATH, PARIS), (COLOGNE, PARIS), (KOELN, BATH),
]  # fmt: skip
DIRECTORY = Directory(
    1,
    Records(
        [build(f"P{n}", a, b, source_title="Page of the town") for n, (a, b) in enumerate(_PAIRS)],
        [Alias("LA", "Los Angeles", "California", "United States", "short")],
    ),
    (),
)


def suggested(typed: str, most: int = 25) -> list[str]:
    return [entry.label for entry in DIRECTORY.suggest(typed, most)]


def test_a_short_name_is_found_by_itself_and_in_nothing_else() -> None:
    assert suggested("la") == ["Los Angeles, California, United States"]
    assert suggested("guadalajara") == ["Guadalajara, Jalisco, Mexico"]
    assert suggested("guadalajra") == ["Guadalajara, Jalisco, Mexico"], "a slip does not bring the short one"


def test_who_is_called_so_comes_before_who_begins_so() -> None:
    assert suggested("bath")[:2] == ["Bath, United Kingdom", "Bathurst, Australia"]


def test_inhabitants_count_beside_partners() -> None:
    assert suggested("par")[0] == "Paris, France"


def test_other_spellings_and_names_of_the_atlas_are_known() -> None:
    for typed in ("köln", "koln", "Colonia", "cologne", "germany"):
        assert "Köln, Germany" in suggested(typed), typed


def test_nothing_typed_offers_the_best_known() -> None:
    assert len(suggested("", 3)) == 3


_WORDS = st.text("abcde ", min_size=1, max_size=10).filter(lambda name: bool(name.strip()))


@given(st.lists(_WORDS, min_size=1, max_size=20), _WORDS, st.integers(1, 30))
def test_what_begins_so_is_found_however_many_there_are(names: list[str], typed: str, most: int) -> None:
    found = Names(list(zip(names, range(len(names)), strict=True)), [float(n) for n in range(len(names))])
    wanted = {
        at
        for at, name in enumerate(names)
        if not typed[0].isspace() and (name.startswith(typed) or f" {typed}" in name)
    }
    given_ = found.beginning(typed, most)
    assert len(given_) == min(most, len(wanted)) and set(given_) <= wanted
    begins = [at for at in given_ if names[at].startswith(typed)]
    assert given_[: len(begins)] == begins, "names that begin so come before words"


@given(st.text(min_size=1, max_size=30))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    assert len(DIRECTORY.suggest(typed, 5)) <= 5
