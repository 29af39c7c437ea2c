"""The query for Wikidata is asked of a graph in its form, by rdflib; what it answers becomes records."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from corpus import wikidata
from corpus.errors import RefusedError
from corpus.records import read_csv

DAY = datetime.date(2026, 3, 4)
GRAPH = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix pqv: <http://www.wikidata.org/prop/qualifier/value/> .
@prefix pr: <http://www.wikidata.org/prop/reference/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix s: <http://www.wikidata.org/entity/statement/> .

wd:Q36 wdt:P297 "PL" . wd:Q212 wdt:P297 "UA" . wd:Q38 wdt:P297 "IT" . wd:Q159 wdt:P297 "RU" .
wd:Q31487 rdfs:label "Kraków"@en , "Krakau"@de ; wdt:P17 wd:Q36 ; wdt:P625 "Point(19.936944 50.061389)" .
wd:Q36036 rdfs:label "Lviv"@en ; wdt:P17 wd:Q212 .
wd:Q1891 rdfs:label "Bologna"@en ; wdt:P17 wd:Q38 ; wdt:P625 "Point(11.342777777 44.493888888)" .
wd:Q656 rdfs:label "Saint Petersburg"@en ; wdt:P17 wd:Q159 .
wd:Q9999 rdfs:label "Nowhere"@de ; wdt:P17 wd:Q36 .

wd:Q31487 p:P190 s:a , s:b , s:c , s:d .
s:a ps:P190 wd:Q36036 ; wikibase:rank wikibase:NormalRank ;
    pqv:P580 [ wikibase:timeValue "1995-01-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 9 ] ;
    prov:wasDerivedFrom [ pr:P854 <https://example.org/lviv> ] .
s:b ps:P190 wd:Q656 ; wikibase:rank wikibase:PreferredRank ;
    pqv:P580 [ wikibase:timeValue "2006-05-17T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 11 ] ;
    pqv:P582 [ wikibase:timeValue "2022-03-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 10 ] .
s:c ps:P190 wd:Q1891 ; wikibase:rank wikibase:DeprecatedRank .
s:d ps:P190 wd:Q9999 ; wikibase:rank wikibase:NormalRank .
wd:Q36036 p:P190 s:e .
s:e ps:P190 wd:Q31487 ; wikibase:rank wikibase:NormalRank .
wd:Q1891 p:P190 s:f .
s:f ps:P190 wd:Q36036 ; wikibase:rank wikibase:NormalRank ;
    pqv:P580 [ wikibase:timeValue "1900-01-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 7 ] .
"""


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=GRAPH, format="turtle")


def answer(graph: rdflib.Graph, country: str | None = None) -> bytes:
    done = graph.query(wikidata.query(country)).serialize(format="json")
    assert done is not None
    return done


def rows(data: bytes) -> dict[tuple[str, str], dict[str, str]]:
    converted = wikidata.convert(data, name="answer.json", today=DAY)
    read = list(csv.DictReader(io.StringIO(converted.csv.decode())))
    return {tuple(sorted((row["city_a"], row["city_b"]))): row for row in read}  # type: ignore[misc]


def test_what_the_world_says_becomes_records(graph: rdflib.Graph) -> None:
    found = rows(answer(graph))
    assert set(found) == {("Kraków", "Lviv"), ("Kraków", "Saint Petersburg"), ("Bologna", "Lviv")}
    lviv = found["Kraków", "Lviv"]
    assert lviv["since"] == "1995", "January 1 of a year is a year"
    assert lviv["note"] == "Reference given there: https://example.org/lviv"
    assert (lviv["lat_a"], lviv["lon_a"]) == ("50.06139", "19.93694")
    ended = found["Kraków", "Saint Petersburg"]
    assert (ended["since"], ended["until"], ended["status"]) == ("2006-05-17", "2022-03", "ended")
    assert ended["source_url"] == "https://www.wikidata.org/wiki/Q31487#P190"
    assert ended["checked_on"] == "2026-03-04"
    assert found["Bologna", "Lviv"]["since"] == "", "a century is no year"


