"""Reading partnership records, aliases and coverage as docs/records.md tells."""

from __future__ import annotations

import csv
import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import _cells, records
from corpus.errors import RefusedError
from corpus.model import Place, Statement

HEADER = (
    "city_a,region_a,country_a,city_b,country_b,relation,since,until,status,status_date,"
    "source_title,source_url"
)
TODAY = datetime.date(2026, 6, 1)


def read(text: str | bytes, name: str = "rows.csv") -> records.RecordsFile:
    return records.read_csv(text if isinstance(text, bytes) else text.encode(), name=name, today=TODAY)


def rows(*lines: str, header: str = HEADER) -> records.RecordsFile:
    return read("\n".join((header, *lines)) + "\n")


def only_problem(line: str) -> records.Problem:
    found = rows("Kassel,Hesse,Germany,Yaroslavl,Russia,twin,1988,,,,Town,", line)
    assert len(found.statements) == 1
    assert len(found.problems) == 1, found.problems
    assert found.problems[0].line == 3
    return found.problems[0]


def test_a_row_becomes_a_statement() -> None:
    found = rows(
        "Burlington,Vermont,United States,Yaroslavl,Russia,twin,1988,,suspended,2022-03-03,Town,https://a.b/c"
    )
    statement = found.statements[0]
    assert (statement.a.label, statement.b.label) == (
        "Burlington, Vermont, United States",
        "Yaroslavl, Russia",
    )
    assert (statement.relation, statement.since, statement.until) == ("twin", "1988", None)
    assert (statement.status, statement.status_date) == ("suspended", "2022-03-03")
    assert (statement.source_title, statement.source_url) == ("Town", "https://a.b/c")
    assert statement.words.startswith(
        "Burlington, Vermont, United States and Yaroslavl, Russia have been sister cities"
    )
    assert not found.problems
    assert not found.warnings


def test_missing_columns_are_empty_and_unknown_ones_named() -> None:
    found = read(
        "country_b,city_b,source_title,city_a,country_a,mayor\nRussia,Yaroslavl,Town,Kassel,Germany,X\n"
    )
    assert found.statements[0].a == Place("Kassel", None, "Germany")
    assert found.statements[0].status == "unknown"
    assert "mayor" in found.warnings[0]


@pytest.mark.parametrize(
    "data",
    [
        "\ufeff{h}\nKöln,,Germany,Volgograd,Russia,twin,1988,,,,Stadt,\n".encode(),
        "{h}\nKöln,,Germany,Volgograd,Russia,twin,1988,,,,Stadt,\n".encode("utf-16"),
        "\ufeffsep=;\r\n{s}\r\nKöln;;Germany;Volgograd;Russia;twin;1988;;;;Stadt;\r\n".encode(),
        "{s}\r\nKöln;;Germany;Volgograd;Russia;twin;1988;;;;Stadt;\r\n".encode("cp1252"),
        "{t}\nKöln\t\tGermany\tVolgograd\tRussia\ttwin\t1988\t\t\t\tStadt\t\n".encode(),
        "{u}\nKöln,,Deutschland,Volgograd,Russian Federation,Twin,1988,,,,Stadt,\n".encode(),
    ],
    ids=["utf-8 mark", "utf-16", "Excel with sep=", "Excel in cp1252", "tabs", "capitals in the header"],
)
def test_files_as_people_have_them(data: bytes) -> None:
    for mark, header in (
        ("{h}", HEADER), ("{s}", HEADER.replace(",", ";")),
        ("{t}", HEADER.replace(",", "\t")), ("{u}", HEADER.upper()),
    ):  # fmt: skip
        for encoding in ("utf-8", "utf-16-le"):
            data = data.replace(mark.encode(encoding), header.encode(encoding))
    found = read(data)
    assert not found.problems
    assert found.statements[0].a == Place("Köln", None, "Germany")
    assert found.statements[0].b == Place("Volgograd", None, "Russia")


