"""Check the bundled records and the question files as data, without the project's own readers."""

from __future__ import annotations

import csv
import json
import logging
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ROOT / "corpus" / "bundled"
QUESTIONS = ROOT / "bench" / "questions"
# Third-party compilations of partnerships to check pairs against; they are no part of the repository.
COMPILATIONS = Path(os.environ.get("FOOTBRIDGE_COMPILATIONS", ROOT.parent / "shared" / "data"))

COLUMNS = [
    "id", "city_a", "region_a", "country_a", "lat_a", "lon_a",
    "city_b", "region_b", "country_b", "lat_b", "lon_b",
    "relation", "since", "until", "status", "status_date",
    "source_title", "source_url", "checked_on", "note",
]  # fmt: skip
COVERAGE_COLUMNS = ["city", "region", "country", "complete", "as_of", "source_title", "source_url", "note"]
SAME_PLACE = {  # how compilations write a few names
    "st petersburg": "saint petersburg",
    "saint louis": "st louis",
    "san pedro": "san pedro de las colonias",
    "lutherstadt wittenberg": "wittenberg",
    "frankfurt": "frankfurt am main",
}
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ABSTAIN = {"abstain", "impossible", "outside"}
EXPECTATIONS = {"gold", "quote", "values", "flag", "answers"}

Row = dict[str, str]
PlaceKey = tuple[str, str, str]


