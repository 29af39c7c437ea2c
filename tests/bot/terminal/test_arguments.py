from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.arguments import options_first

WORDS = st.text(alphabet="abc xyz?", min_size=1).map(str.strip).filter(bool)


def test_moves_the_options_for_all_ahead_of_the_command() -> None:
    assert options_first(["corpus", "list", "--data", "x", "--json"]) == [
        "--data",
        "x",
        "corpus",
        "list",
        "--json",
    ]
    assert options_first(["corpus", "--data=x", "list", "--empty"]) == [
        "--data=x",
        "--empty",
        "corpus",
        "list",
    ]


def test_leaves_the_text_after_two_dashes_alone() -> None:
    assert options_first(["ask", "--", "--data", "is this one?"]) == ["ask", "--", "--data", "is this one?"]


def test_a_missing_value_stays_missing_for_typer_to_refuse() -> None:
    assert options_first(["ask", "q", "--data"]) == ["--data", "ask", "q"]


@given(st.lists(WORDS), st.integers(0, 5), WORDS)
def test_the_place_of_the_option_makes_no_difference(words: list[str], at: int, folder: str) -> None:
    at = min(at, len(words))
    assert options_first([*words[:at], "--data", folder, *words[at:]]) == ["--data", folder, *words]
