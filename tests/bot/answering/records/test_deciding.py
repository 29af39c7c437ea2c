"""Questions that one veto or one branch decides: taken out, another answer is given, or none.

`python -m tools.mutants` tells which decision no question is there for.
"""

from __future__ import annotations

import pytest

from bot.answering.records import Records
from bot.answering.records.kinds import until
from bot.answering.records.reading import Reader
from tests.bot.answering.records.network import answer_from_records, network

COMMON = ["Hamburg, Germany", "Shanghai, China"]
NINETIES = ["Hamburg, Germany", "Mexico City, Mexico", "Moscow, Russia", "Paris, France"]
FROM_1990 = [f"Chicago, Illinois, United States – {name}" for name in (NINETIES[0], NINETIES[1], NINETIES[3])]
CHICAGO = "Chicago, Illinois, United States"
OREGON = "Portland, Oregon, United States"
BURLINGTON = "Burlington, Vermont, United States"
SISTERS = ["Casablanca, Morocco", "Hamburg, Germany", "Mexico City, Mexico", "Moscow, Russia", "Osaka, Japan",
           "Shanghai, China", "Warsaw, Poland"]  # fmt: skip
PARTNERS = sorted([*SISTERS, "Paris, France"])
OREGON_ONLY = ["Bologna, Italy", "Sapporo, Japan"]
LIST = "Who are Chicago's sister cities?"
PAIR = "Are Burlington and Yaroslavl sister cities?"

