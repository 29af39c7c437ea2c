"""Questions about countries and regions that are read in more than one way, or hold nothing."""

from __future__ import annotations

import pytest

from bot.answering.question.linking import Linker
from bot.answering.records import Records, lexicon
from bot.answering.records.amounts import Amount
from bot.answering.records.reading import Reader
from corpus.model import Place
from corpus.records import build
from tests.bot.answering.records.network import (
    CHEMNITZ,
    HAMBURG,
    KASSEL,
    STATEMENTS,
    answer_from_records,
    network,
)


@pytest.fixture(scope="module")
def records() -> Records:
    return network()


def test_within_a_country_both_places_lie_there() -> None:
    records = network((*STATEMENTS, build("P99", KASSEL, CHEMNITZ, relation="twin", source_title="A list")))
    for question in (
        "Which partnerships are there within Germany?",
        "Which twinnings between German cities?",
    ):
        answer = answer_from_records(question, records)
        assert answer is not None
        assert answer.value == ["Chemnitz, Saxony, Germany – Kassel, Hesse, Germany"], answer.text
        assert answer.text.startswith("Between places in Germany the records hold 1 partnership:")


GEORGIA = (
    build("P98", Place("Tbilisi", None, "Georgia"), KASSEL, relation="twin", source_title="A list"),
    build("P99", Place("Athens", "Georgia", "United States"), KASSEL, relation="twin", source_title="A list"),
)


def test_a_country_that_is_a_state_too_is_what_the_area_beside_it_is() -> None:
    records = network((*STATEMENTS, *GEORGIA))
    values = {
        "Which cities in Georgia are twinned with cities in Germany?": ["Tbilisi, Georgia"],
        "Which cities in Georgia are twinned with cities in Hesse?": ["Athens, Georgia, United States"],
        "Which sister cities does Kassel have in Georgia, USA?": ["Athens, Georgia, United States"],
    }
    for question, value in values.items():
        answer = answer_from_records(question, records)
        assert answer is not None, question
        assert answer.value == value, question
        assert "may mean" not in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which cities in Georgia have sister cities?", ["Tbilisi, Georgia"]),
        ("Which sister cities does Kassel have in Georgia?", ["Tbilisi, Georgia"]),
        ("How many sister cities does Kassel have in Georgia?", 1),
        ("Which city in Georgia has the most sister cities?", "Tbilisi, Georgia"),
    ],
)
def test_a_country_and_a_state_of_one_name_are_told_of_apart(question: str, value: object) -> None:
    answer = answer_from_records(question, network((*STATEMENTS, *GEORGIA)))
    assert answer is not None
    assert answer.value == value
    assert answer.confidence < 0.9
    assert answer.text.startswith("“Georgia” may mean the country Georgia and Georgia, United States")
    assert answer.text.index("Tbilisi") < answer.text.index("Athens")


def test_of_two_areas_of_one_name_the_one_is_meant_that_has_what_is_asked_for() -> None:
    records = network((*STATEMENTS, GEORGIA[1]))
    answer = answer_from_records("Which sister cities does Kassel have in Georgia?", records)
    assert answer is not None and answer.value == ["Athens, Georgia, United States"]
    assert "may mean" not in answer.text


def test_a_region_that_its_country_follows_is_no_city_of_another_country() -> None:
    florida = Place("Florida", None, "Uruguay", -34.0956, -56.2142)
    miami = Place("Miami", "Florida", "United States", 25.7743, -80.1937)
    records = network(
        (
            *STATEMENTS,
            build("P97", florida, HAMBURG, relation="twin", source_title="A list"),
            build("P98", miami, KASSEL, relation="twin", source_title="A list"),
        )
    )
    answer = answer_from_records("Kassel's twin towns in Florida, USA", records)
    assert answer is not None and answer.value == ["Miami, Florida, United States"]
    alone = answer_from_records("Which sister cities does Florida have?", records)
    assert alone is not None and alone.value == ["Hamburg, Germany"] and alone.confidence < 0.9
    assert "“Florida” was taken to mean Florida, Uruguay; there are also Florida, United States" in alone.text


def test_a_region_beside_another_place_is_meant_though_a_city_of_its_country_has_its_name() -> None:
    york = Place("New York", "New York", "United States", 40.7143, -74.006)
    buffalo = Place("Buffalo", "New York", "United States", 42.8865, -78.8784)
    rows = (
        build("P97", york, HAMBURG, relation="twin", source_title="A list"),
        build("P98", buffalo, KASSEL, relation="twin", source_title="A list"),
    )
    records = network((*STATEMENTS, *rows))
    values = {
        "Kassel's twin towns in New York, USA": ["Buffalo, New York, United States"],
        "Who are the sister cities of New York, USA?": ["Hamburg, Germany"],
        "Is Hamburg twinned with New York, USA?": True,
    }
    for question, value in values.items():
        answer = answer_from_records(question, records)
        assert answer is not None and answer.value == value, question