def rows_of(name: str) -> list[Row]:
    with (BUNDLED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sides(row: Row) -> tuple[PlaceKey, PlaceKey]:
    a, b = ((row[f"city_{s}"], row[f"region_{s}"], row[f"country_{s}"]) for s in "ab")
    return a, b


def label(place: PlaceKey) -> str:
    return ", ".join(part for part in place if part)


@pytest.fixture(scope="module")
def records() -> list[Row]:
    return rows_of("partnerships.csv")


@pytest.fixture(scope="module")
def partners(records: list[Row]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in records:
        a, b = map(label, sides(row))
        found[a].add(b)
        found[b].add(a)
    return found


def test_columns_and_size(records: list[Row]) -> None:
    assert list(records[0]) == COLUMNS
    assert len(records) >= 400


def test_every_row_has_what_the_contract_requires(records: list[Row]) -> None:
    for row in records:
        for column in ("city_a", "country_a", "city_b", "country_b", "source_title"):
            assert row[column].strip(), (row["id"], column)
        for column, value in row.items():
            assert value == value.strip(), (row["id"], column)
            assert value == unicodedata.normalize("NFC", value), (row["id"], column)
        assert sides(row)[0] != sides(row)[1], row["id"]


def test_ids_are_consecutive_and_unique(records: list[Row]) -> None:
    assert [row["id"] for row in records] == [f"P{number:05d}" for number in range(1, len(records) + 1)]


def test_no_source_states_a_pair_twice(records: list[Row]) -> None:
    stated = [(frozenset(sides(row)), row["source_title"]) for row in records]
    assert len(stated) == len(set(stated))


def test_dates_are_dates_and_in_order(records: list[Row]) -> None:
    for row in records:
        for column in ("since", "until", "status_date", "checked_on"):
            value = row[column]
            assert not value or DATE.fullmatch(value), (row["id"], column, value)
            assert not value or "1900" < value[:4] <= "2026", (row["id"], column, value)
        if row["since"] and row["until"]:
            assert row["since"][:4] <= row["until"][:4], row["id"]


def test_relation_and_status_use_the_vocabulary(records: list[Row]) -> None:
    for row in records:
        assert row["relation"] in {"twin", "friendship", "contact", "club"}, row["id"]
        assert row["status"] in {"", "active", "suspended", "ended", "unknown"}, row["id"]
        assert not row["status_date"] or row["status"], row["id"]
        assert (row["status"] == "ended") == bool(row["until"]), row["id"]


def test_a_place_has_one_pair_of_coordinates(records: list[Row]) -> None:
    found: dict[PlaceKey, set[tuple[str, str]]] = defaultdict(set)
    for row in records:
        for place, side in zip(sides(row), "ab", strict=True):
            found[place].add((row[f"lat_{side}"], row[f"lon_{side}"]))
    without = set()
    for place, pairs in found.items():
        assert len(pairs) == 1, (place, pairs)
        latitude, longitude = next(iter(pairs))
        if not latitude or not longitude:
            assert latitude == longitude == "", place
            without.add(place[0])
            continue
        assert -90 <= float(latitude) <= 90 and -180 <= float(longitude) <= 180, place
        assert 2 <= len(latitude.partition(".")[2]) <= 4, place
    assert without <= {"Kuyalnyk"}


def test_a_city_name_and_country_have_one_spelling(records: list[Row]) -> None:
    spellings: dict[str, set[str]] = defaultdict(set)
    for row in records:
        for place in sides(row):
            plain = unicodedata.normalize("NFKD", label(place)).encode("ascii", "ignore").decode().casefold()
            spellings[plain].add(label(place))
    assert {key: names for key, names in spellings.items() if len(names) > 1} == {}


def test_american_canadian_japanese_and_british_places_have_a_region(records: list[Row]) -> None:
    need = {"United States", "Canada", "Japan", "United Kingdom"}
    for row in records:
        for city, region, country in sides(row):
            assert region or country not in need or city == "Tokyo", (row["id"], city)


def test_source_addresses_are_addresses(records: list[Row]) -> None:
    for row in records:
        assert not row["source_url"] or re.fullmatch(r"https?://\S+\.\S+", row["source_url"]), row["id"]


@pytest.mark.parametrize(
    ("city", "least"),
    [
        ("Burlington, Vermont, United States", 7),
        ("Yaroslavl, Russia", 10),
        ("Puerto Cabezas, Nicaragua", 4),
        ("Chicago, Illinois, United States", 29),
        ("Mexico City, Mexico", 15),
    ],
)
def test_the_cities_of_the_essay_are_there(partners: dict[str, set[str]], city: str, least: int) -> None:
    assert len(partners[city]) >= least


def test_no_partner_of_another_burlington_is_filed_under_vermont(records: list[Row]) -> None:
    names = {place for row in records for place in sides(row)}
    assert {place for place in names if place[0] == "Burlington"} == {
        ("Burlington", "Vermont", "United States")
    }
    others = {"Gwacheon", "Soledad de Graciano Sánchez", "Apeldoorn", "Itabashi", "Barbacena"}
    assert not others & {place[0] for place in names}


def test_some_names_are_ambiguous(records: list[Row]) -> None:
    names: dict[str, set[PlaceKey]] = defaultdict(set)
    for row in records:
        for place in sides(row):
            names[place[0]].add(place)
    assert {name for name, places in names.items() if len(places) > 1} >= {
        "Portland",
        "Birmingham",
        "Toledo",
        "Springfield",
    }


def test_sources_differ_somewhere(records: list[Row]) -> None:
    years: dict[frozenset[PlaceKey], set[str]] = defaultdict(set)
    for row in records:
        if row["since"]:
            years[frozenset(sides(row))].add(row["since"][:4])
    assert len([pair for pair, said in years.items() if len(said) > 1]) >= 2


def test_aliases_point_to_places_of_the_records(records: list[Row]) -> None:
    places = {place for row in records for place in sides(row)}
    names = {place[0].casefold() for place in places}
    aliases = rows_of("aliases.csv")
    assert list(aliases[0]) == ["name", "city", "region", "country", "kind"]
    seen: dict[str, PlaceKey] = {}
    for alias in aliases:
        place = (alias["city"], alias["region"], alias["country"])
        assert place in places, alias
        assert alias["kind"] in {"exonym", "former", "short"}, alias
        assert alias["name"].casefold() not in names, alias
        assert seen.setdefault(alias["name"].casefold(), place) == place, alias
    assert len(seen) == len(aliases)


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Kiev", "Kyiv"),
        ("Bilwi", "Puerto Cabezas"),
        ("Puerto Cabeza", "Puerto Cabezas"),
        ("Ciudad de México", "Mexico City"),
        ("CDMX", "Mexico City"),
        ("Stalingrad", "Volgograd"),
        ("Leningrad", "Saint Petersburg"),
        ("Peking", "Beijing"),
        ("Köln", "Cologne"),
        ("München", "Munich"),
        ("Mailand", "Milan"),
        ("Bombay", "Mumbai"),
        ("NYC", "New York City"),
        ("LA", "Los Angeles"),
    ],
)
def test_well_known_other_names_are_there(name: str, city: str) -> None:
    assert [row["city"] for row in rows_of("aliases.csv") if row["name"] == name] == [city]


def test_coverage_names_places_of_the_records_and_its_ground(records: list[Row]) -> None:
    places = {place for row in records for place in sides(row)}
    coverage = rows_of("coverage.csv")
    assert list(coverage[0]) == COVERAGE_COLUMNS
    for row in coverage:
        assert (row["city"], row["region"], row["country"]) in places, row
        assert row["complete"] in {"yes", "no"}, row
        assert row["source_title"] and row["note"], row
        assert not row["as_of"] or DATE.fullmatch(row["as_of"]), row
        assert row["as_of"] or row["complete"] == "no", row
    essay = {"Burlington", "Yaroslavl", "Puerto Cabezas", "Chicago", "Mexico City"}
    assert essay <= {row["city"] for row in coverage}


@cache
def plain(name: str) -> str:
    """Fold a name as the compilations write it: no accents, no region, known exonyms resolved."""
    name = name.replace("ł", "l").replace("ß", "ss").split(",")[0].split(" (")[0]
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    name = re.sub(r"[^a-z]+", " ", name).strip()
    return SAME_PLACE.get(name, name)


