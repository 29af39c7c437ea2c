"""Partnerships from Wikidata: the query to ask its query service, and its answer as records.

The query service's answer (SPARQL 1.1 Query Results JSON) is written down as the CSV of docs/records.md, so
that it is read, checked and joined like any other file of records.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus import countries
from corpus.cells import guarded
from corpus.errors import RefusedError
from corpus.records import COLUMNS

SOURCE = "Wikidata, twinned administrative body (P190)"

_PREFIXES = """\
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX pr: <http://www.wikidata.org/prop/reference/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""

_QUERY = """\
SELECT DISTINCT ?a ?aName ?aCountry ?aPoint ?b ?bName ?bCountry ?bPoint
       ?since ?sincePrecision ?until ?untilPrecision ?reference
WHERE {
  %(only)s?a p:P190 ?statement .
  ?statement ps:P190 ?b ; wikibase:rank ?rank .
  FILTER (?rank != wikibase:DeprecatedRank)
  ?a rdfs:label ?aName . FILTER (LANG(?aName) = "en")
  ?b rdfs:label ?bName . FILTER (LANG(?bName) = "en")
  ?a wdt:P17/wdt:P297 ?aCountry .
  ?b wdt:P17/wdt:P297 ?bCountry .
  OPTIONAL { ?a wdt:P625 ?aPoint }
  OPTIONAL { ?b wdt:P625 ?bPoint }
  OPTIONAL { ?statement pqv:P580 [ wikibase:timeValue ?since ; wikibase:timePrecision ?sincePrecision ] }
  OPTIONAL { ?statement pqv:P582 [ wikibase:timeValue ?until ; wikibase:timePrecision ?untilPrecision ] }
  OPTIONAL { ?statement prov:wasDerivedFrom/pr:P854 ?reference }
}
"""

_ITEM = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9]\d{0,11})")
_POINT = re.compile(
    r"Point\((-?\d+(?:\.\d+)?(?:[eE]-?\d+)?) (-?\d+(?:\.\d+)?(?:[eE]-?\d+)?)\)", re.IGNORECASE
)
_TIME = re.compile(r"\+?(\d{4})-(\d{2})-(\d{2})T")
_YEAR, _MONTH = 9, 10
"""Wikidata's precisions of a time; what is less exact than a year is no date."""

_CODES = {"XK": "Kosovo"}
"""Codes that Wikidata has and ISO 3166 has not."""

_NEEDED = ("a", "aName", "aCountry", "b", "bName", "bCountry")


@dataclass(frozen=True, slots=True)
class Converted:
    """An answer of the query service as a file of records, and what was left out of it, by why."""

    csv: bytes
    rows: int
    left_out: Mapping[str, int]


def query(country: str | None = None) -> str:
    """Return the query: of the whole world, or of one country by its name or code; raises RefusedError."""
    if country is None:
        return _PREFIXES + _QUERY % {"only": ""}
    code = _code(country)
    return _PREFIXES + _QUERY % {"only": f'?state wdt:P297 "{code}" . ?a wdt:P17 ?state .\n  '}


def _code(country: str) -> str:
    found = countries.country(country)
    if found is None:
        near = countries.suggest(country)
        hint = f" Is {near} meant?" if near else ""
        raise RefusedError(f"'{country[:60]}' is no country that is known here.{hint}")
    import pycountry  # noqa: PLC0415 - a tenth of a second, and only for the query

    codes = [*_CODES, *(row.alpha_2 for row in pycountry.countries)]
    code = next((one for one in codes if _country(one) == found), None)
    if code is None:
        raise RefusedError(f"Wikidata has no code of {found}; ask the query without --country.")
    return code


def convert(data: bytes, *, name: str, today: datetime.date | None = None) -> Converted:
    """Write the query service's answer as a file of records; `name` is what messages call it.

    A partnership that both items state is one record, its dates those of the item that has them. Raises
    RefusedError for what is not such an answer.
    """
    bindings = _bindings(data, name)
    left_out: Counter[str] = Counter()
    rows: dict[tuple[str, str, str, str], dict[str, str]] = {}
    for binding in bindings:
        try:
            row = _row(binding, today or datetime.datetime.now(datetime.UTC).date())
        except _LeftOutError as why:
            left_out[str(why)] += 1
            continue
        one, other = sorted((binding["a"], binding["b"]))
        rows.setdefault((one, other, row["since"], row["until"]), row)
    kept = _without_undated(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: guarded(value) for column, value in row.items()} for row in kept)
    return Converted(out.getvalue().encode("utf-8"), len(kept), dict(left_out))


