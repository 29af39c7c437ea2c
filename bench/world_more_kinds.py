"""More kinds of question about the bundled world: distances, ranks, years, countries, what follows on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bench.world_kinds import KINDS, _asked, _inside, kind
from bench.world_questions import Question, World, the

__all__ = ["KINDS"]

T = TypeVar("T")

_KM = """select km(one.north, one.east, other.north, other.east) from place one, place other
         where one.id = ? and other.id = ?"""
_RANKED = """select place, count(*) from side join place on id = place where country = ? and level >= ?
             group by place order by 2 desc, place"""


def _same(found: Callable[[int], T]) -> T | None:
    """Return what is found of twinnings alone and of all partnerships; None where these differ.

    "Sister cities" are twinnings, "partner cities" friendships too: only where both give the same is there
    one right answer.
    """
    twinnings, all_of_them = found(2), found(1)
    return twinnings if twinnings == all_of_them else None


def _ranked(w: World, land: str, level: int) -> list[tuple[int, int]]:
    """Return the places of a country with how many partners each has, those with most first."""
    return w.db.execute(_RANKED, (land, level)).fetchall()


@kind("distance")
def _distance(w: World) -> Question | None:
    x = w.subject()
    y = w.chance.choice(w.of(x))
    if y not in w.alone or w.one("select north is null from place where id = ?", y):
        return None
    return _asked(
        "distance", w, w.one(_KM, x, y),
        "How far is {x} from {y}?", "What is the distance between {x} and {y}?",
        "How many km from {x} to {y}?",
        how="near", x=w.name[x], y=w.name[y],
    )  # fmt: skip


def _by_distance(w: World, x: int) -> list[int]:
    placed = [other for other in w.of(x) if w.one(_KM, x, other) is not None]
    return sorted(placed, key=lambda other: float(w.one(_KM, x, other)))


@kind("nearest")
def _nearest(w: World) -> Question | None:
    x = w.subject()
    found = _by_distance(w, x)
    if len(found) < 2 or w.one(_KM, x, found[1]) < 1.1 * w.one(_KM, x, found[0]):
        return None
    return _asked(
        "nearest", w, w.label[found[0]],
        "Which sister city of {x} is the nearest?", "What is {x}'s nearest twin town?",
        "Which of {x}'s partner cities is closest?", x=w.name[x],
    )  # fmt: skip


@kind("farthest")
def _farthest(w: World) -> Question | None:
    x = w.subject()
    found = _by_distance(w, x)
    if len(found) < 2 or w.one(_KM, x, found[-1]) < 1.05 * w.one(_KM, x, found[-2]):
        return None
    return _asked(
        "farthest", w, w.label[found[-1]],
        "Which of {x}'s sister cities is farthest away?", "What is {x}'s most distant twin town?",
        "Which partner city is the furthest from {x}?", x=w.name[x],
    )  # fmt: skip


@kind("most in a country")
def _most(w: World) -> Question | None:
    land = w.chance.choice(w.lands)
    ranked = _same(lambda level: _ranked(w, land, level)[:2])
    if ranked is None or ranked[0][1] == ranked[1][1]:
        return None
    return _asked(
        "most in a country", w, w.label[ranked[0][0]],
        "Which city in {c} has the most sister cities?", "What city in {c} has most twin towns?",
        "Which place in {c} has the most partner cities?", c=the(land),
    )  # fmt: skip


@kind("first few in a country")
def _top(w: World) -> Question | None:
    land, count = w.chance.choice(w.lands), w.chance.choice((2, 3, 4, 5))
    ranked = _same(lambda level: _ranked(w, land, level)[: count + 1])
    if ranked is None or ranked[count - 1][1] == ranked[count][1]:
        return None
    return _asked(
        "first few in a country", w, w.labels(place for place, _ in ranked[:count]),
        "Top {n} cities in {c} with the most sister cities",
        "Which {n} cities in {c} have the most twin towns?",
        "the {n} cities in {c} with most partner cities", n=count, c=the(land),
    )  # fmt: skip


@kind("more than so many, in a country")
def _more_than(w: World) -> Question | None:
    land, count = w.chance.choice(w.lands), w.chance.randint(6, 20)
    found = _same(lambda level: {place for place, number in _ranked(w, land, level) if number > count})
    if found is None or not 0 < len(found) <= 30:
        return None
    return _asked(
        "more than so many, in a country", w, w.labels(found),
        "Which cities in {c} have more than {n} sister cities?",
        "cities in {c} with more than {n} twin towns",
        n=count, c=the(land),
    )  # fmt: skip


@kind("count of cities with at least so many")
def _at_least(w: World) -> Question | None:
    land, count = w.chance.choice(w.lands), w.chance.randint(3, 15)
    found = _same(lambda level: sum(number >= count for _, number in _ranked(w, land, level)))
    if found is None:
        return None
    return _asked(
        "count of cities with at least so many", w, found,
        "How many cities in {c} have at least {n} sister cities?",
        "How many places in {c} have {n} or more twin towns?", n=count, c=the(land),
    )  # fmt: skip


@kind("who has more")
def _more(w: World) -> Question | None:
    x, y = w.subject(), w.subject()
    if w.partners[x] == w.partners[y]:
        return None
    return _asked(
        "who has more", w, w.label[max(x, y, key=lambda n: w.partners[n])],
        "Who has more sister cities, {x} or {y}?", "Which has more twin towns: {x} or {y}?",
        "Does {x} or {y} have more partner cities?", x=w.name[x], y=w.name[y],
    )  # fmt: skip


@kind("how many more")
def _how_many_more(w: World) -> Question | None:
    x, y = sorted((w.subject(), w.subject()), key=lambda n: -w.partners[n])
    if w.partners[x] == w.partners[y]:
        return None
    return _asked(
        "how many more", w, w.partners[x] - w.partners[y],
        "How many more sister cities does {x} have than {y}?",
        "How many more twin towns has {x} than {y}?", x=w.name[x], y=w.name[y],
    )  # fmt: skip


def _dated(w: World, x: int) -> list[tuple[int, int]]:
    """Return the partners of a place with a year, earliest first."""
    found = w.db.execute("select partner, since from side where place = ? and since is not null", (x,))
    return sorted(((other, int(year)) for other, year in found), key=lambda pair: pair[1])


@kind("since when")
def _since(w: World) -> Question | None:
    x = w.chance.choice(w.dated)
    y, year = w.chance.choice(_dated(w, x))
    if y not in w.alone:
        return None
    return _asked(
        "since when", w, year,
        "Since when are {x} and {y} twinned?", "When did {x} and {y} become sister cities?",
        "What year did {x} partner with {y}?", "how long have {x} and {y} been twin towns",
        "Seit wann sind {x} und {y} Partnerstädte?", "Depuis quand {x} et {y} sont-elles jumelées ?",
        x=w.name[x], y=w.name[y],
    )  # fmt: skip


@kind("oldest")
def _oldest(w: World) -> Question | None:
    x = w.chance.choice(w.dated)
    found = _dated(w, x)
    if found[0][1] == found[1][1]:
        return None
    return _asked(
        "oldest", w, w.label[found[0][0]],
        "Which is {x}'s oldest sister city?", "What was {x}'s first twin town?",
        "Which of {x}'s partnerships is the oldest?", x=w.name[x],
    )  # fmt: skip


@kind("latest")
def _latest(w: World) -> Question | None:
    x = w.chance.choice(w.dated)
    found = _dated(w, x)
    if found[-1][1] == found[-2][1]:
        return None
    return _asked(
        "latest", w, w.label[found[-1][0]],
        "Which is {x}'s newest sister city?", "What is {x}'s most recent twin town?",
        "Which of {x}'s partnerships is the latest?", x=w.name[x],
    )  # fmt: skip


@kind("gained since")
def _gained(w: World) -> Question | None:
    x = w.chance.choice(w.dated)
    years = [year for _, year in _dated(w, x)]
    year = w.chance.randint(years[0], years[-1])
    wanted = w.labels(other for other, since in _dated(w, x) if since >= year)
    return _asked(
        "gained since", w, wanted,
        "Which sister cities has {x} gained since {n}?", "{x}'s twin towns since {n}",
        "Which partnerships has {x} entered since {n}?", x=w.name[x], n=year,
    )  # fmt: skip


@kind("until a year")
def _before(w: World) -> Question | None:
    x = w.chance.choice(w.dated)
    years = [year for _, year in _dated(w, x)]
    year = w.chance.randint(years[0] + 1, years[-1] + 1)
    wanted = w.labels(other for other, since in _dated(w, x) if since < year)
    return _asked(
        "until a year", w, wanted,
        "Which sister cities did {x} have before {n}?", "Which of {x}'s partnerships began before {n}?",
        x=w.name[x], n=year,
    )  # fmt: skip


_BETWEEN = """select count(*) from pair join place one on one.id = a join place other on other.id = b
              where (one.country, other.country) in (values (?, ?), (?, ?)) and level >= ?"""


@kind("partnerships between two countries")
def _between(w: World) -> Question | None:
    one, other = w.chance.sample(w.lands, 2)
    found = _same(lambda level: int(w.one(_BETWEEN, one, other, other, one, level)))
    if found is None:
        return None
    return _asked(
        "partnerships between two countries", w, found,
        "How many partnerships are there between {c} and {d}?",
        "How many twinnings between {c} and {d} are there?",
        "number of sister city partnerships between {c} and {d}", c=the(one), d=the(other),
    )  # fmt: skip


_CITIES = """select distinct here.id from side join place here on here.id = place
             join place there on there.id = partner
             where here.country = ? and there.country = ? and level >= ?"""


@kind("cities of a country with partners in another")
def _cities(w: World) -> Question | None:
    one, other = w.chance.sample(w.lands, 2)
    found = _same(lambda level: set(w.column(_CITIES, one, other, level)))
    if found is None or not 0 < len(found) <= 25:
        return None
    return _asked(
        "cities of a country with partners in another", w, w.labels(found),
        "Which cities in {c} are twinned with cities in {d}?",
        "Which places in {c} have a sister city in {d}?", c=the(one), d=the(other),
    )  # fmt: skip


@kind("partnerships inside a country")
def _inside_country(w: World) -> Question | None:
    land = w.chance.choice(w.lands)
    found = _same(lambda level: int(w.one(_BETWEEN, land, land, land, land, level)))
    if found is None:
        return None
    return _asked(
        "partnerships inside a country", w, found,
        "How many partnerships are there within {c}?", "How many twinnings between cities in {c} are there?",
        "How many partnerships does {c} have with itself?", c=the(land),
    )  # fmt: skip


_WITH = """select there.country, count(*) from side join place here on here.id = place
           join place there on there.id = partner
           where here.country = ? and there.country <> ? and level >= ? group by 1 order by 2 desc, 1"""


@kind("country with most partnerships with another")
def _most_with(w: World) -> Question | None:
    land = w.chance.choice(w.lands)
    ranked = _same(lambda level: w.db.execute(_WITH, (land, land, level)).fetchall()[:2])
    if ranked is None or ranked[0][1] == ranked[1][1]:
        return None
    return _asked(
        "country with most partnerships with another", w, ranked[0][0],
        "Which country does {c} have most partnerships with?",
        "With which country has {c} the most twinnings?",
        c=the(land),
    )  # fmt: skip


_ALL = {
    "partnerships": "select count(*) from pair",
    "places": "select count(distinct place) from side",
    "countries": "select count(distinct country) from side join place on id = place",
}


@kind("totals")
def _totals(w: World) -> Question | None:
    what = w.chance.choice(list(_ALL))
    return _asked(
        "totals", w, w.one(_ALL[what]), "How many {w} are on record?",
        "How many {w} are there in the records?",
        "How many {w} do you know?",
        how="near", w=what,  # what has ended counts or not, and a few rows may mean one of two namesakes
    )  # fmt: skip


@kind("status")
def _status(w: World) -> Question | None:
    odd = w.db.execute(
        """select a, b from said group by a, b
           having count(distinct status) = 1 and max(status) = 'suspended'"""
    ).fetchall()
    x, y = w.chance.choice(odd)
    return _asked(
        "status", w, True,
        "Is the partnership of {x} and {y} suspended?", "Have {x} and {y} suspended their partnership?",
        x=w.label[x], y=w.label[y],
    )  # fmt: skip


@kind("and in that country?")
def _follow_country(w: World) -> Question | None:
    x = w.subject()
    land = w.country[w.chance.choice(w.of(x))]
    first = w.say("Who are {x}'s sister cities?", "How is {x} twinned?", x=w.name[x])
    text = w.say("And in {c}?", "Which of them are in {c}?", "which ones in {c}", c=the(land))
    return Question("and in that country?", text, w.labels(_inside(w, x, [land])), (first,))


@kind("and that other one?")
def _follow_place(w: World) -> Question | None:
    x, y = w.subject(), w.subject()
    first = w.say("How many sister cities does {x} have?", "how many twin towns has {x}", x=w.name[x])
    return Question(
        "and that other one?", w.say("And {y}?", "What about {y}?", y=w.name[y]), w.partners[y], (first,)
    )


@kind("and since when?")
def _follow_since(w: World) -> Question | None:
    x = w.chance.choice(w.dated)
    y, year = w.chance.choice(_dated(w, x))
    if y not in w.alone:
        return None
    first = w.say("Is {x} twinned with {y}?", "Are {x} and {y} sister cities?", x=w.name[x], y=w.name[y])
    return Question(
        "and since when?", w.say("And since when?", "Since when?", "since what year"), year, (first,)
    )
