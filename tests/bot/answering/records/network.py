"""A small network of partnerships for the tests of exact answers: real places, dates as sources have them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.records import Interpreter, RecordAnswer
from corpus.model import Alias, Coverage, Place, Statement
from corpus.partnerships import Records
from corpus.records import build

BURLINGTON = Place("Burlington", "Vermont", "United States", 44.4759, -73.2121)
BURLINGTON_CANADA = Place("Burlington", "Ontario", "Canada", 43.3249, -79.7967)
YAROSLAVL = Place("Yaroslavl", None, "Russia", 57.6261, 39.8845)
PUERTO_CABEZAS = Place("Puerto Cabezas", None, "Nicaragua", 14.029, -83.388)
HONFLEUR = Place("Honfleur", None, "France", 49.4194, 0.2325)
CHICAGO = Place("Chicago", "Illinois", "United States", 41.8819, -87.6278)
MEXICO_CITY = Place("Mexico City", None, "Mexico", 19.4333, -99.1333)
OSAKA = Place("Osaka", None, "Japan", 34.6939, 135.5022)
WARSAW = Place("Warsaw", None, "Poland", 52.23, 21.0111)
MOSCOW = Place("Moscow", None, "Russia", 55.7558, 37.6173)
SHANGHAI = Place("Shanghai", None, "China", 31.2286, 121.4747)
HAMBURG = Place("Hamburg", None, "Germany", 53.55, 10.0)
CASABLANCA = Place("Casablanca", None, "Morocco", 33.5333, -7.5833)
PARIS = Place("Paris", None, "France", 48.8567, 2.3522)
EXETER = Place("Exeter", None, "United Kingdom", 50.7256, -3.5269)
KASSEL = Place("Kassel", "Hesse", "Germany", 51.3158, 9.4979)
PORTLAND_OREGON = Place("Portland", "Oregon", "United States", 45.5202, -122.6742)
PORTLAND_MAINE = Place("Portland", "Maine", "United States", 43.6591, -70.2568)
SAPPORO = Place("Sapporo", None, "Japan", 43.0621, 141.3544)
BOLOGNA = Place("Bologna", None, "Italy", 44.4939, 11.3428)
ARKHANGELSK = Place("Arkhangelsk", None, "Russia", 64.5431, 40.5375)
TOLEDO_OHIO = Place("Toledo", "Ohio", "United States", 41.6528, -83.5379)
TOLEDO_SPAIN = Place("Toledo", None, "Spain", 39.8567, -4.0244)
VOLGOGRAD = Place("Volgograd", None, "Russia", 48.7086, 44.5147)
COVENTRY = Place("Coventry", None, "United Kingdom", 52.4081, -1.5106)
HIROSHIMA = Place("Hiroshima", None, "Japan", 34.3914, 132.4519)
CHEMNITZ = Place("Chemnitz", "Saxony", "Germany", 50.8333, 12.9167)
MUENSTER = Place("Münster", "North Rhine-Westphalia", "Germany", 51.9625, 7.6256)
MUNSTER = Place("Munster", "Lower Saxony", "Germany", 52.9859, 10.0853)
ORLEANS = Place("Orléans", None, "France", 47.9025, 1.909)
MICHURINSK = Place("Michurinsk", None, "Russia", 52.8833, 40.4833)
LUXEMBOURG = Place("Luxembourg", None, "Luxembourg", 49.6106, 6.1328)
METZ = Place("Metz", None, "France", 49.1203, 6.1778)
ITABASHI = Place("Itabashi (Tokyo)", None, "Japan", 35.7667, 139.6833)
MOST = Place("Most", None, "Czech Republic", 50.5031, 13.6367)
MEISSEN = Place("Meissen", None, "Germany", 51.1636, 13.4775)
MARIENBERG = Place("Marienberg", None, "Germany", 50.6508, 13.1647)

TOWN, PRESS = "Page of the town", "Report of a newspaper"

STATEMENTS: tuple[Statement, ...] = (
    build("P1", BURLINGTON, YAROSLAVL, relation="twin", since="1988", status="suspended",
          status_date="2022-03-03", source_title=TOWN, checked_on="2024"),
    build("P2", YAROSLAVL, BURLINGTON, relation="twin", since="1988", source_title=PRESS),
    build("P3", BURLINGTON, PUERTO_CABEZAS, relation="twin", since="1984", status="active",
          source_title=TOWN),
    build("P4", BURLINGTON, HONFLEUR, relation="twin", since="2012-06-24", status="active",
          source_title=TOWN),
    build("P5", BURLINGTON_CANADA, ITABASHI, relation="twin", since="1989", source_title=TOWN),
    build("P6", CHICAGO, MEXICO_CITY, relation="twin", since="1991", status="active", source_title=TOWN),
    build("P7", CHICAGO, OSAKA, relation="twin", since="1973", status="active", source_title=TOWN),
    build("P8", CHICAGO, WARSAW, relation="twin", since="1960", status="active", source_title=TOWN),
    build("P9", CHICAGO, MOSCOW, relation="twin", since="1997", status="suspended", status_date="2022",
          source_title=TOWN),
    build("P10", CHICAGO, SHANGHAI, relation="twin", since="1985", status="active", source_title=TOWN),
    build("P11", CHICAGO, HAMBURG, relation="twin", since="1994", status="active", source_title=TOWN),
    build("P12", CHICAGO, CASABLANCA, relation="twin", since="1982", status="active", source_title=TOWN),
    build("P13", CHICAGO, PARIS, relation="friendship", since="1996", status="active", source_title=TOWN),
    build("P14", YAROSLAVL, EXETER, relation="twin", since="1989", until="2022-02", status="ended",
          source_title=PRESS),
    build("P15", YAROSLAVL, KASSEL, relation="twin", since="1988", source_title=TOWN),
    build("P16", PORTLAND_OREGON, SAPPORO, relation="twin", since="1959", status="active", source_title=TOWN),
    build("P17", PORTLAND_OREGON, BOLOGNA, relation="twin", since="2003", status="active", source_title=TOWN),
    build("P18", PORTLAND_MAINE, ARKHANGELSK, relation="twin", since="1988", source_title=TOWN),
    build("P19", TOLEDO_OHIO, TOLEDO_SPAIN, relation="twin", since="1931", status="active",
          source_title=TOWN),
    build("P20", VOLGOGRAD, COVENTRY, relation="twin", since="1944", status="active", source_title=TOWN),
    build("P21", COVENTRY, VOLGOGRAD, relation="twin", since="1943", source_title=PRESS),
    build("P22", VOLGOGRAD, HIROSHIMA, relation="twin", since="1972", source_title=TOWN),
    build("P23", VOLGOGRAD, CHEMNITZ, relation="twin", since="1988", source_title=TOWN),
    build("P24", MUENSTER, ORLEANS, relation="twin", since="1960", source_title=TOWN),
    build("P25", MUNSTER, MICHURINSK, relation="twin", source_title=TOWN),
    build("P26", LUXEMBOURG, METZ, relation="twin", since="1952", source_title=TOWN),
    build("P27", OSAKA, SHANGHAI, relation="twin", since="1974", source_title=TOWN),
    build("P28", OSAKA, HAMBURG, relation="twin", since="1989", source_title=TOWN),
    build("P29", MOST, MEISSEN, relation="twin", since="1967", source_title=TOWN),
    build("P30", MOST, MARIENBERG, relation="club", source_title=TOWN),
)  # fmt: skip

ALIASES = (
    Alias("Puerto Cabeza", "Puerto Cabezas", None, "Nicaragua", "short"),
    Alias("Bilwi", "Puerto Cabezas", None, "Nicaragua", "exonym"),
    Alias("Stalingrad", "Volgograd", None, "Russia", "former"),
    Alias("Karl-Marx-Stadt", "Chemnitz", "Saxony", "Germany", "former"),
    Alias("Ciudad de México", "Mexico City", None, "Mexico", "exonym"),
)

COVERAGE = (
    Coverage(CHICAGO, True, "2022-03", "List of the programme", None, None),
    Coverage(BURLINGTON, False, "2024", "List of the town", None, None),
)


def network(statements: tuple[Statement, ...] = STATEMENTS) -> Records:
    """Return the records of this network."""
    return Records(statements, ALIASES, COVERAGE)


_INTERPRETER = Interpreter()


def answer_from_records(
    question: str, records: Records, *, history: Sequence[str] = ()
) -> RecordAnswer | None:
    """Return what the records answer by the listed words alone."""
    return _INTERPRETER.ask(question, records, history=history)


def ask(records: Records, *questions: str) -> RecordAnswer:
    """Answer the last of some questions, asked after the others; one left to the passages fails."""
    *history, question = questions
    answer = answer_from_records(question, records, history=history)
    assert answer is not None, "left to the passages"
    return answer