DECIDED: list[tuple[tuple[str, ...], object]] = [
    # how many is compared with
    (("Does Chicago have more than 5 sister cities?",), True),
    (("Are Chicago and Warsaw sister cities?", "And Osaka and Hamburg?"), True),
    (("Does Chicago have more than 7 sister cities?",), False),
    (("Does Chicago have at least seven sister cities?",), True),
    (("Does Chicago have at most 6 sister cities?",), False),
    (("Does Chicago have exactly 7 sister cities?",), True),
    (("Does Luxembourg have exactly one sister city?",), True),
    (("Does Chicago have less than 8 sister cities?",), True),
    (("How many cities in Japan have more than 2 sister cities?",), 1),
    (("Which cities in Japan have at least three sister cities?",), ["Osaka, Japan"]),
    (("Which city has the largest number of sister cities?",), CHICAGO),
    (("Which city has more sister cities than any other?",), CHICAGO),
    (("Does Chicago have more sister cities than Osaka?",), True),
    (("Who has more sister cities, Chicago or Osaka?",), CHICAGO),
    (("Which has fewer partners, Chicago or Osaka?",), "Osaka, Japan"),
    (("How many more sister cities does Chicago have than Osaka?",), 4),
    # years
    (("Which partnerships did Chicago start in the 90s?",), NINETIES),
    (("Which partnerships did Chicago start in the nineties?",), NINETIES),
    (("Which partnerships started between 1990 and 1996?",), FROM_1990),
    (("Побратимы ли Чикаго и Осака?",), True),
    (("Czy Chicago ma miasta partnerskie w Chinach?",), True),
    (("Сколько городов-побратимов у Осаки в Китае?",), 1),
    (("Quelles sont les villes jumelées avec Chicago en Amérique ?",), ["Mexico City, Mexico"]),
    (("Welche Partnerstädte hat Chicago seit 1994 gewonnen?",), ["Hamburg, Germany", "Moscow, Russia"]),
    (("Which partnerships started in 1990 to 1996?",), FROM_1990),
    (("Which partnerships started 1990-1996?",), FROM_1990),
    (("Which partnerships started from 1990 through 1996?",), FROM_1990),
    (("Which partnerships started from 1990 up to 1996?",), FROM_1990),
    # words that together mean something else
    (("Which cities are twinned with nobody but Portland, Oregon?",), OREGON_ONLY),
    (("Is Luxembourg twinned with nobody else than Metz?",), True),
    (("Is Chicago twinned with no one other than Osaka?",), False),
    (("Who've been Portland, Oregon's sister cities?",), OREGON_ONLY),
    (("Are the two cities of Chicago and Osaka sister cities?",), True),
    (("Get me the sister cities of Portland, Oregon.",), OREGON_ONLY),
    (("Up to which year were Yaroslavl and Exeter twinned?",), 2022),
    (("Up to when were Yaroslavl and Exeter twinned?",), "2022-02"),
    (("Since what year are Chicago and Osaka twinned?",), 1973),
    (("Chicago and Osaka twinned since?",), 1973),
    (("Which year did Chicago get its sister city in Japan?",), 1973),
    (("When did the latest partnership begin?",), 2012),
    (("When did the oldest partnership begin?",), 1931),
    (("Which partnership began most recently?",), ["Burlington, Vermont, United States", "Honfleur, France"]),
    (("What is Chicago's most recent sister city?",), "Moscow, Russia"),
    (("Which is Chicago's longest partnership?",), "Warsaw, Poland"),
    (("Which of Chicago's partnerships began in 1996 or later?",), ["Moscow, Russia", "Paris, France"]),
    (("Which partnerships of Chicago began in 1973 or earlier?",), ["Osaka, Japan", "Warsaw, Poland"]),
    (("Which of Chicago's partnerships began in 1996 and later?",), ["Moscow, Russia", "Paris, France"]),
    (("Which of Chicago's partnerships began 1996+?",), ["Moscow, Russia", "Paris, France"]),
    (("Which partnerships of Chicago began in 1973 and before?",), ["Osaka, Japan", "Warsaw, Poland"]),
    (("What is the average start year of Chicago's sister cities?",), 1983),
    (("In what year on average did the partnerships of Chicago begin?",), 1985),
    (("In what year on average did the twinnings between Japan and Russia begin?",), 1972),
    # why somebody asks narrows nothing down
    (("Who are Portland, Oregon's sister cities, since I live there?",), OREGON_ONLY),
    (("Who are Portland, Oregon's sister cities as my class is to write to them?",), OREGON_ONLY),
    (("Of the Japanese cities, what number have at least three sister cities?",), 1),
    (("Which sister city of Chicago is the fewest kilometres away?",), "Mexico City, Mexico"),
    (("Which sister city of Chicago is at the largest distance?",), "Shanghai, China"),
    # areas of a place are compared
    (("Does Chicago have more sister cities in Europe than in Asia?",), True),
    (("Has Chicago more partners in Asia or in Europe?",), "Europe"),
    (("Does Chicago have fewer partners in Europe than in Asia?",), False),
    # of several places one is asked of the others
    (("Is Kassel or Osaka twinned with Chicago?",), True),
    (("Are Chicago and Osaka twinned, though?",), True),
    # words that mean something else together
    (("Isn't Burlington twinned with Yaroslavl?",), True),
    (("Doesn't Chicago have a partnership with Hamburg?",), True),
    (("Is Yaroslavl no longer twinned with Exeter?",), True),
    (("Are Chicago and Osaka twinned with one another?",), True),
    (("Are Chicago and Osaka twinned with each other?",), True),
    (("Which cities are twinned with Chicago as well as with Osaka?",), COMMON),
    (("Which partners do Chicago and Osaka both have?",), COMMON),
    (("Is Chicago twinned with either Osaka or Honfleur?",), True),
    (("Which cities are twinned with Shanghai, Hamburg and Casablanca?",), [CHICAGO]),
    (("Which sister cities do Chicago, Osaka and Warsaw share?",), []),
    (("Which cities in the United States have at least one sister city in Japan?",), [CHICAGO, OREGON]),
    (("How many cities in the United States have more than one sister city in Japan?",), 0),
    (("Which source says that Chicago and Moscow are suspended?",), ["Page of the town"]),
    (("Which source says that Burlington and Yaroslavl are suspended?",), ["Page of the town"]),
    (("Does Chicago have any partner in common with Osaka?",), True),
    (("Do Chicago and Warsaw have common sister cities?",), False),
    (("In which country is Yaroslavl to be found?",), "Russia"),
    # a city, or the country of its name
    (("Which sister cities does Metz have in Luxembourg?",), ["Luxembourg, Luxembourg"]),
    (("Which cities in Luxembourg have sister cities?",), ["Luxembourg, Luxembourg"]),
    (("Does Metz have a sister city in Luxembourg?",), True),
    (("Which sister cities does Volgograd have in Saxony?",), ["Chemnitz, Saxony, Germany"]),
    (("How many sister cities does Chicago have in Saxony?",), 0),
    # what is asked
    (("Can Chicago have sister cities?",), True),
    (("Has Chicago suspended any partnership, and which?",), ["Moscow, Russia"]),
    (("Which status does the partnership of Burlington and Yaroslavl have?",), "suspended"),
    (("Status of the partnership of Burlington and Yaroslavl",), "suspended"),
    (("Is the partnership of Burlington and Yaroslavl active or suspended?",), "suspended"),
    (("Where are Chicago's sister cities?",), SISTERS),
    (("Chicago is twinned with Osaka, isn't it?",), True),
    (("Which country is Yaroslavl in?",), "Russia"),
    (("How close is Chicago to Osaka?",), 10433),
    (("Which partnerships between Russia and Germany are there?",),
     ["Volgograd, Russia – Chemnitz, Saxony, Germany", "Yaroslavl, Russia – Kassel, Hesse, Germany",
      "Michurinsk, Russia – Munster, Lower Saxony, Germany"]),
    (("Are there partnerships between Russia and Japan?",), True),
    (("Are there partnerships between Mexico and Japan?",), False),
    (("Which of Chicago's sister cities has the most sister cities?",), "Osaka, Japan"),
    (("Which sister city of Burlington, Vermont has the most partners?",), "Yaroslavl, Russia"),
    (("Who are the sister cities of Chicago's sister cities?",),
     ["Hamburg, Germany", "Osaka, Japan", "Shanghai, China"]),
    (("Which partners do the partners of Honfleur have?",),
     ["Puerto Cabezas, Nicaragua", "Yaroslavl, Russia"]),
    (("Which sister cities does Chicago have except in Japan?",),
     [name for name in SISTERS if name != "Osaka, Japan"]),
    (("Which sister cities does Chicago have except Osaka?",),
     [name for name in SISTERS if name != "Osaka, Japan"]),
    (("Does Chicago have only one sister city?",), False),
    (("Which partnerships ended?",), ["Exeter, United Kingdom – Yaroslavl, Russia"]),
    (("How many partnerships are suspended?",), 2),
    (("Is Honfleur connected to Sapporo through sister cities?",), False),
    (("How many cities do you know?",), 35),
    (("How many countries are in the records?",), 16),
    (("Is every one of Chicago's sister cities active?",), False),
    (("Have all of Chicago's sister cities been suspended?",), False),
    (("How many of Chicago's sister cities are not suspended?",), 6),
    (("How many of Chicago's partnerships have not been suspended?",), 7),
    (("Who are Honfleur's sister cities twinned with?",), ["Puerto Cabezas, Nicaragua", "Yaroslavl, Russia"]),
    (("How many sister cities do Honfleur's sister cities have?",), 2),
    (("Which cities are twinned with a sister city of Honfleur?",),
     ["Puerto Cabezas, Nicaragua", "Yaroslavl, Russia"]),
    (("Name the partners of Honfleur and Luxembourg.",), [BURLINGTON, "Metz, France"]),
    (("What are the partner cities of Honfleur and Luxembourg?",), [BURLINGTON, "Metz, France"]),
    (("Is any town twinned with both Chicago and Osaka?",), True),
    (("Are Chicago and Osaka both twinned?",), True),
    (("Apart from those in Japan, which sister cities does Chicago have?",),
     [name for name in SISTERS if name != "Osaka, Japan"]),
    (("Chicago and Osaka are sister cities, no?",), True),
    # what is said around the question
    (("I never heard of Yaroslavl. Which country is it in?",), "Russia"),
    (("The partnership of Yaroslavl and Exeter ended. When?",), "2022-02"),
    (("Tell me something. Who are Chicago's sister cities?",), SISTERS),
    (("Be so kind. Who are Chicago's sister cities?",), SISTERS),
    (("Is it true that Burlington is twinned with Yaroslavl?",), True),
    (("Is it true then that Burlington is twinned with Yaroslavl?",), True),
    (("I need to know who Chicago's sister cities are.",), SISTERS),
    (("I ask you for the sister cities of Chicago.",), SISTERS),
    # places of one name, and names with what lies beside them
    (("Is Chicago twinned with Warsaw, Germany?",), True),
    (("Who are Sapporo, Hokkaido's sister cities?",), ["Portland, Oregon, United States"]),
    (("Since when are Portland and Sapporo twinned?",), 1959),
    # what a follow-up takes over
    (("Which sister cities does Chicago have in Japan?", "And in 1960?"), []),
    (("Which sister cities did Chicago have in 1985?", "And in Japan?"), ["Osaka, Japan"]),
    (("Which sister cities does Chicago have in Japan?", "What about Luxembourg?"), []),
    (("Which sister cities did Chicago have in 1985?", "What about Yaroslavl?"), []),
    (("Which sister cities does Chicago have in Europe?", "What about Yaroslavl in 1988?"),
     ["Kassel, Hesse, Germany"]),
    (("Since when are Chicago and Warsaw twinned?", "And is it twinned with Osaka?"), True),
    (("Since when are Chicago and Warsaw twinned?", "And since when with Osaka?"), 1973),
    (("Since when are Chicago and Warsaw twinned?", "Since when with Osaka?"), 1973),
    (("Since when are Chicago and Warsaw twinned?", "How far with Osaka?"), 10433),
    ((LIST, "Where is Osaka?"), "Japan"),
    ((LIST, "Who are its partners?"), PARTNERS),
    (("Are Chicago and Warsaw sister cities?", "Who are its partners?"), PARTNERS),
    (("Are Chicago and Warsaw sister cities?", "And which partners have they in common?"), []),
    ((PAIR, "When was the partnership suspended?"), "2022-03-03"),
    ((PAIR, "Which partnerships are suspended?"),
     ["Burlington, Vermont, United States – Yaroslavl, Russia", f"{CHICAGO} – Moscow, Russia"]),
    ((LIST, "And who is in Japan?"), ["Osaka, Japan"]),
    ((LIST, "Which one is in Japan?"), ["Osaka, Japan"]),
    ((LIST, "Oregon"), []),
    ((LIST, "How many?"), 7),
    ((LIST, "And how many of them are active?"), 6),
]  # fmt: skip

