"""What an answer of records says besides its value: what is certain, disputed, ended, counted apart."""

from __future__ import annotations

import pytest

from bot.answering.records import Records
from corpus.model import Place
from corpus.records import build
from tests.bot.answering.records.network import (
    BURLINGTON,
    CHICAGO,
    PARIS,
    STATEMENTS,
    WARSAW,
    YAROSLAVL,
    answer_from_records,
    ask,
    network,
)

CHICAGO_LIST = "Who are Chicago's sister cities?"
OREGON = ["Bologna, Italy", "Sapporo, Japan"]


@pytest.fixture(scope="module")
def records() -> Records:
    return network()


def test_no_is_certain_only_where_the_records_claim_to_be_complete(records: Records) -> None:
    certain = ask(records, "Is Chicago twinned with Yaroslavl?")
    assert certain.text.startswith("No:")
    assert certain.complete is True
    open_ = ask(records, "Is Yaroslavl twinned with Warsaw?")
    assert "do not claim to be complete" in open_.text
    assert open_.complete is None
    assert ask(records, "Is Burlington, Vermont twinned with Warsaw?").complete is False


def test_two_sources_make_one_partnership_and_differences_show(records: Records) -> None:
    answer = ask(records, "Since when are Volgograd and Coventry twinned?")
    assert [row.id for row in answer.statements] == ["P20", "P21"]
    assert [(side, row.id) for side, row in answer.disputes[0].sides] == [("1944", "P20"), ("1943", "P21")]
    assert "Volgograd" in answer.disputes[0].about
    assert not ask(records, "Since when are Burlington and Yaroslavl twinned?").disputes


@pytest.mark.parametrize("status", ["ended", "unknown"])
def test_an_end_that_the_latest_word_denies_is_told_and_disputed(status: str) -> None:
    ended = build("P90", CHICAGO, WARSAW, relation="twin", since="1960", until="2018-10-02", status=status,
                  source_title="One")  # fmt: skip
    denied = build("P91", CHICAGO, WARSAW, relation="twin", since="1960", status="active",
                   status_date="2018-10-04", source_title="Other")  # fmt: skip
    answer = ask(network((ended, denied)), "When did Chicago end the partnership with Warsaw?")
    assert not answer.has_value and not answer.abstained
    assert answer.text.startswith("According to one source, it lasted until 2 October 2018 [1]. ")
    assert [row.id for row in answer.statements] == ["P90", "P91"]
    assert [{row.id for _, row in dispute.sides} for dispute in answer.disputes] == [{"P90", "P91"}]
    assert (
        "The records give no end date." in ask(network(), "Until when were Chicago and Warsaw twinned?").text
    )


def test_a_finer_date_is_no_disagreement() -> None:
    more = build("P99", CHICAGO, WARSAW, relation="twin", since="1960-05-01", source_title="Another")
    answer = ask(network((*STATEMENTS, more)), "Since when are Chicago and Warsaw twinned?")
    assert not answer.disputes


def test_one_name_in_two_countries_is_a_disagreement_of_sources() -> None:
    venezuela = Place("Puerto Cabezas", None, "Venezuela")
    other = build("P98", BURLINGTON, venezuela, relation="twin", source_title="An essay")
    answer = ask(network((*STATEMENTS, other)), "Who are Burlington, Vermont's sister cities?")
    about = {dispute.about: [side for side, _ in dispute.sides] for dispute in answer.disputes}
    assert sorted(about["country of Puerto Cabezas"]) == ["Nicaragua", "Venezuela"]


def test_a_disagreement_beyond_what_is_named_is_not_told() -> None:
    hub = Place("Hubtown", None, "Germany")
    many = [
        build(
            f"H{n}",
            hub,
            Place(f"Ville {n}", None, "France"),
            relation="twin",
            since="1950",
            source_title=f"S{n}",
        )
        for n in range(60)
    ]
    zeta = [
        build(country, hub, Place("Zeta", None, country), relation="twin", since="1990", source_title=country)
        for country in ("France", "Spain")
    ]
    answer = ask(network((*many, *zeta)), "Who are Hubtown's sister cities?")
    assert "Zeta" not in answer.text and not answer.disputes
    named = ask(network((*many, *zeta)), "What is Hubtown's latest sister city?")
    assert {row.id for row in named.statements} >= {"France", "Spain"}
    assert [dispute.about for dispute in named.disputes] == ["country of Zeta"]


def test_other_kinds_and_ended_ones_are_told_apart(records: Records) -> None:
    chicago = ask(records, CHICAGO_LIST)
    assert "Of another kind: Paris, France (friendship, since 1996)" in chicago.text
    assert "Moscow, Russia (since 1997, suspended as of 2022)" in chicago.text
    yaroslavl = ask(records, "Who are Yaroslavl's sister cities?")
    assert "Ended, and not counted: Exeter, United Kingdom" in yaroslavl.text
    assert "Marienberg" not in str(ask(records, "Which sister cities does Most have?").value)


def test_active_ones_are_called_so_and_suspended_ones_named_beside_them(records: Records) -> None:
    none = ask(records, "Which active sister cities does Chicago have in Russia?")
    assert "has no active sister cities in Russia. " in none.text
    assert "Suspended, and not counted: Moscow, Russia (since 1997, suspended as of 2022) [1]." in none.text
    some = ask(records, "How many active sister cities does Chicago have?")
    assert "has 6 active sister cities in the records" in some.text
    assert "Suspended, and not counted: Moscow" in some.text
    assert "active" not in ask(records, "How many active sister cities did Chicago have in 1985?").text


