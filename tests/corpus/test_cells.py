from __future__ import annotations

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cells import guarded, plain
from corpus.model import Place
from corpus.records import build, read_csv, write_csv
from corpus.tables import read_table

ANY = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
NASTY = st.text(st.sampled_from("=+-@'|\\u{}1b \x1b\x07\x9b\u202e\u2066\ufeffab\t"), max_size=12)


@given(st.one_of(ANY, NASTY))
def test_what_is_guarded_reads_back_the_same(value: str) -> None:
    assert plain(guarded(value)) == value


@given(st.one_of(ANY, NASTY))
def test_no_guarded_cell_is_a_formula_or_steers(value: str) -> None:
    cell = guarded(value)
    assert not re.match(r"[=+\-@\t\r]", cell) or re.fullmatch(r"[+-][\d.eE+-]+", cell)
    assert not any(unicodedata.category(letter) == "Cc" and letter not in "\t\r\n\0" for letter in cell)
    assert not set(cell) & set("\u202e\u202d\u2066\u2067\u2028\u200f")


@given(st.one_of(ANY, NASTY))
def test_a_whole_file_reads_back_the_same(value: str) -> None:
    value = " ".join(value.split()).replace(",", "")  # of two columns: a comma would be a row swallowed
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([["note", "name"], [guarded(value), "x"]])
    (row,) = read_table(
        out.getvalue().encode(), known=("note", "name"), required=("name",), name="x.csv"
    ).rows
    assert row[1].get("note", "") == value


@pytest.mark.parametrize("number", ["-12.5", "+3", "1e-7", "-0.0001"])
def test_a_number_stays_one(number: str) -> None:
    assert guarded(number) == number


@pytest.mark.parametrize("cell", ["'t Zand", "'s-Gravenhage", "O'Brien", "\\u{zz}", "\\u{41}", "\\u{0}", ""])
def test_what_people_write_stays_as_it_is(cell: str) -> None:
    assert plain(cell) == cell


def test_records_with_formulas_and_controls_are_exported_defused_and_read_back_the_same() -> None:
    note, title = '=HYPERLINK("http://x.example","see")', "+Ledger \x1b]0;x\x07 @all"
    before = build(
        "P1", Place("@SUM(1+1)Kotka", None, "Finland", -1.5, -2.25), Place("Gdynia", None, "Poland"),
        source_title=title, note=note, relation="twin",
    )  # fmt: skip
    text = write_csv([before])
    for cell in next(csv.reader(io.StringIO(text.splitlines()[1]))):
        assert not cell.startswith(("=", "+", "@")) and "\x1b" not in cell
    (after,) = read_csv(text.encode(), name="x.csv").rows
    assert after == before