def test_one_country_alone(graph: rdflib.Graph) -> None:
    assert set(rows(answer(graph, "Italy"))) == {("Bologna", "Lviv")}
    assert set(rows(answer(graph, "pl"))) == {("Kraków", "Lviv"), ("Kraków", "Saint Petersburg")}


def test_the_records_are_those_of_the_contract(graph: rdflib.Graph) -> None:
    converted = wikidata.convert(answer(graph), name="answer.json", today=DAY)
    read = read_csv(converted.csv, name="answer.json", today=DAY)
    assert not read.problems
    assert len(read.rows) == converted.rows == 3
    assert {row.source_title for row in read.rows} == {wikidata.SOURCE}


def test_a_country_that_is_none_is_refused() -> None:
    with pytest.raises(RefusedError, match="Atlantis"):
        wikidata.query("Atlantis")


def binding(**values: str) -> dict[str, Any]:
    told = {
        "a": "http://www.wikidata.org/entity/Q1", "aName": "Arad", "aCountry": "RO",
        "b": "http://www.wikidata.org/entity/Q2", "bName": "Bristol", "bCountry": "GB",
    } | values  # fmt: skip
    return {key: {"type": "literal", "value": value} for key, value in told.items() if value}


def written(*bindings: dict[str, Any]) -> bytes:
    heads = sorted(
        {"a", "aName", "aCountry", "b", "bName", "bCountry"} | {k for one in bindings for k in one}
    )
    return json.dumps({"head": {"vars": heads}, "results": {"bindings": bindings}}).encode()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"aName": "Q1"}, "without name or country"),
        ({"bCountry": ""}, "without name or country"),
        ({"bCountry": "ZZ"}, "not known here"),
        ({"b": "http://www.wikidata.org/entity/Q1"}, "with itself"),
        ({"b": "https://example.org/Q2"}, "not of an item"),
    ],
)
def test_what_can_be_no_record_is_left_out_and_said(changed: dict[str, str], why: str) -> None:
    converted = wikidata.convert(written(binding(), binding(**changed)), name="x.json", today=DAY)
    assert converted.rows == 1
    (line,) = wikidata.describe(converted.left_out)
    assert line.startswith("1 result ")
    assert why in line


def test_of_two_statements_of_a_pair_the_one_that_says_more_is_kept() -> None:
    dated = {"since": "1990-06-00T00:00:00Z", "sincePrecision": "10"}
    other = {"since": "1984-01-01T00:00:00Z", "sincePrecision": "9"}
    back = {"a": "http://www.wikidata.org/entity/Q2", "b": "http://www.wikidata.org/entity/Q1"}
    year = {"since": "1990-01-01T00:00:00Z", "sincePrecision": "9"}
    data = written(binding(), binding(**dated), binding(**back), binding(**year))
    converted = wikidata.convert(data, name="x.json", today=DAY)
    assert [row["since"] for row in csv.DictReader(io.StringIO(converted.csv.decode()))] == ["1990-06"]
    both = wikidata.convert(written(binding(**dated), binding(**other)), name="x.json", today=DAY)
    assert both.rows == 2, "what differs is shown side by side"


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b"<html>", b'{"head": {"vars": ["a"]}, "results": {"bindings": []}}', b"[" * 100_000],
)
def test_what_is_no_answer_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(RefusedError) as refused:
        wikidata.convert(data, name="x.json")
    assert "nothing was imported" in str(refused.value)
    assert "\n" not in str(refused.value)


@given(
    st.dictionaries(
        st.sampled_from(["aName", "aPoint", "since", "sincePrecision", "reference", "b"]), st.text()
    )
)
def test_any_values_are_read_or_left_out(values: dict[str, str]) -> None:
    converted = wikidata.convert(written(binding(**values)), name="x.json", today=DAY)
    assert converted.rows + sum(converted.left_out.values()) == 1
    read_csv(converted.csv, name="x.json", today=DAY)
