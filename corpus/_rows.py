"""Check the values of a row of a records file against each other: places, dates, source."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from corpus import _cells, countries
from corpus.model import Place

_LONGEST_NAME = 200  # characters; the longest name of a place on record has 168


class BadRowError(Exception):
    """Carry the problems of one row out of its checks."""

    def __init__(self, *problems: tuple[str, str]) -> None:
        self.problems = problems


def place(row: Mapping[str, str], side: str, warn: Callable[[str], None]) -> Place:
    """Return the place of side `a` or `b` of a row, with its country by the common English name."""
    city, region, country = (row.get(f"{part}_{side}", "") for part in ("city", "region", "country"))
    city, region = _visible(city, warn), _visible(region, warn)
    if not city or _cells.is_placeholder_name(city) or len(city) > _LONGEST_NAME:
        reason = f"has {len(city)} characters" if len(city) > _LONGEST_NAME else "is missing"
        raise BadRowError((f"city_{side}", f"{reason}; every row names two places"))
    if not country:
        city, country = _with_country(city, warn)
    problem = _cells.country_problem(city, country)
    if problem:
        raise BadRowError((f"country_{side}", problem))
    if not any(letter.isalpha() for letter in city) or _cells.is_link(city):
        raise BadRowError((f"city_{side}", f"'{city[:60]}' is no name of a place; are the columns shifted?"))
    region = "" if _cells.is_placeholder(region) else region
    if not region and city.count(", ") == 1:  # "Mansfield, Ohio" as lists write it
        city, region = (part.strip() for part in city.split(", "))
    latitude, longitude = row.get(f"lat_{side}", ""), row.get(f"lon_{side}", "")
    bad = _cells.coordinate_problem(latitude, longitude)
    if bad:
        raise BadRowError((f"{bad[0]}_{side}", bad[1]))
    north, east = _cells.degrees(latitude), _cells.degrees(longitude)
    if north == 0 and east == 0:  # the Gulf of Guinea: what a failed look-up leaves
        warn(f"coordinates 0, 0 of {city} were left out: they are a placeholder")
        north = east = None
    return Place(city, region or None, countries.country(country) or country, north, east)


def _visible(name: str, warn: Callable[[str], None]) -> str:
    """Return a name as it is seen: in NFC, without invisible characters, which are warned of."""
    seen = unicodedata.normalize("NFC", name.translate(countries.INVISIBLE))
    if len(seen) < len(unicodedata.normalize("NFC", name)):
        warn(f"invisible characters in '{seen[:60]}' were left out")
    return " ".join(seen.split())


def _with_country(city: str, warn: Callable[[str], None]) -> tuple[str, str]:
    """Return city and country where the city column plainly holds both, else the city and nothing."""
    name, comma, last = city.rpartition(", ")
    if comma and name and countries.named(last):
        warn(f"'{city}' was read as {name} in {last}")
        return name, last
    itself = countries.named(city)
    if itself:
        warn(f"'{city}' was taken as its own country")
    return city, itself or ""


def choice(row: Mapping[str, str], column: str, allowed: Sequence[str], empty: str) -> str:
    """Return a value out of a vocabulary, `empty` where the cell says nothing."""
    value = row.get(column, "").casefold()
    if value in allowed:
        return value
    if not value or (_cells.is_placeholder(value) and column != "status"):
        return empty
    raise BadRowError((column, f"'{value[:40]}' is none of {', '.join(allowed)}"))


def dates(row: Mapping[str, str], today: datetime.date) -> dict[str, str | None]:
    """Return the dates of a row, checked one by one and against each other."""
    found: dict[str, str | None] = {}
    problems = []
    for column in ("since", "until", "status_date", "checked_on"):
        value = row.get(column, "")
        problem = _cells.date_problem(value, today) if value else None
        if problem:
            problems.append((column, problem))
        found[column] = value or None
    if problems:
        raise BadRowError(*problems)
    since, until, status_date = found["since"], found["until"], found["status_date"]
    if since and until and _cells.later(since, until):
        raise BadRowError(("since", f"{since} is after until ({until})"))
    if since and status_date and _cells.later(since, status_date):
        raise BadRowError(("status_date", f"{status_date} is before since ({since})"))
    return found


def source(row: Mapping[str, str]) -> tuple[str, str | None]:
    """Return title and address of the source."""
    title, url = row.get("source_title", ""), row.get("source_url", "")
    url = "" if _cells.is_placeholder(url) else url
    if not title or _cells.is_placeholder_name(title):
        raise BadRowError(("source_title", "is missing; every statement needs its source"))
    if _cells.is_link(title):
        swapped = bool(url) and not _cells.is_link(url)
        hint = (
            "source_title and source_url look swapped"
            if swapped
            else "put it in source_url and name the source"
        )
        raise BadRowError(("source_title", f"'{title[:60]}' is a web address; {hint}"))
    if url and not url.casefold().startswith(("http://", "https://")):
        raise BadRowError(("source_url", f"'{url[:60]}' is no web address (http:// or https://)"))
    return title, url or None
