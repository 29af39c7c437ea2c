"""Follow-ups, ambiguous names, unknown places, and what an answer says besides its value."""

from __future__ import annotations

import pytest

from bot.answering.blocks import Listing
from bot.answering.records import RecordAnswer, Records
from corpus.model import Place
from corpus.records import build
from tests.bot.answering.records.network import (
    BURLINGTON,
    CASABLANCA,
    CHICAGO,
    EXETER,
    HAMBURG,
    KASSEL,
    METZ,
    MOSCOW,
    OSAKA,
    PARIS,
    SHANGHAI,
    STATEMENTS,
    WARSAW,
    YAROSLAVL,
    answer_from_records,
    network,
)

CHICAGO_LIST = "Who are Chicago's sister cities?"
OREGON = ["Bologna, Italy", "Sapporo, Japan"]


@pytest.fixture(scope="module")
def records() -> Records:
    return network()


def ask(records: Records, *questions: str) -> RecordAnswer:
    *history, question = questions
    answer = answer_from_records(question, records, history=history)
    assert answer is not None, "left to the passages"
    return answer


FOLLOW_UPS: list[tuple[tuple[str, ...], object]] = [
    (("Who are Chicago's sister cities?", "Is Osaka one of them?"), True),
    (("Who are Chicago's sister cities?", "Which of those are also partners of Hamburg?"), ["Osaka, Japan"]),
    (("Who are Chicago's sister cities?", "How many of them are twinned with Hamburg, too?"), 1),
    (("Which city has the most sister cities?", "In Germany?"), "Hamburg, Germany"),
    (("Which country has the most sister cities?", "And the second most?"), "Russia"),
    (("How many sister cities does Chicago have in Europe?", "And in Africa?"), 1),
    (("How is Chicago twinned?", "And in Germany?"), ["Hamburg, Germany"]),
    (("Welche Partnerstädte hat Chicago?", "Wie viele davon liegen in Asien?"), 2),
    (("Does Chicago have sister cities in Japan?", "Which ones?"), ["Osaka, Japan"]),
    (("Does Chicago have sister cities in Japan?", "Which ones in Poland?"), ["Warsaw, Poland"]),
    (("Does Chicago have sister cities since 1994?", "Which?"), ["Hamburg, Germany", "Moscow, Russia"]),
    (("Is Burlington twinned with Yaroslavl?", "Since when?"), 1988),
    (("Is Burlington twinned with Yaroslavl?", "And since when?"), 1988),
    (("Are Chicago and Warsaw sister cities?", "Since when are they twinned?"), 1960),
    (("Are Chicago and Warsaw sister cities?", "How far apart are they?"), 7511),
    (("Is Burlington twinned with Yaroslavl?", "Is the partnership still active?"), False),
    (("Is Burlington twinned with Yaroslavl?", "Are they still sister cities?"), True),
    (("Is Burlington twinned with Yaroslavl?", "What is its status?"), "suspended"),
    (("Since when are Chicago and Warsaw twinned?", "And Osaka?"), 1973),
    (("Since when are Chicago and Warsaw twinned?", "And with Osaka?"), 1973),
    (("Since when are Chicago and Warsaw twinned?", "What about Hamburg?"), 1994),
    (("Does Chicago have sister cities in Japan?", "If so, tell me the name"), ["Osaka, Japan"]),
    (("I live in Burlington.", "Since when are we twinned with Yaroslavl?"), 1988),
    (("I live in Burlington.", "What is our oldest sister city?"), "Puerto Cabezas, Nicaragua"),
    (("I saw Chicago and Warsaw on a sign.", "How long have they been twinned?"), 1960),
    (("I have been to Warsaw.", "In which country is it?"), "Poland"),
    (("Are Chicago and Warsaw sister cities?", "Are Chicago and Burlington?"), False),
    ((CHICAGO_LIST, "How many of them are in Japan?"), 1),
    ((CHICAGO_LIST, "How many are there?"), 7),
    ((CHICAGO_LIST, "Which of them are in China?"), ["Shanghai, China"]),
    ((CHICAGO_LIST, "And in Japan?"), ["Osaka, Japan"]),
    (
        (CHICAGO_LIST, "in 1985?"),
        ["Casablanca, Morocco", "Osaka, Japan", "Shanghai, China", "Warsaw, Poland"],
    ),
    ((CHICAGO_LIST, "Which of them are suspended?"), ["Moscow, Russia"]),
    ((CHICAGO_LIST, "Which is the oldest?"), "Warsaw, Poland"),
    ((CHICAGO_LIST, "Are all of them in Japan?"), False),
    ((CHICAGO_LIST, "Is it twinned with Yaroslavl?"), False),
    ((CHICAGO_LIST, "Since when is it twinned with Osaka?"), 1973),
    ((CHICAGO_LIST, "What about Luxembourg?"), ["Metz, France"]),
    (("Who is the mayor of Chicago?", "What are its sister cities in Japan?"), ["Osaka, Japan"]),
    ((CHICAGO_LIST, "What about Luxembourg?", "And since when?"), 1952),
    ((CHICAGO_LIST, "Which city has the most sister cities?"), "Chicago, Illinois, United States"),
    (("Who are Portland's sister cities?", "Portland, Oregon, United States"), OREGON),
    (("Who are Portland's sister cities?", "Oregon"), OREGON),
    (("Who are Portland's sister cities?", "the one in Oregon"), OREGON),
    (("Who are Portland, Oregon's sister cities?", "How many sister cities does Portland have?"), 2),
]