class _LeftOutError(ValueError):
    """A result that cannot be a record, and why."""


def _bindings(data: bytes, name: str) -> list[dict[str, str]]:
    """Return the results, each variable's value by its name."""
    try:
        read = json.loads(data)
        heads, results = read["head"]["vars"], read["results"]["bindings"]
        found = [{key: str(value["value"]) for key, value in result.items()} for result in results]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedError(
            f"{name} is not what Wikidata's query service answers as JSON; nothing was imported. "
            "Ask it the query of `corpus import-wikidata --query`, and save the answer as JSON."
        ) from error
    missing = [one for one in _NEEDED if one not in heads]
    if missing:
        raise RefusedError(
            f"{name} has no {', '.join(missing)}; nothing was imported. "
            "Ask the query of `corpus import-wikidata --query` as it is."
        )
    return found


def _row(binding: Mapping[str, str], today: datetime.date) -> dict[str, str]:
    if any(not binding.get(one) for one in _NEEDED):
        raise _LeftOutError("without name or country")
    items = [_ITEM.fullmatch(binding[side]) for side in ("a", "b")]
    if not all(items):
        raise _LeftOutError("not of an item")
    if binding["a"] == binding["b"]:
        raise _LeftOutError("of a place with itself")
    row = dict.fromkeys(COLUMNS, "")
    for side in ("a", "b"):
        name = binding[f"{side}Name"]
        if re.fullmatch(r"Q\d+", name):
            raise _LeftOutError("without name or country")
        country = _country(binding[f"{side}Country"])
        if country is None:
            raise _LeftOutError("of a country that is not known here")
        row |= {f"city_{side}": name, f"country_{side}": country}
        point = _POINT.fullmatch(binding.get(f"{side}Point", ""))
        if point:  # longitude comes first
            row |= {f"lon_{side}": _degrees(point[1]), f"lat_{side}": _degrees(point[2])}
    row |= {
        "relation": "twin",
        "since": _date(binding, "since"),
        "until": _date(binding, "until"),
        "source_title": SOURCE,
        "source_url": f"https://www.wikidata.org/wiki/{items[0][1]}#P190" if items[0] else "",
        "checked_on": today.isoformat(),
    }
    row["status"] = "ended" if row["until"] else "unknown"
    if binding.get("reference"):
        row["note"] = f"Reference given there: {binding['reference'][:300]}"
    return row


def _country(code: str) -> str | None:
    return _CODES.get(code) or countries.country(code)


def _degrees(text: str) -> str:
    return f"{float(text):.5f}".rstrip("0").rstrip(".")


def _date(binding: Mapping[str, str], which: str) -> str:
    """Return a date as exactly as it is known: year, month or day; "" for one less exact than a year."""
    match = _TIME.match(binding.get(which, ""))
    precision = binding.get(f"{which}Precision", "")
    if not match or not precision.isdecimal() or int(precision) < _YEAR:
        return ""
    year, month, day = match.groups()
    return {_YEAR: year, _MONTH: f"{year}-{month}"}.get(int(precision), f"{year}-{month}-{day}")


def _without_undated(rows: Mapping[tuple[str, str, str, str], dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows without those that say less than another one of the same pair."""
    keys = list(rows)
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one, other, since, until in keys:
        pairs.setdefault((one, other), []).append((since, until))

    def says_more(dates: tuple[str, str], others: Iterable[tuple[str, str]]) -> bool:
        return any(
            other != dates and other[0].startswith(dates[0]) and other[1].startswith(dates[1])
            for other in others
        )

    return [rows[key] for key in keys if not says_more((key[2], key[3]), pairs[key[0], key[1]])]


def describe(left_out: Mapping[str, int]) -> list[str]:
    """Say what was left out, a line for each reason."""
    return [
        f"{count} result{'' if count == 1 else 's'} {why} left out" for why, count in sorted(left_out.items())
    ]