def test_a_file_that_is_not_utf8_is_read_right_and_says_so() -> None:
    text = (
        HEADER + "\nŁódź,,Poland,Győr,Hungary,twin,1988,,,,Miasto,\nGdańsk,,Poland,Vác,Hungary,,,,,,Miasto,\n"
    )
    found = read(text.encode("cp1250"))
    assert [row.a.name for row in found.statements] == ["Łódź", "Gdańsk"]
    assert "not UTF-8" in found.warnings[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\n  \n,,,\n", "empty"),
        (b"\x00\x01\x02\xff" * 50, "not a text file"),
        (
            b"town,land\nKassel,Germany\n",
            "lacks city_a, country_a, city_b, country_b, source_title; it holds town, land",
        ),
        (b"city_a,city_b,country_b,source_title\n", "lacks country_a"),
        (b"city_a,city_a,country_a,city_b,country_b,source_title\n", "more than once"),
        (b"x" * (64 * 2**20 + 1), "64 MiB"),
    ],
    ids=["nothing", "blank", "binary", "other header", "one column missing", "a column twice", "huge"],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read(data, "rows.csv")
    line = str(refused.value)
    assert said in line
    assert "Nothing was imported" in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("Kassel,,,Paris,France,,,,,,Town,", "country_a", "missing"),
        ("Kassel,,Germany,Minsk,,,,,,,Town,", "country_b", "missing for 'Minsk'"),
        (",,Germany,Paris,France,,,,,,Town,", "city_a", "missing"),
        ("unknown,,Germany,Paris,France,,,,,,Town,", "city_a", "missing"),
        ("Kassel,,Germny,Paris,France,,,,,,Town,", "country_a", "did you mean Germany"),
        ("Kassel,,Atlantis,Paris,France,,,,,,Town,", "country_a", "no country that is known"),
        ("Germany,,Kassel,Paris,France,,,,,,Town,", "country_a", "look swapped"),
        ("Kassel,,Germany,Paris,France,,,,,,,", "source_title", "missing"),
        ("Kassel,,Germany,Paris,France,,,,,,https://a.b/c,Town", "source_title", "swapped"),
        ("Kassel,,Germany,Paris,France,,,,,,Town,see the page", "source_url", "no web address"),
        ("Kassel,,Germany,Paris,France,,0000,,,,Town,", "since", "placeholder"),
        ("Kassel,,Germany,Paris,France,,9999,,,,Town,", "since", "placeholder"),
        ("Kassel,,Germany,Paris,France,,1900-01-01,,,,Town,", "since", "placeholder"),
        ("Kassel,,Germany,Paris,France,,unknown,,,,Town,", "since", "placeholder"),
        ("Kassel,,Germany,Paris,France,,n/a,,,,Town,", "since", "placeholder"),
        ("Kassel,,Germany,Paris,France,,-,,,,Town,", "since", "placeholder"),
        ("Kassel,,Germany,Paris,France,,88,,,,Town,", "since", "not a date"),
        ("Kassel,,Germany,Paris,France,,3.5.1988,,,,Town,", "since", "not a date"),
        ("Kassel,,Germany,Paris,France,,1988-13,,,,Town,", "since", "no day of the calendar"),
        ("Kassel,,Germany,Paris,France,,1988-02-30,,,,Town,", "since", "no day of the calendar"),
        ("Kassel,,Germany,Paris,France,,0412,,,,Town,", "since", "before any partnership"),
        ("Kassel,,Germany,Paris,France,,2027,,,,Town,", "since", "in the future"),
        ("Kassel,,Germany,Paris,France,,1990,1988,,,Town,", "since", "after until"),
        ("Kassel,,Germany,Paris,France,,1990,,active,1988,Town,", "status_date", "before since"),
        ("Kassel,,Germany,Paris,France,,,,alive,,Town,", "status", "none of active"),
        ("Kassel,,Germany,Paris,France,marriage,,,,,Town,", "relation", "none of twin"),
        ("Kassel,,Germany,KASSEL,Germany,,,,,,Town,", "city_b", "same place"),
        ("Kassel,,Germany,51.3,France,,,,,,Town,", "city_b", "no name of a place"),
        ("Kassel,,Germany,Paris,France,,١٩٩٠,,,,Town,", "since", "not a date"),
        ('Kassel,,Germany,Paris,France,,,,,,"Town,\nOsaka,,Japan,Hamburg,Germany,,,,,,Town,', "source_title",
         "quotation mark left open"),
        ("Kas\0sel,,Germany,Paris,France,,,,,,Town,", "city_a", "NUL"),
        ('"Kassel,,Germany,Paris,France,,,,,,Town,' + "\n" * 30 + '",,,,,,,,,,,', "city_a", "quotation mark"),
        ("Kassel,,Germany,Paris,France,,,,,,Town,https://a.b,and,more", "", "values for"),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_with_line_column_and_reason(line: str, column: str, said: str) -> None:
    problem = only_problem(line)
    assert problem.column == column
    assert said in problem.reason
    assert str(problem).startswith("line 3")


