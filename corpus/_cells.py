"""Check single values of a records file: dates, coordinates, countries, links, placeholders."""

from __future__ import annotations

import datetime
import math
import re

from corpus import countries
from corpus.late import LatePattern

EARLIEST_YEAR = 800
"""The oldest partnership known is from 836; earlier years are typing errors or placeholders."""

_PLACEHOLDERS = frozenset(
    (
        "n/a",
        "n.a.",
        "#n/a",
        "na",
        "unknown",
        "-",
        "--",
        "–",
        "—",
        "?",
        "??",
        "none",
        "null",
        "nil",
        "nan",
        "tbd",
        "tba",
        ".",
    )
)
_PLACEHOLDER_NAMES = frozenset(
    ("n/a", "n.a.", "#n/a", "unknown", "-", "--", "–", "—", "?", "??", "null", "tbd", "tba", ".")
)
_PLACEHOLDER_DATES = frozenset(("1900-01-01", "1970-01-01", "1899-12-30", "1899-12-31", "1904-01-01"))
_PLACEHOLDER_YEARS = frozenset(("0000", "0001", "9999", "9998", "1111"))
_DATE = LatePattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NUMBER = LatePattern(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
_LINK = LatePattern(r"https?://[^\s/]+\S*", re.IGNORECASE)


def is_placeholder(value: str) -> bool:
    """Tell whether an optional value only says that nothing is known."""
    return value.casefold() in _PLACEHOLDERS


def is_placeholder_name(value: str) -> bool:
    """Tell whether a city or a title only says that nothing is known; Nan and None are towns."""
    return value.casefold() in _PLACEHOLDER_NAMES


def is_link(value: str) -> bool:
    """Tell whether the value is a web address."""
    return bool(_LINK.fullmatch(value)) or value.casefold().startswith("www.")


def date_problem(value: str, today: datetime.date) -> str | None:
    """Return why a value is no date of the past (YYYY, YYYY-MM, YYYY-MM-DD), None when it is one."""
    year = value[:4]
    if is_placeholder(value):
        return f"'{value}' is a placeholder; leave the cell empty when the date is unknown"
    match = _DATE.fullmatch(value)
    if not match:
        return (
            f"'{value[:40]}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, or leave it empty when unknown"
        )
    if year in _PLACEHOLDER_YEARS or value in _PLACEHOLDER_DATES:
        return f"'{value}' is a placeholder; leave the cell empty when the date is unknown"
    try:
        first = datetime.date(int(year), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return f"'{value}' is no day of the calendar"
    if int(year) < EARLIEST_YEAR:
        return f"the year {year} is before any partnership of towns"
    return f"'{value}' is in the future" if first > today else None


def later(one: str, other: str) -> bool:
    """Tell whether date `one` is later than `other`, as far as both say."""
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def degrees(value: str) -> float | None:
    """Return a number of degrees, None when the value is none; a decimal comma is read too."""
    plain = value.replace(",", ".") if value.count(",") == 1 and "." not in value else value
    number = float(plain) if _NUMBER.fullmatch(plain) else math.inf
    return number if abs(number) < 1e6 else None


def coordinate_problem(latitude: str, longitude: str) -> tuple[str, str] | None:
    """Return (which of lat, lon; why) when a pair of coordinates cannot be, None when it can."""
    if bool(latitude) != bool(longitude):
        return ("lon" if latitude else "lat", "is missing while the other coordinate is given")
    if not latitude:
        return None
    north, east = degrees(latitude), degrees(longitude)
    if north is None or east is None:
        which, value = ("lat", latitude) if north is None else ("lon", longitude)
        return (which, f"'{value[:40]}' is not a number of degrees")
    if abs(north) > 90:
        swapped = "; it looks swapped with the longitude" if abs(north) <= 180 and abs(east) <= 90 else ""
        return ("lat", f"{latitude} is outside -90 to 90{swapped}")
    if abs(east) > 180:
        return ("lon", f"{longitude} is outside -180 to 180")
    return None


def country_problem(city: str, country: str) -> str | None:
    """Return why the country is none (a missing one, swapped with the city, misspelt), None if it is one."""
    if not country or is_placeholder_name(country):
        return f"is missing for '{city[:60]}'; every place needs its country"
    if countries.country(country):
        return None
    if countries.named(city):
        return f"'{country[:60]}' is no country but '{city}' is: the columns of city and country look swapped"
    if is_link(country) or degrees(country) is not None:
        return f"'{country[:60]}' is no country; the columns look shifted"
    near = countries.suggest(country)
    return f"'{country[:60]}' is no country that is known" + (f"; did you mean {near}?" if near else "")