@pytest.mark.parametrize(("questions", "value"), FOLLOW_UPS, ids=[" > ".join(q) for q, _ in FOLLOW_UPS])
def test_a_follow_up_takes_what_it_leaves_out(
    records: Records, questions: tuple[str, ...], value: object
) -> None:
    answer = ask(records, *questions)
    got = sorted(answer.value) if isinstance(answer.value, list) else answer.value
    assert got == value, answer.text


@pytest.mark.parametrize(
    "question",
    [
        "And why?",
        "And who is the mayor?",
        "What did they send?",
        "How many people live there?",
        "Thanks!",
        "Why them?",
    ],
)
def test_a_follow_up_about_something_else_is_left_to_the_passages(records: Records, question: str) -> None:
    assert answer_from_records(question, records, history=[CHICAGO_LIST]) is None


def test_history_changes_nothing_about_a_whole_question(records: Records) -> None:
    alone = ask(records, "Who are Luxembourg's twin towns?")
    assert ask(records, CHICAGO_LIST, "Who are Luxembourg's twin towns?") == alone


def test_an_ambiguous_name_gives_choices(records: Records) -> None:
    answer = ask(records, "Are Portland and Chicago twinned?")
    assert answer.abstained
    assert answer.choices == ("Portland, Oregon, United States", "Portland, Maine, United States")
    assert "Portland, Maine, United States (1)" in answer.text  # how many partners each has


def test_a_misspelt_name_is_taken_or_where_little_is_known_of_it_offered(records: Records) -> None:
    taken = ask(records, "Who are Yaroslavel's sister cities?")
    assert taken.has_value and "“Yaroslavel” was understood as Yaroslavl, Russia." in taken.text
    offered = ask(records, "Who are Honfluer's sister cities?")
    assert offered.abstained and not offered.has_value
    assert offered.choices == ("Honfleur, France",)
    assert "The records know no Honfluer. Is this meant? Honfleur, France (1)." in offered.text


@pytest.mark.parametrize("question", ["Who are Portland's sister cities?", "who are portlands sister cities"])
def test_namesakes_with_few_partners_together_are_each_told_of(records: Records, question: str) -> None:
    answer = ask(records, question)
    assert not answer.abstained and not answer.has_value and answer.confidence <= 0.9
    assert "Portland, Oregon, United States has" in answer.text
    assert "Portland, Maine, United States has 1 sister city in the records: Arkhangelsk" in answer.text
    cited = [
        n
        for block in answer.blocks
        if isinstance(block, Listing)
        for one in block.items
        for n in one.citations
    ]
    assert [answer.statements[n - 1] for n in cited] and sorted(set(cited)) == list(
        range(1, len(answer.statements) + 1)
    )


def test_the_namesake_that_somebody_keeps_records_of_is_taken_and_the_others_are_named(
    records: Records,
) -> None:
    answer = ask(records, "who are burlingtons sister cities")
    assert isinstance(answer.value, list) and "Yaroslavl, Russia" in answer.value
    assert "was taken for Burlington, Vermont, United States" in answer.text
    assert "Burlington, Ontario, Canada (1)" in answer.text
    assert answer.confidence < ask(records, "Who are Chicago's sister cities?").confidence


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who are Springfield's sister cities?", "Springfield"),
        ("who are springfield's sister cities", "springfield"),
        ("Is Springfield twinned with Chicago?", "Springfield"),
        ("How many twin towns does Springfield have?", "Springfield"),
        ("Who are the sister cities of Burlington, Ohio?", "Burlington, Ohio"),
        ("Who are the sister cities of Chicago, France?", "Chicago, France"),
        ("Who are Toledo, Brazil's sister cities?", "Toledo, Brazil"),
        ("Who are Washington's sister cities?", "Washington"),
        ("How many sister cities does Vienna have?", "Vienna"),
    ],
)
def test_an_unknown_place_is_named_and_not_replaced(records: Records, question: str, name: str) -> None:
    answer = ask(records, question)
    assert answer.kind == "unknown place"
    assert answer.abstained
    assert answer.unknown == name
    assert not answer.statements


@pytest.mark.parametrize(
    "question",
    [
        "Is Chicago twinned with Warsaw, Texas?",
        "Is Chicago twinned with Warsaw (Indiana)?",
        "Is Chicago twinned with Warsaw, IN?",
        "Since when is Chicago twinned with Moscow, Idaho?",
        "Is the partnership of Chicago and Hamburg, Georgia still active?",
        "Are Chicago, Ohio and Warsaw sister cities?",
        "Is Chicago twinned with Warsaw in Texas?",
    ],
)
def test_a_place_in_another_state_is_not_the_one_on_record(records: Records, question: str) -> None:
    answer = ask(records, question)
    assert answer.kind == "unknown place"
    assert answer.abstained and not answer.has_value and not answer.statements