def test_what_stands_after_a_place_may_be_where_its_partners_are_to_lie(records: Records) -> None:
    some = answer_from_records("How many sister cities of Osaka in Japan are there?", records)
    none = answer_from_records("Are there any partner cities of Warsaw in Poland?", records)
    place = answer_from_records("Is Warsaw in Poland twinned with any city?", records)
    assert some is not None and some.value == 3 and "no sister cities in Japan of Osaka" in some.text
    assert none is not None and not none.has_value and "Chicago" in none.text
    assert "no partner cities in Poland of Warsaw" in none.text and none.confidence < 0.9
    assert len(set(none.statements)) == len(none.statements)
    assert place is not None and place.value is True


def test_where_there_is_none_what_comes_nearest_is_cited(records: Records) -> None:
    for question in (
        "How many partnerships are there between France and Japan?",
        "How many partnerships are there within Germany?",
        "How many cities in Japan have 5 or more sister cities?",
    ):
        answer = answer_from_records(question, records)
        assert answer is not None
        assert answer.statements, "an answer without a citation is left to the passages"
        assert answer.value == 0
        assert "elsewhere" in answer.text or "the one with the most has 3 partnerships: Osaka" in answer.text


def test_a_country_is_not_a_city_of_its_name_elsewhere() -> None:
    greece, volos = Place("Greece", "New York", "United States"), Place("Volos", None, "Greece")
    records = network(
        (
            *STATEMENTS,
            build("P98", greece, KASSEL, relation="twin", source_title="A list"),
            build("P99", volos, CHEMNITZ, relation="twin", source_title="A list"),
        )
    )
    country = answer_from_records("How many twinnings between Germany and Greece are there?", records)
    city = answer_from_records("Who are the sister cities of Greece, New York?", records)
    assert country is not None and country.value == 1 and "Volos" in country.text
    assert city is not None and city.value == ["Kassel, Hesse, Germany"]
    bahia = Place("Salvador", None, "Brazil")
    other = network((*STATEMENTS, build("P97", bahia, KASSEL, relation="twin", source_title="A list")))
    salvador = answer_from_records("Who are Salvador's sister cities?", other)
    assert salvador is not None and salvador.value == ["Kassel, Hesse, Germany"]


def test_of_twinnings_the_friendships_that_are_not_counted_are_told(records: Records) -> None:
    between = answer_from_records(
        "How many twinnings are there between the United States and France?", records
    )
    began = answer_from_records("How many twinnings began in 1996?", records)
    every = answer_from_records("How many partnerships began in 1996?", records)
    for answer, value in ((between, 1), (began, 0)):
        assert answer is not None and answer.value == value
        assert "1 friendship or contact is not counted." in answer.text
    assert every is not None and every.value == 1 and "not counted" not in every.text


def test_a_country_of_whose_name_only_a_city_can_be_meant_is_that_city() -> None:
    liberia, monrovia = Place("Liberia", None, "Costa Rica"), Place("Monrovia", None, "Liberia")
    records = network(
        (
            *STATEMENTS,
            build("P98", liberia, KASSEL, relation="twin", source_title="A list"),
            build("P99", monrovia, HAMBURG, relation="twin", source_title="A list"),
        )
    )
    city = answer_from_records("In which country is Liberia?", records)
    assert city is not None and city.value == "Costa Rica" and city.confidence < 0.9
    assert city.text.startswith("“Liberia” was taken to mean Liberia, Costa Rica.")
    land = answer_from_records("Who are Liberia's sister cities?", records)
    assert land is not None and land.value == ["Monrovia, Liberia"]


@pytest.mark.parametrize("question", ["Who are Singapore's sister cities?", "Is Singapore twinned?"])
def test_of_a_country_without_records_it_is_said_that_it_has_none(records: Records, question: str) -> None:
    answer = answer_from_records(question, records)
    assert answer is not None and answer.unknown == "Singapore"
    assert answer.text.startswith("The records hold no partnership of Singapore")


def test_a_namesake_is_taken_as_surely_as_its_share_of_people_or_partners() -> None:
    paris = Place("Paris", "Texas", "United States", 33.66094, -95.55551)
    france = Place("Paris", None, "France", 48.8567, 2.3522)
    rows = (
        build("P90", paris, KASSEL, relation="twin", source_title="A list"),
        build("P91", france, HAMBURG, relation="twin", source_title="A list"),
    )
    records, question = network((*STATEMENTS, *rows)), "In which countries does {} have partner cities?"
    large = answer_from_records(question.format("Paris"), records)
    assert large is not None and "taken to mean Paris, France" in large.text
    assert large.confidence > 0.9, "by far most people live there"
    kept = answer_from_records(question.format("Burlington"), records)
    assert kept is not None and "taken to mean Burlington, Vermont" in kept.text
    assert kept.confidence < 0.9, "more people live in the one in Canada, which has a partner too"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which country has more partnerships, Germany or France?", "Germany"),
        ("Does France have more partnerships than Germany?", False),
        ("Does Japan have more twinnings with the United States or with Russia?", "United States"),
        ("Which has fewer partnerships: Germany or France?", "France"),
    ],
)
def test_areas_are_compared_by_their_partnerships(records: Records, question: str, value: object) -> None:
    answer = answer_from_records(question, records)
    assert answer is not None
    assert answer.value == value, answer.text
    assert answer.statements