def names_of_the_records(records: list[Row]) -> dict[str, str]:
    """Return every folded name and alias with the folded name of its city."""
    names = {plain(place[0]): plain(place[0]) for row in records for place in sides(row)}
    for alias in rows_of("aliases.csv"):
        names.setdefault(plain(alias["name"]), plain(alias["city"]))
    return names


def pairs_of_the_compilations(names: dict[str, str]) -> Iterator[frozenset[str]]:
    for path in sorted(COMPILATIONS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                one, other = row.get("city_a", row.get("city")), row.get("city_b", row.get("partner"))
                if one and other:
                    yield frozenset(names.get(plain(city), plain(city)) for city in (one, other))


@pytest.mark.skipif(
    not COMPILATIONS.is_dir(),
    reason="no compilations to check against; name their folder in FOOTBRIDGE_COMPILATIONS",
)
def test_pairs_stand_in_independent_compilations(records: list[Row]) -> None:
    names = names_of_the_records(records)
    known = set(pairs_of_the_compilations(names))
    unmatched = []
    for row in records:
        pair = frozenset(names[plain(place[0])] for place in sides(row))
        if pair not in known:
            unmatched.append(f"{row['id']} {row['city_a']} – {row['city_b']}")
            assert not row["checked_on"], f"{row['id']} says that it was checked, and no compilation has it"
        elif not row["checked_on"]:
            pytest.fail(f"{row['id']} stands in a compilation; set checked_on")
    share = len(unmatched) / len(records)
    report = f"{len(unmatched)} of {len(records)} rows ({share:.1%}) are in no compilation: {unmatched}"
    logging.getLogger(__name__).info(report)
    assert share <= 0.06, report


def questions_of(name: str) -> list[dict[str, Any]]:
    lines = (QUESTIONS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@pytest.mark.parametrize(
    ("name", "answered", "refused"),
    [("essay.jsonl", 75, 30), ("essay_hard.jsonl", 120, 120), ("records.jsonl", 40, 10)],
)
def test_question_files_are_well_formed(name: str, answered: int, refused: int) -> None:
    questions = questions_of(name)
    assert len({question["id"] for question in questions}) == len(questions)
    asked = [(question["question"], tuple(question.get("history", ()))) for question in questions]
    assert len(set(asked)) == len(asked)
    for question in questions:
        assert question["question"].strip() and question["kind"], question["id"]
        assert set(question) <= {"id", "kind", "question", "history", *EXPECTATIONS}, question["id"]
        assert bool(EXPECTATIONS & set(question)) == (question["kind"] not in ABSTAIN), question["id"]
        assert all(isinstance(earlier, str) for earlier in question.get("history", ())), question["id"]
        for pattern in (*question.get("gold", ()), question.get("quote", ""), question.get("flag", "")):
            re.compile(pattern)
    abstain = sum(question["kind"] in ABSTAIN for question in questions)
    assert abstain >= refused and len(questions) - abstain >= answered


@pytest.fixture(scope="module")
def essay() -> list[str]:
    """Return the essay's sentences, roughly, with the damage of copying repaired."""
    text = (BUNDLED / "sister_cities_essay.txt").read_text(encoding="utf-8")
    text = re.sub(r"\[([^\]]*)\]\(#\)", r"\1", text).replace("in terms\n\nof", "in terms of")
    return [part for part in re.split(r"(?<=[a-z\")]\.)\s+(?=[A-Z])|\n{2,}", text) if part.strip()]


@pytest.mark.parametrize("name", ["essay.jsonl", "essay_hard.jsonl"])
def test_what_is_expected_of_the_essay_stands_in_it(name: str, essay: list[str]) -> None:
    for question in questions_of(name):
        if question["kind"] in ABSTAIN:
            continue
        hits = [sentence for sentence in essay if re.search(question["quote"], sentence, re.IGNORECASE)]
        assert 1 <= len(hits) <= 2, (question["id"], question["quote"], hits)
        for pattern in question["gold"]:
            assert any(re.search(pattern, hit, re.IGNORECASE) for hit in hits), (question["id"], pattern)


def test_the_questions_cover_every_paragraph_of_the_essay() -> None:
    text = (BUNDLED / "sister_cities_essay.txt").read_text(encoding="utf-8")
    text = re.sub(r"\[([^\]]*)\]\(#\)", r"\1", text).replace("in terms\n\nof", "in terms of")
    paragraphs = [part for part in re.split(r"\n{2,}", text) if len(part) > 100]
    quotes = [question["quote"] for question in questions_of("essay.jsonl") if "quote" in question]
    for paragraph in paragraphs:
        asked = sum(bool(re.search(quote, paragraph, re.IGNORECASE)) for quote in quotes)
        assert asked >= 3, paragraph[:60]


def test_expected_values_are_places_and_facts_of_the_records(partners: dict[str, set[str]]) -> None:
    for question in questions_of("records.jsonl"):
        values = question.get("values")
        if isinstance(values, list):
            assert values and set(values) <= set(partners), question["id"]
            assert any(set(values) <= mine for mine in partners.values()), question["id"]