def test_an_area_in_which_neither_place_lies_is_not_passed_over(records: Records) -> None:
    assert answer_from_records("In Texas, is Chicago twinned with Warsaw?", records) is None
    wrong = ask(records, "Is Burlington twinned with Puerto Cabezas in Venezuela?")
    assert wrong.text.startswith("The records place Puerto Cabezas in Nicaragua, not in Venezuela. Yes.")
    assert ask(records, "Is the US city Chicago twinned with Warsaw?").value is True


def test_of_places_that_are_left_out_those_that_are_partners_are_named(records: Records) -> None:
    answer = ask(records, "Which cities are partnered with Yaroslavl except Burlington?")
    assert answer.value == ["Kassel, Hesse, Germany"]
    assert "besides Burlington, Vermont, United States in the records" in answer.text


def test_an_amount_that_is_asked_for_is_said(records: Records) -> None:
    exactly = ask(records, "How many cities have exactly one partner in Germany?")
    assert exactly.text.startswith("7 places in the records have exactly 1 partner in Germany:")
    more = ask(records, "Which US cities have more than 2 partners?")
    assert more.text.startswith("2 places in United States have more than 2 partners in the records:")


def test_of_namesakes_with_many_partners_that_by_far_most_people_live_in_is_meant() -> None:
    chile, mexico = Place("Santiago", None, "Chile"), Place("Santiago", None, "Mexico")
    partners = (WARSAW, OSAKA, MOSCOW, SHANGHAI, HAMBURG, CASABLANCA, PARIS, EXETER, KASSEL, METZ)
    rows = [build("", chile, one, source_title="Town") for one in partners]
    rows += [build("", mexico, one, source_title="Town") for one in partners[:3]]
    answer = ask(Records(rows), "Which sister cities does Santiago have?")
    assert isinstance(answer.value, list) and len(answer.value) == 10
    assert "Santiago, Mexico (3)" in answer.text
    few = ask(Records([*rows[:3], *rows[10:12]]), "Which sister cities does Santiago have?")
    assert few.kind == "each"


def test_areas_side_by_side_are_named_so(records: Records) -> None:
    both = ask(records, "How many sister cities does Chicago have in China and Japan?")
    assert "has 2 sister cities in China and Japan in the records" in both.text
    part = ask(records, "Does Chicago have sister cities in China and Canada?")
    assert part.text.startswith("In Canada none is on record. ")


def test_common_partners_are_said_to_be_where_they_were_asked_for(records: Records) -> None:
    some = ask(records, "Which partners do Chicago and Osaka have in common in Asia?")
    assert "have 1 partner in common in Asia in the records" in some.text
    none = ask(records, "Which partners do Chicago and Osaka have in common in Africa?")
    assert "have no partner in common in Africa [" in none.text


def test_an_alias_says_how_it_was_understood(records: Records) -> None:
    answer = ask(records, "Is Burlington twinned with Puerto Cabeza?")
    assert answer.text.startswith("“Puerto Cabeza” was understood as Puerto Cabezas, Nicaragua. ")
    wrong = ask(records, "Is Burlington twinned with Puerto Cabeza, Venezuela?")
    assert "not in Venezuela" in wrong.text


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
    assert answer.text.startswith("By one source it lasted until 2 October 2018 [1]. ")
    assert [row.id for row in answer.statements] == ["P90", "P91"]
    assert [{row.id for _, row in dispute.sides} for dispute in answer.disputes] == [{"P90", "P91"}]
    assert (
        "The records know no end of it." in ask(network(), "Until when were Chicago and Warsaw twinned?").text
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
    assert "do not say it of Hiroshima" in silent.text


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
    assert "Of one more" in first.text
    last = ask(records, "Which was the last city to suspend its partnership with Yaroslavl?")
    assert last.value == "Burlington, Vermont, United States"
    assert "Of one more" in last.text
    unsettled = ask(records, "Which partnership was suspended last?")  # 2022 and 3 March 2022
    assert len(unsettled.value) == 4 if isinstance(unsettled.value, list) else False
    oldest = ask(records, "What is the oldest suspended partnership of Yaroslavl?")
    assert oldest.value == "Burlington, Vermont, United States"
    assert answer_from_records("Which ended partnership lasted longest?", records) is None


def test_a_start_that_only_some_sources_give_is_told_as_theirs(records: Records) -> None:
    pair = ask(records, "Did Coventry twin with Volgograd in 1943?")
    assert pair.text.startswith("Yes, by some of the sources.")
    listed = ask(records, "Who did Volgograd twin with in 1943?")
    assert "By some of the sources only: Coventry" in listed.text
    for answer in (pair, listed):
        assert [side for side, _ in answer.disputes[0].sides] == ["1944", "1943"]
