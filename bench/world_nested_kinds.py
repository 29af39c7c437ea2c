"""Kinds of question about the bundled world of two steps, or that compare what is not one place."""

from __future__ import annotations

from bench.world_kinds import _asked, kind
from bench.world_more_kinds import _BETWEEN, KINDS, _dated, _ranked, _same
from bench.world_questions import Question, World, the

__all__ = ["KINDS"]


def _first(w: World) -> tuple[str, int, int] | None:
    """Draw a country, the place in it with most partners, and how many these are; None where it is level."""
    land = w.chance.choice(w.lands)
    ranked = _same(lambda level: _ranked(w, land, level)[:2])
    if ranked is None or ranked[0][1] == ranked[1][1]:
        return None
    return land, *ranked[0]


@kind("count of the city with most")
def _count_of_first(w: World) -> Question | None:
    found = _first(w)
    if found is None:
        return None
    land, _, count = found
    return _asked(
        "count of the city with most", w, count,
        "How many sister cities does the city in {c} with the most sister cities have?",
        "How many partners does the city with the most partner cities in {c} have?", c=the(land),
    )  # fmt: skip


@kind("partners in a country of the city with most")
def _partners_of_first(w: World) -> Question | None:
    found = _first(w)
    if found is None:
        return None
    land, place, _ = found
    plain = w.one("select min(plain) from side where place = ?", place)
    other = w.country[w.chance.choice(w.of(place))]
    if not plain or other == land:
        return None
    wanted = w.labels(partner for partner in w.of(place) if w.country[partner] == other)
    return _asked(
        "partners in a country of the city with most", w, wanted,
        "Which sister cities in {d} does the city in {c} with the most sister cities have?",
        c=the(land), d=the(other),
    )  # fmt: skip


@kind("its partners, after a ranking")
def _after_ranking(w: World) -> Question | None:
    found = _first(w)
    if found is None:
        return None
    land, _, count = found
    first = w.say("Which city in {c} has the most sister cities?", c=the(land))
    text = w.say("How many sister cities does it have?", "How many twin towns has it?")
    return Question("its partners, after a ranking", text, count, (first,))


_TOUCHING = """select count(*) from pair join place one on one.id = a join place other on other.id = b
               where ? in (one.country, other.country) and level >= ?"""


@kind("which country has more")
def _country_with_more(w: World) -> Question | None:
    one, other = w.chance.sample(w.lands, 2)
    counts = {land: w.one(_TOUCHING, land, 1) for land in (one, other)}
    if counts[one] == counts[other]:
        return None
    return _asked(
        "which country has more", w, max(counts, key=lambda land: int(counts[land])),
        "Which country has more partnerships, {c} or {d}?", "Who has more partnerships: {c} or {d}?",
        c=the(one), d=the(other),
    )  # fmt: skip


@kind("with which of two countries more")
def _more_with(w: World) -> Question | None:
    home, one, other = w.chance.sample(w.lands, 3)
    counts = {land: int(w.one(_BETWEEN, home, land, land, home, 1)) for land in (one, other)}
    if counts[one] == counts[other]:
        return None
    return _asked(
        "with which of two countries more", w, max(counts, key=lambda land: counts[land]),
        "Does {a} have more partnerships with {c} or with {d}?",
        a=the(home), c=the(one), d=the(other),
    )  # fmt: skip


@kind("partners of partners, in countries")
def _two_steps(w: World) -> Question | None:
    x = w.subject()
    middle = w.country[w.chance.choice(w.of(x))]
    between = [one for one in w.of(x) if w.country[one] == middle]
    beyond = {two for one in between for two in w.of(one)} - {x}
    plain = all(w.one("select min(plain) from side where place = ?", one) for one in between)
    if not beyond or not plain:
        return None
    land = w.country[w.chance.choice(sorted(beyond))]
    wanted = w.labels(two for two in beyond if w.country[two] == land)
    if land == middle:
        return None
    return _asked(
        "partners of partners, in countries", w, wanted,
        "Which of the partners of {x}'s partners in {c} are in {d}?",
        "What are the partners in {d} of {x}'s partners in {c}?",
        x=w.name[x], c=the(middle), d=the(land),
    )  # fmt: skip


@kind("of one and not of another")
def _not_shared(w: World) -> Question | None:
    x = w.subject()
    y = w.chance.choice([two for one in w.of(x) for two in w.of(one)])
    wanted = set(w.of(x)) - set(w.of(y)) - {y}
    if x == y or y not in w.alone or not wanted:
        return None
    return _asked(
        "of one and not of another", w, w.labels(wanted),
        "Which cities are twinned with {x} but not with {y}?",
        "Which of {x}'s sister cities are not twinned with {y}?", x=w.name[x], y=w.name[y],
    )  # fmt: skip


@kind("count as of a year")
def _as_of(w: World) -> Question | None:
    x = w.chance.choice(w.dated)
    years = [year for _, year in _dated(w, x)]
    year = w.chance.randint(years[0], years[-1])
    return _asked(
        "count as of a year", w, sum(since <= year for since in years),
        "How many sister cities did {x} have in {n}?", "As of {n}, how many sister cities did {x} have?",
        x=w.name[x], n=year,
    )  # fmt: skip