LEFT = [
    ("Which partnerships started between 1996 and 1990?",),
    ("Which partnerships started with 1990 and 1996?",),
    ("Which partnerships started in 3025?",),
    ("Who were Chicago's sister cities in 3025?",),
    ("Which partnerships started in 1990, 1991 and 1996?",),
    ("Top 99 cities by number of sister cities",),
    ("Is the partnership of Chicago and Osaka about to be suspended?",),
    ("Which partner has the closest ties with Chicago?",),
    ("Could Chicago's sister cities be listed?",),
    ("What is the status of sister cities?",),
    ("What is the average number of Chicago's sister cities?",),
    ("Who has suspended the partnership of Burlington and Yaroslavl?",),
    ("I ask you about the sister cities of Chicago.",),
    ("Is Chicago twinned with Chicago?",),
    ("Since when is Chicago twinned with Chicago?",),
    ("Why is Chicago twinned with Osaka?",),
    ("Name the rivers on which Chicago's sister cities stand.",),
    ("Which of Chicago's partnerships began in 1990 and after 1996?",),
    ("Who does Chicago have as its only sister city?",),
    ("Which country has the most sister cities in Russia?",),
    (LIST + " " * 400 + "Really?",),
    (LIST, "Who is the mayor of Osaka?"),
    (LIST, "Does Osaka?"),
    (LIST, "What are Osaka and Hamburg?"),
    (PAIR, "Why was it suspended?"),
    ("Which cities in Japan have sister cities?", "What about Osaka?"),
    ("Which cities in Japan have sister cities?", "And since when is it twinned with Osaka?"),
]