@pytest.mark.parametrize(
    ("latitude", "longitude", "column", "said"),
    [
        ("139.7", "35.6", "lat_a", "swapped"),
        ("95", "190", "lat_a", "outside"),
        ("35.6", "190", "lon_a", "outside"),
        ("35.6", "", "lon_a", "missing"),
        ("north", "35", "lat_a", "not a number"),
        ("nan", "35", "lat_a", "not a number"),
    ],
)
def test_bad_coordinates_are_refused(latitude: str, longitude: str, column: str, said: str) -> None:
    header = "city_a,country_a,lat_a,lon_a,city_b,country_b,source_title"
    found = rows(f"Tokyo,Japan,{latitude},{longitude},Paris,France,Town", header=header)
    assert [(problem.column, said in problem.reason) for problem in found.problems] == [(column, True)]


def test_coordinates_of_nowhere_are_left_out_with_a_warning() -> None:
    header = "city_a,country_a,lat_a,lon_a,city_b,country_b,source_title"
    found = rows("Tokyo,Japan,0,0,Paris,France,Town", header=header)
    assert found.statements[0].a.latitude is None
    assert "0, 0" in found.warnings[0]


def test_all_problems_of_a_row_are_told_at_once() -> None:
    found = rows("Kassel,,Germny,Paris,France,marriage,88,,,,,")
    assert [problem.column for problem in found.problems] == [
        "country_a",
        "relation",
        "since",
        "source_title",
    ]


def test_nothing_is_half_imported_unless_asked() -> None:
    found = rows("Kassel,,Germany,Paris,France,,,,,,Town,", "Kassel,,,Rome,Italy,,,,,,Town,")
    with pytest.raises(RefusedError, match=r"1 row has a problem: line 3, country_a: is missing.*--partial"):
        found.accept("rows.csv")
    assert len(found.accept("rows.csv", partial=True)) == 1


def test_a_row_with_two_problems_is_one_row_and_no_good_rows_are_not_offered() -> None:
    found = read(HEADER + "\nKassel,,,Paris,France,,soon,,,,Town,\n")
    assert len(found.problems) == 2
    with pytest.raises(RefusedError, match=r"1 row has a problem: .*Nothing was imported; correct them\.$"):
        found.accept("rows.csv")


def test_repetitions_are_left_out_and_ids_that_clash_refused() -> None:
    same = "Kassel,,Germany,Paris,France,twin,1988,,,,Town,"
    turned = "Paris,,France,Kassel,Germany,twin,1988,,,,Town,"
    found = rows(same, same, turned)
    assert len(found.statements) == 1
    assert "line 3: says the same as line 2" in found.warnings[0]
    header = "id,city_a,country_a,city_b,country_b,source_title"
    clash = rows("P1,Kassel,Germany,Paris,France,Town", "P1,Kassel,Germany,Rome,Italy,Town", header=header)
    assert clash.problems[0].column == "id"


def test_one_year_everywhere_is_suspected() -> None:
    lines = [f"Town{n},,Germany,Paris,France,,2000,,,,Town," for n in range(25)]
    assert any("since 2000" in warning for warning in rows(*lines).warnings)


