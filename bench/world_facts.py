"""The bundled world as tables of SQLite, to compute from them what answers must say.

Of the product's code only the gazetteer is used, for which place a row names and how answers write it; who
is twinned with whom, since when, how many and how far is read and counted here.
"""

from __future__ import annotations

import csv
import io
import lzma
import math
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from corpus.model import Place
from corpus.partnerships import Records

BUNDLED = Path(__file__).parent.parent / "corpus" / "bundled"

_TABLES = """
create table place (id integer primary key, label text, name text, country text, north real, east real);
create table said (a integer, b integer, relation text, since text, until text, status text, by_hand integer,
                   told_a integer, told_b integer);
create table pair (a integer, b integer, since text, plain integer, level integer, primary key (a, b));
create table side (place integer, partner integer, since text, plain integer, level integer);
"""

_MEANT = """
create temp table told as
select a place, b partner from said where told_a union select b, a from said where told_b;
create index told_partner on told (partner);
update said set {a} = coalesce((
    select max(told.place) from told join place namesake on namesake.id = told.place
    join place own on own.id = said.{a}
    where told.partner = said.{b} and namesake.name = own.name and namesake.country = own.country
    having count(*) = 1 and max(told.place) <> said.{a}), {a})
where not told_{a};
drop table told;
"""
"""A row that does not say the region of a place means the namesake, of those of its country, to which rows
that do say it give that partner, where it is one alone."""

_ORDERED = """
update said set a = min(a, b), b = max(a, b);
delete from said where a = b;
"""

_PAIRS = """
insert into pair
select a, b, case when count(distinct substr(since, 1, 4)) = 1 then max(substr(since, 1, 4)) end,
       max(by_hand) = 0 and max(relation in ('friendship', 'contact', 'club')) = 0,
       case when max(status = 'ended' or until is not null) then 0
            when max(relation = 'twin') or max(relation) = '' then 2
            when max(relation in ('friendship', 'contact')) then 1 else 0 end
from said group by a, b;
insert into side select a, b, since, plain, level from pair
union all select b, a, since, plain, level from pair;
create index side_place on side (place);
"""


def rows() -> Iterator[dict[str, str]]:
    """Yield the rows of the bundled files, those written by hand first."""
    for text in (
        (BUNDLED / "partnerships.csv").read_text("utf-8"),
        lzma.decompress((BUNDLED / "world.csv.xz").read_bytes()).decode(),
    ):
        yield from csv.DictReader(io.StringIO(text))


def tables(records: Records) -> sqlite3.Connection:
    """Return the world as tables: `place`, `said` (a row each), `pair`, `side` (a pair from each end).

    `plain` is 1 where no row by hand and no other relation than a twinning is told of a pair, so that a list
    of it says neither more nor less than the names; `since` is a year where all rows that give one agree.
    `level` is 2 for a twinning that has not ended, 1 for a friendship or contact, 0 for what is neither.
    """
    db = sqlite3.connect(":memory:")
    db.executescript(_TABLES)
    db.create_function("km", 4, kilometres, deterministic=True)
    for row in rows():
        a, b = (_number(row, side, records) for side in "ab")
        if a is None or b is None or a == b:
            continue
        told = (row["relation"], row["since"] or None, row["until"] or None, row["status"])
        by_hand = not row["id"].startswith("W")
        regions = bool(row["region_a"]), bool(row["region_b"])
        db.execute("insert into said values (?,?,?,?,?,?,?,?,?)", (a, b, *told, by_hand, *regions))
    for number, place in enumerate(records.gazetteer.places):
        db.execute(
            "insert into place values (?,?,?,?,?,?)",
            (number, place.label, place.name, place.country, place.latitude, place.longitude),
        )
    db.executescript(_MEANT.format(a="a", b="b"))
    db.executescript(_MEANT.format(a="b", b="a"))
    db.executescript(_ORDERED)
    db.executescript(_PAIRS)
    return db


def _number(row: dict[str, str], side: str, records: Records) -> int | None:
    """Return the number that the gazetteer gives the place of a row, None where it does not have it."""
    north, east = row[f"lat_{side}"], row[f"lon_{side}"]
    place = Place(
        row[f"city_{side}"],
        row[f"region_{side}"] or None,
        row[f"country_{side}"],
        float(north) if north else None,
        float(east) if east else None,
    )
    try:
        return records.gazetteer.number(place)
    except KeyError:
        return None


def kilometres(
    north: float | None, east: float | None, other_north: float | None, other_east: float | None
) -> float | None:
    """Return the distance of two points in degrees, by the law of haversines; None where one is not known."""
    if north is None or east is None or other_north is None or other_east is None:
        return None
    a, b, turn = math.radians(north), math.radians(other_north), math.radians(other_east - east)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))