UNSETTLED = [
    (("Where is Springfield?",), "unknown place"),
    (("Is Osaka twinned with Warsaw, Ohio?",), "unknown place"),
    (("Is Osaka twinned with Warsaw, Germany?",), "unknown place"),
    (("Are Portland and Chicago twinned?",), "choices"),
    (("Who has suspended the partnership with Portland?",), "choices"),
    (("Who are Portland's sister cities?", "Texas"), "each"),
    (("Who are Portland's sister cities?", "How many in Oregon?"), "each"),
]


@pytest.fixture(scope="module")
def records() -> Records:
    return network()


@pytest.mark.parametrize(("questions", "value"), DECIDED)
def test_what_decides_is_decided_so(records: Records, questions: tuple[str, ...], value: object) -> None:
    answer = answer_from_records(questions[-1], records, history=questions[:-1])
    assert answer is not None and answer.has_value, answer
    got = sorted(answer.value) if isinstance(answer.value, list) else answer.value
    assert got == (sorted(value) if isinstance(value, list) else value) and type(got) is type(value)


@pytest.mark.parametrize("questions", LEFT)
def test_what_a_veto_keeps_off_is_left_to_the_passages(records: Records, questions: tuple[str, ...]) -> None:
    assert answer_from_records(questions[-1], records, history=questions[:-1]) is None


@pytest.mark.parametrize(("questions", "kind"), UNSETTLED)
def test_what_names_leave_open_is_asked(records: Records, questions: tuple[str, ...], kind: str) -> None:
    answer = answer_from_records(questions[-1], records, history=questions[:-1])
    assert answer is not None and answer.kind == kind and answer.abstained == (kind != "each")


def test_how_long_a_partnership_lasted_is_said_where_it_is_over(records: Records) -> None:
    answer = answer_from_records("How long were Yaroslavl and Exeter twinned?", records)
    assert answer is not None and "It lasted about 33 years." in answer.text
    reading = Reader(records.gazetteer).read("Yaroslavl and Exeter split up after how many years?")
    places = tuple(mention.places[0] for mention in reading.cities)
    assert "It lasted about 33 years." in until.answer(records, reading, places).text
    going = answer_from_records("How long have Chicago and Osaka been twinned?", records)
    assert going is not None and "years ago" in going.text and "lasted" not in going.text


def test_nothing_is_said_of_a_place_and_itself(records: Records) -> None:
    assert answer_from_records("Are Chicago and Osaka and Chicago sister cities?", records) is None
