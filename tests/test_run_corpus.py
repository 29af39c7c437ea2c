"""Documents and records from the command line."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.command import footbridge, is_one_clear_line, json_of

VISIT = """# A visit to Yaroslavl

In May 2019 a delegation of eleven gardeners travelled from Burlington to Yaroslavl.

The delegation was led by the head gardener, who brought forty lilac cuttings as a present.
"""
QUESTION = "How many lilac cuttings did the delegation bring to Yaroslavl?"
HEADER = "city_a,region_a,country_a,city_b,country_b,relation,since,source_title\n"
GOOD = "Burlington,Vermont,United States,Tromsø,Norway,twin,1999,A made-up list for tests\n"
BAD = "Burlington,Vermont,United States,,Norway,twin,1999,A made-up list for tests\n"


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    file = tmp_path / "visit.md"
    file.write_text(VISIT, encoding="utf-8")
    return file


def ids(state: Path, *options: str) -> list[str]:
    return [row["id"] for row in json_of(footbridge("corpus", "list", "--json", *options, data=state))]


def test_a_document_that_was_added_is_cited_by_the_next_question(state: Path, visit: Path) -> None:
    done = footbridge("corpus", "add", visit, "--title", "Our visit", "--author", "The committee", data=state)
    assert done.returncode == 0, done.stderr
    (told,) = done.stdout.splitlines()
    identity = told.split(":")[0]
    assert re.search(r": [1-3] passages?\b", told)
    answer = json_of(footbridge("ask", QUESTION, "--json", data=state))
    assert not answer["abstained"]
    first = answer["citations"][0]
    assert (first["document"], first["title"], first["author"]) == (identity, "Our visit", "The committee")
    assert "forty lilac cuttings" in first["quote"]


def test_the_same_document_again_changes_nothing(state: Path, visit: Path) -> None:
    first = json_of(footbridge("corpus", "add", visit, "--json", data=state))
    again = json_of(footbridge("corpus", "add", visit, "--json", data=state))
    assert (first["changed"], again["changed"], again["duplicate_of"]) == (True, False, first["id"])
    assert "already there" in footbridge("corpus", "add", visit, data=state).stdout


def test_removing_takes_it_out_of_answers_and_restoring_brings_it_back(state: Path, visit: Path) -> None:
    identity = json_of(footbridge("corpus", "add", visit, "--json", data=state))["id"]
    assert footbridge("corpus", "remove", identity, data=state).returncode == 0
    assert identity not in ids(state)
    assert ids(state, "--removed") == [identity]
    assert footbridge("corpus", "list", "--removed", data=state).stderr == "1 removed document\n"
    assert footbridge("corpus", "list", data=state).stderr.startswith("1 document, ")
    assert json_of(footbridge("ask", QUESTION, "--json", data=state))["abstained"]
    assert footbridge("corpus", "restore", identity, data=state).returncode == 0
    assert identity in ids(state)
    assert json_of(footbridge("ask", QUESTION, "--json", data=state))["citations"][0]["document"] == identity
    events = json_of(footbridge("corpus", "history", identity, "--json", data=state))
    assert [event["action"] for event in events] == ["add", "remove", "restore"]


def test_a_record_is_removed_and_restored_like_a_document(state: Path) -> None:
    def told() -> dict[str, Any]:
        asked = footbridge("ask", "Since when are Burlington and Yaroslavl twinned?", "--json", data=state)
        found: dict[str, Any] = json_of(asked)
        return found

    def since() -> bool:
        return "1988" in told()["answer"]

    records = sorted({one["record"] for one in told()["citations"] if one.get("record")})
    assert since() and records
    for record in records:
        done = footbridge("corpus", "remove", record, data=state)
        assert done.returncode == 0 and f"corpus restore {record}" in done.stdout
    assert not since()
    assert is_one_clear_line(footbridge("corpus", "remove", records[0], data=state), 1)
    assert is_one_clear_line(footbridge("corpus", "restore", records[0], "--version", "1", data=state), 2)
    for record in records:
        assert footbridge("corpus", "restore", record, data=state).returncode == 0
    assert since()
    events = json_of(footbridge("corpus", "history", records[0], "--json", data=state))
    assert "remove" in [event["action"] for event in events]


def test_files_of_one_name_that_are_named_together_are_documents_of_their_own(
    state: Path, tmp_path: Path
) -> None:
    for name, text in (("lyon", "Lyon was led by Anna."), ("oslo", "Oslo was led by Ole.")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(text, encoding="utf-8")
    both = [tmp_path / name / "report.txt" for name in ("lyon", "oslo")]
    assert footbridge("corpus", "add", *both, data=state).returncode == 0
    assert len(ids(state)) == 3  # with the essay


@pytest.mark.parametrize("version", ["0", "-1", "99999999999999999999"])
def test_a_version_that_cannot_be_is_refused(version: str, state: Path) -> None:
    for command in ("show", "restore"):
        done = footbridge("corpus", command, "essay", "--version", version, data=state)
        assert is_one_clear_line(done, 1) and f"has no version {version};" in done.stderr


def test_another_text_under_the_same_id_is_a_version(state: Path, visit: Path) -> None:
    footbridge("corpus", "add", visit, "--id", "visit", data=state)
    visit.write_text(VISIT.replace("forty", "fifty"), encoding="utf-8")
    assert json_of(footbridge("corpus", "add", visit, "--id", "visit", "--json", data=state))["version"] == 2
    old = json_of(footbridge("corpus", "show", "visit", "--version", "1", "--json", data=state))
    new = json_of(footbridge("corpus", "show", "visit", "--json", data=state))
    assert (old["version"], new["version"]) == (1, 2)
    assert is_one_clear_line(footbridge("corpus", "show", "visit", "--version", "3", data=state), 1)
    assert "forty" in old["text"]
    assert "fifty" in new["text"]
    assert "fifty" in json_of(footbridge("ask", QUESTION, "--json", data=state))["citations"][0]["quote"]


def test_a_folder_adds_its_files_and_a_bad_one_does_not_keep_the_others_out(
    state: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    (folder / "inner").mkdir(parents=True)
    (folder / "one.md").write_text(VISIT, encoding="utf-8")
    (folder / "inner" / "two.txt").write_text("The second paper speaks of a bridge club.\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    (folder / ".hidden.txt").write_text("not meant", encoding="utf-8")
    before = len(ids(state))
    done = footbridge("corpus", "add", folder, data=state)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    for name in ("empty.txt", "picture.txt", "sheet.xlsx"):
        assert f"{name}" in done.stderr
    assert "3 of 5 files refused; 2 added and kept" in done.stderr
    assert len(ids(state)) == before + 2


def test_files_of_one_name_in_two_folders_are_two_documents(state: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    for town, text in (("", "Papers of the club."), ("lyon", "Lyon has a club."), ("oslo", "Oslo has none.")):
        (folder / town).mkdir(exist_ok=True)
        (folder / town / "notes.txt").write_text(text, encoding="utf-8")
    footbridge("corpus", "add", folder / "notes.txt", data=state)  # as the folder names it, too
    before = len(ids(state))
    assert footbridge("corpus", "add", folder, data=state).returncode == 0
    assert {"notes", "lyon-notes", "oslo-notes"} < set(ids(state))
    assert len(ids(state)) == before + 2
    (folder / "lyon" / "notes.txt").write_text("Lyon has two clubs.", encoding="utf-8")
    again = footbridge("corpus", "add", folder, "--json", data=state)
    rows = {row["id"]: row for row in map(json.loads, again.stdout.splitlines())}
    assert {row["id"]: row["version"] for row in rows.values() if row["changed"]} == {"lyon-notes": 2}
    assert len(ids(state)) == before + 2


def test_files_and_folders_whose_names_are_no_utf8_are_added(state: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers" / os.fsdecode(b"\xe9t\xe9")
    folder.mkdir(parents=True)
    (folder / os.fsdecode(b"f\xeate.txt")).write_text("A club of Lyon.", encoding="utf-8")
    added = json_of(footbridge("corpus", "add", folder.parent, "--json", data=state))
    assert added["id"] == "t-f-te"


def test_a_text_in_another_encoding_is_read_right(state: Path, tmp_path: Path) -> None:
    file = tmp_path / "alt.txt"
    text = "Die Städtepartnerschaft zwischen Köln und Nürnberg wurde über Jahre gepflegt."
    file.write_bytes(text.encode("cp1252"))
    identity = json_of(footbridge("corpus", "add", file, "--json", data=state))["id"]
    assert text in json_of(footbridge("corpus", "show", identity, "--json", data=state))["text"]


def test_a_file_beyond_the_limit_is_refused_and_the_limit_said(state: Path, tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    file.write_bytes(b"word " * (3 * 1024 * 1024))
    done = footbridge("corpus", "add", file, data=state)
    assert done.returncode == 1
    assert "10 MiB" in done.stderr


def test_several_are_removed_at_once_or_none_where_one_is_not_there(state: Path, visit: Path) -> None:
    identity = json_of(footbridge("corpus", "add", visit, "--json", data=state))["id"]
    before = ids(state)
    assert is_one_clear_line(footbridge("corpus", "remove", identity, "nothing", data=state), 1)
    assert ids(state) == before
    done = footbridge("corpus", "remove", identity, "essay", data=state)
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 2
    assert sorted(ids(state, "--removed")) == sorted(("essay", identity))


@pytest.mark.parametrize(
    "command", [("remove", "nothing"), ("show", "nothing"), ("history", "nothing"), ("restore", "x")]
)
def test_what_is_not_there_is_refused_with_one_line(command: tuple[str, str], state: Path) -> None:
    assert is_one_clear_line(footbridge("corpus", *command, data=state), 1)


@pytest.mark.parametrize("wanted", ["c-", "c-zzzzzzzz-0-9", "c-00000000-9-0", "c-!-1-2", "\x1b[31m"])
def test_a_citation_id_that_means_nothing_is_refused(wanted: str, state: Path) -> None:
    assert is_one_clear_line(footbridge("corpus", "show", wanted, data=state), 1)


def test_what_is_no_file_is_refused_and_never_waited_for(state: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "minutes.txt")
    done = footbridge("corpus", "add", tmp_path / "minutes.txt", data=state)
    assert is_one_clear_line(done, 1)
    assert "it is no file" in done.stderr


def test_a_file_or_folder_that_is_not_there_is_named(state: Path, tmp_path: Path) -> None:
    done = footbridge("corpus", "add", tmp_path / "none.txt", data=state)
    assert done.returncode == 1
    assert "none.txt" in done.stderr
    assert is_one_clear_line(footbridge("corpus", "add", tmp_path / "none.txt", data=state), 1)
    (tmp_path / "bare").mkdir()
    assert is_one_clear_line(footbridge("corpus", "add", tmp_path / "bare", data=state), 1)


def test_a_title_for_several_files_is_wrong_usage(state: Path, visit: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another text.", encoding="utf-8")
    done = footbridge("corpus", "add", visit, other, "--title", "Both", data=state)
    assert is_one_clear_line(done, 2)
    assert len(ids(state)) == 1


def test_records_are_imported_and_answer_the_next_question(state: Path, tmp_path: Path) -> None:
    file = tmp_path / "partners.csv"
    file.write_text(HEADER + GOOD, encoding="utf-8")
    done = footbridge("corpus", "import-partnerships", file, data=state)
    counted = "records: 1 new, 0 changed, 0 already there", "places: 1 new, 1 already there, 0 of them spelt"
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)
    assert all(line.startswith(told) for line, told in zip(done.stdout.splitlines(), counted, strict=True))
    answer = json_of(footbridge("ask", "Since when are Burlington and Tromsø twinned?", "--json", data=state))
    assert "1999" in answer["answer"]
    assert answer["citations"][0]["kind"] == "record"
    again = footbridge("corpus", "import-partnerships", file, data=state)
    assert again.stdout.startswith(
        "records: 0 new, 0 changed, 1 already there\nplaces: 0 new, 2 already there"
    )


def test_an_import_says_which_places_it_joined_and_which_coordinates_it_does_not_use(
    state: Path, tmp_path: Path
) -> None:
    file = tmp_path / "partners.csv"
    file.write_text(
        "city_a,country_a,lat_a,lon_a,city_b,country_b,lat_b,lon_b,source_title\n"
        "Wolgograd,Russia,48.7086,44.5147,Olevano Romano,Italy,48.7086,44.5147,A made-up list for tests\n",
        encoding="utf-8",
    )
    done = footbridge("corpus", "import-partnerships", file, data=state)
    assert "places: 1 new, 1 already there, 1 of them spelt otherwise here" in done.stdout
    (warned,) = [line for line in done.stderr.splitlines() if "coordinates" in line]
    assert (
        "Olevano Romano, Italy (48.7086, 44.5147) are also those of Wolgograd, Russia; they are not" in warned
    )


def test_a_bad_row_refuses_the_file_unless_partial(state: Path, tmp_path: Path) -> None:
    file = tmp_path / "partners.csv"
    file.write_text(HEADER + GOOD + BAD, encoding="utf-8")
    refused = footbridge("corpus", "import-partnerships", file, data=state)
    assert is_one_clear_line(refused, 1)
    assert "1 row has a problem: line 3, city_b" in refused.stderr
    assert "take the 1 good row with --partial" in refused.stderr
    partial = footbridge("corpus", "import-partnerships", file, "--partial", data=state)
    assert (partial.returncode, partial.stdout.splitlines()[0]) == (
        0,
        "records: 1 new, 0 changed, 0 already there",
    )
    assert "line 3, city_b" in partial.stderr


def test_a_bad_second_file_leaves_the_first_unimported(state: Path, tmp_path: Path) -> None:
    file, aliases = tmp_path / "partners.csv", tmp_path / "aliases.csv"
    file.write_text(HEADER + GOOD, encoding="utf-8")
    aliases.write_text("name,city,region,country,kind\nTromso,Tromsø,,Norway,nickname\n", encoding="utf-8")
    done = footbridge("corpus", "import-partnerships", file, "--aliases", aliases, data=state)
    assert is_one_clear_line(done, 1)
    assert "Troms" not in footbridge("corpus", "export", tmp_path / "out", data=state).stderr
    assert "Tromsø" not in (tmp_path / "out" / "partnerships.csv").read_text(encoding="utf-8")


def test_what_was_exported_can_be_added_to_an_empty_state_folder(
    state: Path, visit: Path, tmp_path: Path
) -> None:
    footbridge("corpus", "add", visit, "--author", "The committee", "--id", "our-visit", data=state)
    out = tmp_path / "out"
    assert footbridge("corpus", "export", out, data=state).returncode == 0
    assert is_one_clear_line(footbridge("corpus", "export", out, data=state), 1)
    fresh = tmp_path / "fresh"
    (fresh).mkdir()
    (state / "models").rename(fresh / "models")
    added = footbridge("corpus", "add", out / "documents", "--empty", data=fresh)
    assert added.returncode == 0, added.stderr
    files = [f"--{name}={out / name}.csv" for name in ("aliases", "coverage")]
    records = footbridge("corpus", "import-partnerships", out / "partnerships.csv", *files, data=fresh)
    assert records.returncode == 0, records.stderr
    again = tmp_path / "again"
    footbridge("corpus", "export", again, data=fresh)
    files_of = {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    assert files_of == {p.relative_to(again): p.read_bytes() for p in again.rglob("*") if p.is_file()}
    assert json.loads((out / "documents" / "documents.json").read_text(encoding="utf-8"))["our-visit.md"][
        "author"
    ]


def test_an_empty_state_folder_answers_nothing(prepared_state: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "models").symlink_to(prepared_state / "models")
    done = footbridge("ask", "Who are Burlington's sister cities?", "--json", "--empty", data=fresh)
    assert json_of(done)["abstained"]
    assert ids(fresh) == []


def test_wikidata_is_asked_by_a_query_and_its_answer_imported(state: Path, tmp_path: Path) -> None:
    query = footbridge("corpus", "import-wikidata", "--query", "--country", "Poland", data=state)
    assert query.returncode == 0
    assert 'wdt:P297 "PL"' in query.stdout and "p:P190" in query.stdout
    told = {
        "a": "http://www.wikidata.org/entity/Q31487", "aName": "Kraków", "aCountry": "PL",
        "b": "http://www.wikidata.org/entity/Q36036", "bName": "Lviv", "bCountry": "UA",
        "since": "1995-01-01T00:00:00Z", "sincePrecision": "9",
    }  # fmt: skip
    result = {name: {"type": "literal", "value": value} for name, value in told.items()}
    answer = {"head": {"vars": list(told)}, "results": {"bindings": [result, result | {"b": result["a"]}]}}
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(answer), "utf-8")
    done = footbridge("corpus", "import-wikidata", file, data=state)
    assert done.returncode == 0, done.stderr
    assert "1 result of a place with itself left out" in done.stderr
    asked = json.loads(
        footbridge("ask", "Since when are Kraków and Lviv twinned?", "--json", data=state).stdout
    )
    assert asked["values"] == ["1995"] or "1995" in asked["answer"]
    assert asked["citations"][0]["url"] == "https://www.wikidata.org/wiki/Q31487#P190"
    for wrong in ([], [file, "--query"], [file, "--country", "Poland"]):
        assert footbridge("corpus", "import-wikidata", *wrong, data=state).returncode == 2
    unknown = footbridge("corpus", "import-wikidata", "--query", "--country", "Atlantis", data=state)
    assert unknown.returncode == 1 and "Atlantis" in unknown.stderr
