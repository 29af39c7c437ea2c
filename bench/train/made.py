"""Make papers of partnership committees, and what people ask of them, from made.toml.

Real question sets copy the words of their paragraph and are about encyclopaedias. These have prices, rosters,
dates and rules in lines, lists and tables, questions in other words, and near misses: the same thing asked of
another subject, another property of the same subject, another town.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.train.texts import Ask, Text, spoken

_TOWN = 0.5
"""The share of questions that name the town."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """What is told of a thing: its family, its names, the property, and how that is asked for."""

    family: str
    names: tuple[str, ...]
    about: str
    asks: tuple[str, ...]


@cache
def _parts() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "made.toml").read_text("utf-8"))


def words(name: str) -> list[str]:
    """Return a list of made.toml's [words]."""
    found: list[str] = _parts()["words"][name]
    return found


def make(chance: random.Random) -> Text:
    """Return a made paragraph with its title and headings, and questions with and without an answer."""
    parts = _parts()
    family = chance.choice(parts["family"])
    town = _town(chance)
    told: list[_Fact] = []
    pieces: list[tuple[str, tuple[int, int]]] = []
    style = chance.random()
    for _ in range(chance.choice((1, 2, 2, 3, 3, 4, 5, 6, 8))):
        source = family if chance.random() < 0.85 else chance.choice(parts["family"])
        tells = told_about(chance, source, told)
        names = tuple(_fill(chance, name, town) for name in chance.choice(source["things"]))
        fact = _Fact(source["name"], names, tells["about"], tuple(tells["asks"]))
        if any(f.names[0] == fact.names[0] and f.about == fact.about for f in told):
            continue
        told.append(fact)
        says = tells["says"]
        form = says[int(style * len(says))] if chance.random() < 0.7 else chance.choice(says)
        pieces.append(_told(chance, form, names[0], town))
    joint = chance.choice((" ", "\n", "\n", "\n- ", " | ", "; "))
    body, spans = _joined(pieces, joint)
    asks = [Ask(_asked(chance, fact, town), span, "answered") for fact, span in zip(told, spans, strict=True)]
    chance.shuffle(asks)
    misses = [_miss(chance, family, told, town) for _ in range(3)]
    asks += [Ask(miss, None, "impossible") for miss in misses if miss]
    title = _fill(chance, chance.choice(parts["title"][0]["forms"]), town)
    heading = chance.choice(family["heading"])
    context = f"{title}\n{heading}" if heading else title
    return Text("made", f"made-{town}", context, body, tuple(asks))


def told_about(chance: random.Random, family: dict[str, Any], told: list[_Fact]) -> dict[str, Any]:
    """Return a property to tell, mostly one that was told: papers list the same of several things."""
    known = [
        one
        for one in family["tells"]
        if any(f.about == one["about"] and f.family == family["name"] for f in told)
    ]
    found: dict[str, Any] = (
        chance.choice(known) if known and chance.random() < 0.6 else chance.choice(family["tells"])
    )
    return found


def _miss(chance: random.Random, family: dict[str, Any], told: list[_Fact], town: str) -> str | None:
    """Return a question that the paper does not answer and that looks as if it did."""
    fact = chance.choice(told)
    way = chance.random()
    if way < 0.2:  # another town
        return _asked(chance, fact, _town(chance), named=1.0)
    if way < 0.6:  # another thing, the same property
        others = [thing for thing in family["things"] if all(thing[0] != f.names[0] for f in told)]
        if not others or fact.family != family["name"]:
            return None
        names = tuple(_fill(chance, name, town) for name in chance.choice(others))
        wanted = _Fact(fact.family, names, fact.about, fact.asks)
    else:  # another property of the same thing
        source = next(one for one in _parts()["family"] if one["name"] == fact.family)
        known = {f.about for f in told if f.names[0] == fact.names[0]}
        others = [one for one in source["tells"] if one["about"] not in known]
        if not others:
            return None
        tells = chance.choice(others)
        wanted = _Fact(fact.family, fact.names, tells["about"], tuple(tells["asks"]))
    if any(f.about == wanted.about and spoken(f.names[0]) == spoken(wanted.names[0]) for f in told):
        return None
    return _asked(chance, wanted, town)


