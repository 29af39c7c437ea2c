"""The form of ids, and that a file of records is told where one cannot be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus import identity, records

HEAD = "id,city_a,country_a,city_b,country_b,source_title\n"


def read(given_id: str, taken: tuple[str, ...] = ()) -> records.RecordsFile:
    quoted = '"' + given_id.replace('"', '""') + '"'
    text = f"{HEAD}P1,Linz,Austria,Vejle,Denmark,List\n{quoted},Linz,Austria,Gabès,Tunisia,List\n"
    return records.read_csv(text.encode(), name="list.csv", taken=taken)


@given(st.text(max_size=200))
def test_an_id_is_short_and_all_of_it_is_seen(text: str) -> None:
    if identity.is_record_id(text):
        assert 0 < len(text) <= identity.LONGEST and text.isprintable() and text == text.strip()
        assert " " not in text and identity.shown(text) == text
    if identity.is_document_id(text):
        assert identity.is_record_id(text) and text.isascii() and text == text.lower()
    assert identity.shown(text).isprintable() and len(identity.shown(text)) <= 10 * identity.LONGEST


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=120))
def test_a_file_of_records_keeps_an_id_or_names_its_line_and_column(text: str) -> None:
    found = read(text)
    told = [(problem.line, problem.column) for problem in found.problems]
    kept = {row.id for row in found.rows}
    assert all(identity.is_record_id(one) for one in kept)
    for problem in found.problems:
        assert str(problem).isprintable()
    if told:
        assert kept <= {"P1"}


def test_what_cannot_be_an_id_is_refused_with_line_and_column() -> None:
    for wrong in ("P\x1b[31m1", "x" * 81, "two words", "-x", "P\u202e1"):
        found = read(wrong)
        assert [(one.line, one.column) for one in found.problems] == [(3, "id")], repr(wrong)
        assert [row.id for row in found.rows] == ["P1"]


def test_the_id_of_a_document_is_refused_with_line_and_column() -> None:
    found = read("statutes", taken=("statutes",))
    assert [(one.line, one.column) for one in found.problems] == [(3, "id")]
    assert "the id of a document" in str(found.problems[0])
    assert not read("statutes").problems