def test_a_large_city_after_a_comma_is_no_region_of_the_place_before(records: Records) -> None:
    answer = answer_from_records("Who has more sister cities: Chicago, Oslo or Osaka?", records)
    assert answer is not None and answer.unknown == "Oslo"
    assert "of Oslo" in answer.text


def test_of_a_name_that_is_part_of_several_the_other_place_decides() -> None:
    main, oder = Place("Frankfurt am Main", None, "Germany"), Place("Frankfurt (Oder)", None, "Germany")
    slubice = Place("Słubice", None, "Poland")
    rows = (
        build("P97", main, KASSEL, relation="twin", source_title="A list"),
        build("P98", main, HAMBURG, relation="twin", source_title="A list"),
        build("P99", oder, slubice, relation="twin", source_title="A list"),
    )
    records = network((*STATEMENTS, *rows))
    answer = answer_from_records("Which Frankfurt is twinned with Słubice?", records)
    assert answer is not None and str(answer.value).startswith("Frankfurt"), answer.text
    assert answer.value == records.label(records.gazetteer.number(oder))


def test_a_country_after_a_place_is_no_region_that_a_namesake_may_lie_in() -> None:
    bristol, other = Place("Bristol", None, "United Kingdom"), Place("Bristol", None, "United States")
    tbilisi = Place("Tbilisi", None, "Georgia")
    rows = (
        build("P97", bristol, tbilisi, relation="twin", source_title="A list"),
        build("P98", bristol, HAMBURG, relation="twin", source_title="A list"),
        build("P99", other, KASSEL, relation="twin", source_title="A list"),
    )
    answer = answer_from_records("Which sister cities of Bristol in Georgia?", network((*STATEMENTS, *rows)))
    assert answer is None or "without saying whether" not in answer.text


def test_what_is_listed_is_said_to_be_what_is_suspended(records: Records) -> None:
    answer = answer_from_records("Which partnerships with Russian cities have been suspended?", records)
    assert answer is not None and "These are the ones that are suspended." in answer.text


TIME = (
    build("P96", Place("Time", None, "Norway"), KASSEL, relation="twin", source_title="A list"),
    build("P97", Place("Cologne", None, "Germany"), HAMBURG, relation="twin", source_title="A list"),
)


def test_an_ordinary_word_is_a_place_only_where_it_is_written_as_one() -> None:
    records = network((*STATEMENTS, *TIME))
    linker = Linker(records.gazetteer, lexicon.known, lexicon.common)
    named = {
        "What time is it in Kassel?": ["Kassel"],
        "Who are the partners of Time?": ["Time"],
        "who are the partners of time?": ["time"],
        "who are cologne's partners in Germany?": ["cologne", "Germany"],
    }
    for question, names in named.items():
        assert [mention.text for mention in linker.link(question).mentions] == names, question


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("partners of the Spanish Toledo", "Toledo, Spain"),
        ("Toledo (the Spanish one), its partners?", "Toledo, Spain"),
        ("toledo, i mean the spanish one, who is it twinned with", "Toledo, Spain"),
        ("Who is the Canadian Burlington twinned with?", "Burlington, Ontario, Canada"),
        ("partners of Burlington, the Canadian one?", "Burlington, Ontario, Canada"),
    ],
)
def test_an_adjective_or_the_one_tells_places_of_one_name_apart(question: str, place: str) -> None:
    records = network()
    (mention,) = Reader(records.gazetteer).read(question).cities
    assert [records.label(number) for number in mention.places] == [place]


@pytest.mark.parametrize("question", ["American Chicago partners", "Japanese Toledo partners"])
def test_an_adjective_that_tells_no_places_apart_is_of_what_is_asked_for(question: str) -> None:
    reading = Reader(network().gazetteer).read(question)
    assert len(reading.areas) == 1 and reading.cities[0].qualifier is None


def test_an_adjective_of_a_region_describes_what_follows_it_and_no_language() -> None:
    reader = Reader(network().gazetteer)
    assert [area.label for area in reader.read("Saxon partners of Chicago").areas] == ["Saxony"]
    assert [area.label for area in reader.read("partners in Saxon towns").areas] == ["Saxony"]
    assert not reader.read("Partners of Chicago in Saxon").areas
    assert not reader.read("Partners of Chicago, translated to Saxon please").areas


@pytest.mark.parametrize(
    "question", ["the Polish towns Chicago is tied to?", "every place in Poland Chicago is twinned with"]
)
def test_what_ends_in_a_preposition_names_what_is_asked_for(question: str) -> None:
    answer = answer_from_records(question, network())
    assert answer is not None and answer.value == ["Warsaw, Poland"]


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("cities that have 3 partners or more", Amount("least", 3)),
        ("cities that have 3 or fewer partners", Amount("most", 3)),
        ("Or more than 5 partners?", Amount("more", 5)),
    ],
)
def test_what_bounds_a_number_stands_right_after_it_or_after_what_it_counts(
    question: str, amount: Amount
) -> None:
    assert Reader(network().gazetteer).read(question).amount == amount