def test_generated_ids_are_stable_and_tell_sources_apart() -> None:
    one = rows("Kassel,,Germany,Paris,France,twin,1988,,,,Town,").statements[0]
    turned = rows("Paris,,France,Kassel,Germany,twin,,,,,Town,").statements[0]
    other = rows("Kassel,,Germany,Paris,France,twin,1988,,,,Press,").statements[0]
    assert one.id == turned.id
    assert one.id != other.id
    twice = rows(
        "Kassel,,Germany,Paris,France,twin,1988,,,,Town,", "Kassel,,Germany,Paris,France,friendship,,,,,Town,"
    )
    assert len({row.id for row in twice.statements}) == 2


def test_an_id_that_another_pair_holds_is_not_overwritten() -> None:
    header = "id,city_a,country_a,city_b,country_b,source_title"
    held = rows("P1,Kassel,Germany,Paris,France,Town", header=header).statements[0]
    new = rows("P1,Osaka,Japan,Hamburg,Germany,Town", header=header).statements
    newer = rows("P1,Paris,France,Kassel,Germany,Town", header=header).statements
    assert records.settle_ids(new, {"P1": held})[0].id != "P1"
    assert records.settle_ids(newer, {"P1": held})[0].id == "P1"


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("P1,Kasel,Germany,Paris,France,Town", True),  # a city spelt anew
        ("P1,Cassel,Austria,Paris,France,Town", True),  # and placed anew
        ("P1,Paris,France,Cassel,Germany,Town", True),
        ("P1,Kassel,Germany,Paris,France,Town hall", True),  # the source named more fully
        ("P1,Kassel,Germany,Paris,France,Paris city website", False),  # another source for the same
        ("P1,Kassel,Germany,Lyon,France,Town", False),  # the same source on another pair
        ("P1,Kassel,Germany,Lyon,France,Another list", False),  # another file that counts alike
        ("P1,Osaka,Japan,Hamburg,Germany,Town", False),  # the second half of a list, counted from 1 again
    ],
)
def test_a_correction_keeps_the_id_that_its_importer_gave(row: str, kept: bool) -> None:
    header = "id,city_a,country_a,city_b,country_b,source_title"
    held = rows("P1,Kassel,Germany,Paris,France,Town", header=header).statements[0]
    mended = rows(row, header=header).statements
    assert (records.settle_ids(mended, {"P1": held}, own={"P1"})[0].id == "P1") == kept
    assert records.settle_ids(mended, {"P1": held})[0].id != "P1"


@pytest.mark.parametrize(
    ("written", "common"),
    [
        ("USA", "United States"), ("U.S.", "United States"), ("United States of America", "United States"),
        ("UK", "United Kingdom"), ("Russian Federation", "Russia"), ("Türkiye", "Turkey"),
        ("Korea, Republic of", "South Korea"), ("Czechia", "Czech Republic"),
        ("Côte d'Ivoire", "Ivory Coast"),
        ("Cote d’Ivoire", "Ivory Coast"), ("the Netherlands", "Netherlands"), ("Holland", "Netherlands"),
        ("Viet Nam", "Vietnam"), ("Taiwan, Province of China", "Taiwan"), ("State of Palestine", "Palestine"),
        ("Kosovo", "Kosovo"), ("DE", "Germany"), ("JPN", "Japan"),
        ("Deutschland", "Germany"), ("SWAZILAND", "Eswatini"),
    ],
)  # fmt: skip
def test_countries_get_their_common_english_name(written: str, common: str) -> None:
    found = rows(f'Town,,"{written}",Paris,France,,,,,,Source,')
    assert found.statements[0].a.country == common


