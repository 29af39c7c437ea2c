"""Follow-ups, ambiguous names and unknown places."""

from __future__ import annotations

import pytest

from bot.answering.blocks import Listing
from bot.answering.language import speaking
from bot.answering.records import Records
from corpus.model import Place
from corpus.records import build
from tests.bot.answering.records.network import (
    CASABLANCA,
    EXETER,
    HAMBURG,
    KASSEL,
    METZ,
    MOSCOW,
    OSAKA,
    PARIS,
    SHANGHAI,
    WARSAW,
    answer_from_records,
    ask,
    network,
)

CHICAGO_LIST = "Who are Chicago's sister cities?"
OREGON = ["Bologna, Italy", "Sapporo, Japan"]


@pytest.fixture(scope="module")
def records() -> Records:
    return network()


FOLLOW_UPS: list[tuple[tuple[str, ...], object]] = [
    (("Which sister cities does Chicago have in Asia?", "How many?"), 2),
    (("Which sister cities does Chicago have in Asia?", "How many are there in Europe?"), 3),
    (("Which sister cities did Chicago have in 1985?", "And how many?"), 4),
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
    (("Since when are Warsaw and Chicago twinned?", "And Osaka?"), 1973),
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
    (("Which city in Germany has the most sister cities?", "In which country is it?"), "Germany"),
    (("Which city has the most sister cities?", "How many partners does it have in Japan?"), 1),
    (("Which city has the most sister cities?", "its sister cities in China"), ["Shanghai, China"]),
    (("Which city has the most sister cities?", "Is it twinned with Warsaw?"), True),
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
    assert taken.has_value and "“Yaroslavel” was taken to mean Yaroslavl, Russia." in taken.text
    offered = ask(records, "Who are Honfluer's sister cities?")
    assert offered.abstained and not offered.has_value
    assert offered.choices == ("Honfleur, France",)
    assert "no place called Honfluer. Did you mean this one? Honfleur, France (1)." in offered.text


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
    assert "was taken to mean Burlington, Vermont, United States" in answer.text
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
    assert part.text.startswith("None is on record in Canada. ")


def test_common_partners_are_said_to_be_where_they_were_asked_for(records: Records) -> None:
    some = ask(records, "Which partners do Chicago and Osaka have in common in Asia?")
    assert "have 1 partner in common in Asia in the records" in some.text
    none = ask(records, "Which partners do Chicago and Osaka have in common in Africa?")
    assert "have no partner in common in Africa [" in none.text


def test_an_alias_says_how_it_was_understood(records: Records) -> None:
    answer = ask(records, "Is Burlington twinned with Puerto Cabeza?")
    assert answer.text.startswith("“Puerto Cabeza” was taken to mean Puerto Cabezas, Nicaragua. ")
    wrong = ask(records, "Is Burlington twinned with Puerto Cabeza, Venezuela?")
    assert "not in Venezuela" in wrong.text


def test_a_follow_up_to_a_place_named_twice_is_read(records: Records) -> None:
    """Its words stand in two questions, so none of them is counted for nothing."""
    before = ["Since when are Portland and Portland twinned?"]
    for question in ("and is that the first in the world?", "Is that one of the first?"):
        assert answer_from_records(question, records, history=before) is None


@pytest.mark.parametrize("language", ["de", "es", "fr", "ja"])
@pytest.mark.parametrize(
    "question", [CHICAGO_LIST, "Are Chicago and Osaka twinned?", "Are Warsaw and Osaka twinned?"]
)
def test_what_could_be_asked_next_is_answered_alike_in_every_language(
    records: Records, language: str, question: str
) -> None:
    asked = answer_from_records(question, records)
    with speaking(language):
        theirs = answer_from_records(question, records)
    assert asked and theirs and len(asked.follow_ups) == len(theirs.follow_ups) > 1
    for one, other in zip(asked.follow_ups, theirs.follow_ups, strict=True):
        assert one != other
        english, said = (answer_from_records(text, records) for text in (one, other))
        assert english and said and english.has_value and said.value == english.value, other


def test_what_could_be_asked_next_is_of_the_kind_that_it_names(records: Records) -> None:
    asked = [text for question in (CHICAGO_LIST, "Are Chicago and Osaka twinned?")
             for text in ask(records, question).follow_ups]  # fmt: skip
    assert "Since when have Chicago and Warsaw been twinned?" in asked
    kinds = [ask(records, text).kind for text in asked]
    assert kinds == ["since", "distance", "countries", "list", "common", "distance"], kinds