def test_most_partners_are_said_to_be_of_the_kind_and_area_asked_for(records: Records) -> None:
    friends = ask(records, "Which city has the most friendship cities?")
    assert "have the most friendship cities:" in friends.text
    active = ask(records, "Which city has the most active sister cities?")
    assert "Chicago, Illinois, United States (6) " in active.text
    assert "has the most active sister cities:" in active.text
    partners = ask(records, "Which Russian city has the most sister cities in Japan?")
    assert "of all places in Russia has the most sister cities in Japan: Volgograd" in partners.text
    assert [row.id for row in partners.statements] == ["P22"]


def test_what_is_on_record_instead_has_a_subject(records: Records) -> None:
    answer = ask(records, "Which sister cities does Chicago have in Canada?")
    assert "has no sister cities in Canada. The records do hold Casablanca" in answer.text


def test_a_partnership_of_the_two_is_cited_once(records: Records) -> None:
    answer = ask(records, "Which partners do Luxembourg and Metz have in common?")
    assert "have no partner in common [1]." in answer.text


def test_every_marker_has_its_statement_and_the_first_one_carries_the_answer(records: Records) -> None:
    answer = ask(records, "Who are Burlington, Vermont's sister cities?")
    for number in range(1, len(answer.statements) + 1):
        assert f"[{number}]" in answer.text
    assert f"[{len(answer.statements) + 1}]" not in answer.text
    assert answer.statements[0].id == "P3"
    assert ask(records, "Is Yaroslavl twinned with Burlington?").statements[0].id == "P1"


def test_what_does_not_hold_for_all_is_named(records: Records) -> None:
    answer = ask(records, "Are all of Chicago's sister cities active?")
    assert answer.text.startswith("No: of the 7 sister cities of Chicago, Illinois, United States")
    assert "Not so: Moscow, Russia" in answer.text
    assert "Osaka" not in answer.text
    silent = ask(records, "Are all of Volgograd's sister cities active?")
    assert not silent.has_value
    assert "do not say so for Hiroshima" in silent.text


def test_since_a_year_is_said_as_such(records: Records) -> None:
    assert "that began since 1997" in ask(records, "Which partnerships have started since 1997?").text
    assert "that began since 1991" in ask(records, "How many sister cities has Chicago had since 1991?").text


@pytest.mark.parametrize(
    "question",
    [
        "Was the partnership of Volgograd and Hiroshima active in 2000?",
        "Was the partnership of Chicago and Osaka suspended in 2000?",
        "Was the partnership of Burlington and Yaroslavl active in 2022?",
        "Are Munster and Michurinsk still sister cities in 2010?",
    ],
)
def test_a_status_of_a_year_that_no_date_settles_is_not_told(records: Records, question: str) -> None:
    answer = ask(records, question)
    assert not answer.has_value
    assert answer.text.startswith("The records do not say.")


def test_a_known_end_counts_where_the_start_is_unknown() -> None:
    ended = build("P97", CHICAGO, YAROSLAVL, relation="twin", until="2016", source_title="Another")
    records = network((*STATEMENTS, ended))
    assert ask(records, "Were Chicago and Yaroslavl twinned in 2018?").value is False
    assert not ask(records, "Were Chicago and Yaroslavl twinned in 2015?").has_value
    later = ask(records, "Who were Chicago's sister cities in 2018?")
    assert "Yaroslavl" not in later.text
    assert (
        "Of unknown date, and not counted: Yaroslavl"
        in ask(records, "Who were Chicago's sister cities in 2015?").text
    )


def test_suspended_or_ended_first_and_last_go_by_that_date() -> None:
    rested = [
        build("Z1", CHICAGO, YAROSLAVL, relation="twin", since="2010", status="suspended",
              status_date="2012-05", source_title="A"),
        build("Z2", PARIS, YAROSLAVL, relation="twin", since="2015", status="suspended", source_title="B"),
        build("Z3", PARIS, WARSAW, relation="twin", since="2016", until="2018", status="ended",
              source_title="C"),
    ]  # fmt: skip
    records = network((*STATEMENTS, *rested))
    assert ask(records, "Which partnership ended last?").value == [
        "Exeter, United Kingdom",
        "Yaroslavl, Russia",
    ]
    assert ask(records, "Which partnership ended first?").value == ["Paris, France", "Warsaw, Poland"]
    first = ask(records, "Which partnership was suspended first?")
    assert first.value == ["Chicago, Illinois, United States", "Yaroslavl, Russia"]
    assert "For one more" in first.text
    last = ask(records, "Which was the last city to suspend its partnership with Yaroslavl?")
    assert last.value == "Burlington, Vermont, United States"
    assert "For one more" in last.text
    unsettled = ask(records, "Which partnership was suspended last?")  # 2022 and 3 March 2022
    assert len(unsettled.value) == 4 if isinstance(unsettled.value, list) else False
    oldest = ask(records, "What is the oldest suspended partnership of Yaroslavl?")
    assert oldest.value == "Burlington, Vermont, United States"
    assert answer_from_records("Which ended partnership lasted longest?", records) is None


def test_a_start_that_only_some_sources_give_is_told_as_theirs(records: Records) -> None:
    pair = ask(records, "Did Coventry twin with Volgograd in 1943?")
    assert pair.text.startswith("Yes, according to some of the sources.")
    listed = ask(records, "Who did Volgograd twin with in 1943?")
    assert "According to only some of the sources: Coventry" in listed.text
    for answer in (pair, listed):
        assert [side for side, _ in answer.disputes[0].sides] == ["1944", "1943"]