def test_aliases_and_coverage() -> None:
    found = records.read_aliases(
        b"name,city,region,country,kind\nStalingrad,Volgograd,,Russia,former\n"
        b"NYC,New York,New York,USA,short\n"
        b"Foo,Bar,,Nowhere,exonym\nFoo,Bar,,Russia,joke\n,Bar,,Russia,short\n",
        name="aliases.csv",
    )
    assert [(alias.name, alias.country, alias.kind) for alias in found.rows] == [
        ("Stalingrad", "Russia", "former"), ("NYC", "United States", "short")
    ]  # fmt: skip
    assert [(problem.line, problem.column) for problem in found.problems] == [
        (4, "country"),
        (5, "kind"),
        (6, "name"),
    ]
    cover = records.read_coverage(
        b"city,region,country,complete,as_of,source_title\nKassel,,Germany,yes,2024,Town\n"
        b"Bonn,,Germany,maybe,2024,\n"
        b"Ulm,,Germany,no,2099,Town\n",
        name="coverage.csv",
    )
    assert [(row.place.label, row.complete) for row in cover.rows] == [("Kassel, Germany", True)]
    assert [(problem.line, problem.column) for problem in cover.problems] == [(3, "complete"), (4, "as_of")]


text = st.text(
    st.characters(categories=["Lu", "Ll"], include_characters=" -'\","), min_size=1, max_size=20
).map(lambda value: "A" + " ".join(value.split()))
names = text.map(lambda value: unicodedata.normalize("NFC", value)).filter(lambda value: ", " not in value)
dates = st.one_of(
    st.none(),
    st.integers(1900, 2025).map(str).filter(lambda year: year not in ("1900",)),
    st.dates(datetime.date(1901, 1, 1), datetime.date(2025, 12, 31))
    .map(str)
    .filter(lambda day: day != "1904-01-01" and day != "1970-01-01"),
)
degrees = st.one_of(
    st.tuples(st.none(), st.none()),
    st.tuples(
        st.floats(-90, 90, allow_nan=False).map(lambda n: round(n, 4)),
        st.floats(1, 180).map(lambda n: round(n, 4)),
    ),
)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    sides = []
    for mark in "ab":
        north, east = draw(degrees)
        region = draw(st.one_of(st.none(), names))
        sides.append(
            Place(
                mark + draw(names), region, draw(st.sampled_from(["Japan", "Russia", "Turkey"])), north, east
            )
        )
    return records.build(
        draw(st.sampled_from(["", "P1", "X-7"])), sides[0], sides[1], source_title=draw(text),
        since=draw(dates),
        relation=draw(st.sampled_from(["", *records.RELATIONS])),
        status=draw(st.sampled_from(records.STATUSES)),
        source_url=draw(st.sampled_from([None, "https://example.org/a?b=c"])),
        note=draw(st.one_of(st.none(), text)),
    )  # fmt: skip


@given(statements())
def test_what_is_written_reads_back_the_same(statement: Statement) -> None:
    found = read(records.write_csv([statement]))
    assert not found.problems
    assert found.statements == (statement,)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        read(HEADER.encode() + b"\n" + data)
        read(data)
    except RefusedError as refused:
        assert "\n" not in str(refused)


def test_a_note_may_have_lines_that_are_no_rows() -> None:
    header = "city_a,country_a,city_b,country_b,source_title,note"
    found = rows('Kassel,Germany,Paris,France,Town,"One line,\nand another."', header=header)
    assert [row.note for row in found.statements] == ["One line, and another."] and not found.problems
    swallowed = rows(
        'Kassel,Germany,Paris,France,Town,"One line', "Osaka,Japan,Hamburg,Germany,Town,", header=header
    )
    assert [problem.column for problem in swallowed.problems] == ["note"]


@pytest.mark.parametrize(("value", "number"), [("48,4", 48.4), ("-3.5", -3.5), ("4_8.4", None), ("٤٨", None)])
def test_degrees(value: str, number: float | None) -> None:
    assert _cells.degrees(value) == number


@pytest.mark.parametrize("length", [131_073, 2_000_000])
def test_a_first_line_that_is_no_header_is_refused_however_long_it_is(length: int) -> None:
    csv.field_size_limit(131_072)  # as it is where no file was read before
    with pytest.raises(RefusedError, match="the header line lacks"):
        read("a" * length + "\n1,2\n")