def _asked(chance: random.Random, fact: _Fact, town: str, named: float = _TOWN) -> str:
    text = chance.choice(fact.asks).replace("{s}", chance.choice(fact.names))
    if chance.random() < named and town not in text:
        where = chance.choice(words("places")).replace("{town}", town)
        text = f"{text.rstrip('?')} {where}{'?' if text.endswith('?') else ''}"
    return chance.choice(words("leads")) + text


def _told(chance: random.Random, form: str, name: str, town: str) -> tuple[str, tuple[int, int]]:
    """Return a sentence or line, and where in it the answer stands."""
    at_start = form.startswith("{s}") and not name.isupper()
    text = _fill(chance, form.replace("{s}", name), town)
    text = text[0].upper() + text[1:] if at_start else text
    start, end = text.index("["), text.index("]")
    return text.replace("[", "").replace("]", ""), (start, end - 1)


def _joined(pieces: list[tuple[str, tuple[int, int]]], joint: str) -> tuple[str, list[tuple[int, int]]]:
    body, spans = joint.lstrip("\n") if joint == "\n- " else "", []
    for number, (text, (start, end)) in enumerate(pieces):
        if number:
            body += joint
        spans.append((len(body) + start, len(body) + end))
        body += text
    return body, spans


def _fill(chance: random.Random, form: str, town: str) -> str:
    """Put something in place of every word in braces."""
    values = _parts()["values"]
    while match := re.search(r"\{(\w+)\}", form):
        name = match[1]
        if name in values:
            new = chance.choice(values[name])
        elif name == "town":
            new = town
        else:
            new = _made(chance, name, town)
        form = form[: match.start()] + new + form[match.end() :]
    return form


def _made(chance: random.Random, name: str, town: str) -> str:
    """Return a made value: a person, date, sum, number or town."""
    if name == "person":
        first, last = chance.choice(words("first")), chance.choice(words("last"))
        return chance.choice(
            (f"{first} {last}", f"{first[0]}. {last}", f"Ms. {last}", f"Mr. {last}", f"Dr. {last}", first)
        )
    year, day, month = chance.randint(1951, 2026), chance.randint(1, 28), chance.choice(words("months"))
    made = {
        "year": str(year),
        "date": chance.choice((f"{month} {day}, {year}", f"{day} {month} {year}")),
        "day_month": chance.choice(
            (f"{month} {day}", f"{day} {month}", f"the {day}th of {month}", f"{month[:3]} {day}")
        ),
        "time": chance.choice(
            (
                f"{chance.randint(6, 11)} p.m.",
                f"{chance.randint(9, 22)}:{chance.choice(('00', '15', '30'))}",
                f"half past {chance.choice(('six', 'seven', 'eight', 'nine'))}",
                "noon",
                f"{chance.randint(1, 11)}.30",
            )
        ),
        "money": chance.choice(
            (
                f"${chance.randint(2, 99)}",
                f"£{chance.randint(2, 60)}",
                f"€{chance.randint(5, 950)}",
                f"${chance.randint(1, 9)},{chance.randint(100, 999)}",
                f"{chance.randint(5, 90)} €",
                "nothing",
                f"{chance.randint(10, 90)} dollars",
            )
        ),
        "count": chance.choice(
            (
                str(chance.randint(12, 480)),
                f"about {chance.randint(2, 90)}0",
                f"over {chance.randint(1, 9)}00",
                chance.choice(("fourteen", "sixty", "nobody", "forty-two", "some thirty")),
            )
        ),
        "thousands": f"{chance.randint(1, 480)},{chance.randint(0, 9)}00",
        "n": str(chance.randint(2, 40)),
        "nn": str(chance.randint(10, 99)),
        "slug": spoken(town).replace(" ", ""),
        "othertown": _town(chance),
    }
    return made[name]


def _town(chance: random.Random) -> str:
    name = chance.choice(words("starts")) + chance.choice(words("middles")) + chance.choice(words("ends"))
    return chance.choice(
        (name, name, name, f"{name} Springs", f"Saint {name}", f"New {name}", f"Bad {name}", f"{name} Falls")
    )
