"""What the statements of all sources say together."""

from __future__ import annotations

from corpus.model import Place
from corpus.partnerships import Records
from corpus.records import build

LYON, LEEDS = Place("Lyon", None, "France"), Place("Leeds", None, "United Kingdom")
PORTLAND = Place("Portland", None, "United States", 45.52, -122.67)  # where lists put both
OREGON = Place("Portland", "Oregon", "United States", 45.52, -122.67)
MAINE = Place("Portland", "Maine", "United States", 43.66, -70.26)
SAPPORO, ARCHANGEL = Place("Sapporo", None, "Japan"), Place("Arkhangelsk", None, "Russia")


def test_stages_follow_one_another() -> None:
    friends = build("A", LYON, LEEDS, source_title="One", relation="friendship", since="2009")
    twins = build("B", LYON, LEEDS, source_title="Two", relation="twin", since="2011")
    bond = Records([twins, friends]).bonds[0]
    assert [(stage.relation, stage.since) for stage in bond.stages] == [
        ("friendship", "2009"),
        ("twin", "2011"),
    ]
    assert (bond.relation, bond.since) == ("twin", "2011")


def test_a_twinning_before_the_friendship_is_no_stage_of_it() -> None:
    friends = build("A", LYON, LEEDS, source_title="One", relation="friendship", since="2011")
    twins = build("B", LYON, LEEDS, source_title="Two", relation="twin", since="2009")
    assert len(Records([twins, friends]).bonds[0].stages) == 1


def test_two_years_of_one_relation_stay_a_disagreement() -> None:
    rows = [
        build("A", LYON, LEEDS, source_title="One", relation="twin", since="1956"),
        build("B", LYON, LEEDS, source_title="Two", relation="twin", since="1968"),
    ]
    assert len(Records(rows).bonds[0].stages) == 1


def test_a_partner_that_a_namesake_is_said_to_have_is_the_namesakes() -> None:
    rows = [
        build("A", OREGON, SAPPORO, source_title="One"),
        build("B", MAINE, ARCHANGEL, source_title="One"),
        build("C", PORTLAND, SAPPORO, source_title="List"),
        build("D", PORTLAND, ARCHANGEL, source_title="List"),
    ]
    records = Records(rows)
    oregon, maine = records.gazetteer.number(OREGON), records.gazetteer.number(MAINE)
    assert [bond.other(oregon) for bond in records.of[oregon]] == [records.gazetteer.number(SAPPORO)]
    assert [bond.other(maine) for bond in records.of[maine]] == [records.gazetteer.number(ARCHANGEL)]
    assert sorted(len(bond.statements) for bond in records.bonds) == [2, 2]


def test_statements_that_people_entered_come_before_those_of_lists() -> None:
    listed = build("Wabcdefghijklm", LYON, LEEDS, source_title="A list", since="1956")
    own = build("P1", LYON, LEEDS, source_title="The town", since="1956-05")
    undated = build("P2", LYON, LEEDS, source_title="The other town")
    assert [row.id for row in Records([listed, own]).bonds[0].statements] == ["P1", "Wabcdefghijklm"]
    # but what carries the answer is first
    assert [row.id for row in Records([listed, undated]).bonds[0].statements] == ["Wabcdefghijklm", "P2"]


def test_one_partnership_that_two_sources_spell_differently_is_one() -> None:
    rows = [
        build("A", Place("Göteborg", None, "Sweden"), LYON, source_title="One"),
        build("B", Place("Gothenburg", None, "Sweden"), LYON, source_title="Two"),
    ]
    records = Records(rows)
    assert len(records.bonds) == 1
    assert {row.a.name for row in records.bonds[0].statements} == {"Göteborg", "Gothenburg"}
