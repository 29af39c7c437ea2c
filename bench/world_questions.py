"""Questions about the bundled world in many wordings, with what the answers must be, computed by SQL.

`questions` draws as many of each kind as asked for; the same seed draws the same ones. What a question is
about is chosen so that there is one right answer: names that one place has, no ties, and no partnership of
which hand-written records tell more than that it is one.
"""

from __future__ import annotations

import random
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_THE = {"United States", "United Kingdom", "Netherlands", "Czech Republic", "Philippines"}
GROUPS = {
    "Scandinavia": ("Denmark", "Norway", "Sweden"),
    "the Baltic states": ("Estonia", "Latvia", "Lithuania"),
    "the Benelux": ("Belgium", "Netherlands", "Luxembourg"),
    "North Africa": ("Algeria", "Egypt", "Libya", "Morocco", "Tunisia", "Sudan", "Western Sahara"),
}
_EXONYMS = """
Köln=Cologne München=Munich Nürnberg=Nuremberg Praha=Prague Warszawa=Warsaw Cracow=Kraków Genova=Genoa
Venezia=Venice Firenze=Florence Torino=Turin Milano=Milan Napoli=Naples Lisboa=Lisbon København=Copenhagen
Göteborg=Gothenburg Genève=Geneva Lemberg=Lviv Breslau=Wrocław Danzig=Gdańsk Stettin=Szczecin Posen=Poznań
Laibach=Ljubljana Peking=Beijing Leningrad=Saint_Petersburg Stalingrad=Volgograd Mailand=Milan
Florenz=Florence Neapel=Naples Saigon=Ho_Chi_Minh_City Bombay=Mumbai Kiev=Kyiv Åbo=Turku
Tammerfors=Tampere
Reval=Tallinn Dorpat=Tartu Kaschau=Košice Fünfkirchen=Pécs Hermannstadt=Sibiu Kronstadt=Brașov
Klausenburg=Cluj-Napoca Agram=Zagreb Belgrad=Belgrade Bukarest=Bucharest Lyons=Lyon Marseilles=Marseille
"""
EXONYMS = [pair.partition("=")[::2] for pair in _EXONYMS.split()]
"""Another name of a place, and its name."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a kind, what came before it, and the value that answers it.

    `expected` is a set of labels for lists, a number, a truth value or a label; `how` says how it is
    compared: "exact", "near" (within 2 %) or "path" (a chain with so many steps). `says` is what the answer
    must name besides, of a question that may be read in two ways; expected is None where these differ in
    their value, so that none is stated.
    """

    kind: str
    text: str
    expected: Any
    history: tuple[str, ...] = ()
    how: str = "exact"
    says: tuple[str, ...] = ()


Draw = Callable[["World"], Question | None]


class World:
    """The tables, and how places and countries are drawn from them."""

    def __init__(self, db: sqlite3.Connection, seed: int = 1) -> None:
        self.db = db
        self.chance = random.Random(seed)
        names: dict[str, int] = {}
        every = db.execute("select id, label, name, country from place").fetchall()
        for _, _, name, _ in every:
            names[_bare(name)] = names.get(_bare(name), 0) + 1
        lands = {country for *_, country in every}
        self.label = {number: label for number, label, *_ in every}
        self.name = {number: name for number, _, name, _ in every}
        self.country = {number: country for number, *_, country in every}
        alone = {
            n for n, _, name, _ in every if names[_bare(name)] == 1 and name not in lands and _clear(name)
        }
        odd = {place for (place,) in db.execute("select place from side where plain = 0")}
        counted = db.execute("select place, count(*) from side group by place").fetchall()
        self.partners = dict(counted)
        self.known = [number for number, count in counted if count >= 5 and number in alone - odd]
        self.dated = [
            number
            for number, with_year, count in db.execute(
                "select place, count(since), count(*) from side group by place"
            )
            if with_year >= 2 and count >= 3 and number in alone - odd
        ]
        self.alone = alone - odd
        self.lands = [
            land
            for (land,) in db.execute(
                "select country from side join place on id = place group by 1 having count(*) > 150"
            )
        ]

    def of(self, place: int) -> list[int]:
        """Return the partners of a place."""
        return [other for (other,) in self.db.execute("select partner from side where place = ?", (place,))]

    def labels(self, places: Any) -> set[str]:
        """Return how answers write places."""
        return {self.label[number] for number in places}

    def subject(self) -> int:
        """Draw a place with five partners or more."""
        return int(self.chance.choice(self.known))

    def one(self, sql: str, *given: Any) -> Any:
        """Return the first value that a query gives."""
        return self.db.execute(sql, given).fetchone()[0]

    def column(self, sql: str, *given: Any) -> list[Any]:
        """Return the first column of what a query gives."""
        return [row[0] for row in self.db.execute(sql, given)]

    def say(self, *wordings: str, **names: object) -> str:
        """Draw a wording and put names in it."""
        return self.chance.choice(wordings).format(**names)


def _bare(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _clear(name: str) -> bool:
    """Tell whether a name can stand in a sentence as it is: no brackets, no commas, four letters or more."""
    return len(name) > 3 and all(letter.isalpha() or letter in " -'" for letter in name)


def the(land: str) -> str:
    """Return a country as it stands after "in"."""
    return f"the {land}" if land in _THE else land


def questions(db: sqlite3.Connection, each: int, seed: int = 1) -> Iterator[Question]:
    """Yield up to `each` questions of every kind."""
    from bench.world_nested_kinds import KINDS  # noqa: PLC0415 - the kinds are written with what stands here

    world = World(db, seed)
    for kind, draw in KINDS.items():
        world.chance = random.Random(f"{seed} {kind}")
        asked: set[tuple[str, tuple[str, ...]]] = set()
        for _ in range(each * 30):
            found = draw(world)
            if found is not None and (found.text, found.history) not in asked:
                asked.add((found.text, found.history))
                yield found
            if len(asked) == each:
                break
