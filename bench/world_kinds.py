"""The kinds of question that are drawn from the bundled world: wordings, and the value of each by SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.world_questions import EXONYMS, GROUPS, Draw, Question, World, the

KINDS: dict[str, Draw] = {}

_LIST = (
    "Who are {x}'s sister cities?", "Which cities is {x} twinned with?", "sister cities of {x}",
    "List all twin towns of {x}", "What are the partner cities of {x}?", "{x} twin towns?",
    "Tell me {x}'s partner cities please", "Could you tell me which towns are partnered with {x}?",
)  # fmt: skip
_LIST_ELSEWHERE = {
    "German": ("Welche Partnerstädte hat {x}?", "Mit welchen Städten ist {x} verpartnert?"),
    "French": ("Quelles sont les villes jumelées avec {x} ?", "Avec quelles villes {x} est-elle jumelée ?"),
    "Spanish": ("¿Cuáles son las ciudades hermanas de {x}?", "¿Con qué ciudades está hermanada {x}?"),
    "Italian": ("Quali sono le città gemellate con {x}?",),
    "Polish": ("Jakie są miasta partnerskie {x}?",),
    "Portuguese": ("Quais são as cidades-irmãs de {x}?",),
    "Dutch": ("Wat zijn de zustersteden van {x}?",),
}  # fmt: skip
_COUNT = (
    "How many sister cities does {x} have?", "how many twin towns has {x} got",
    "number of partner cities of {x}",
    "With how many cities is {x} twinned?", "Count {x}'s sister cities",
)  # fmt: skip
_YES = (
    "Is {x} twinned with {y}?", "Are {x} and {y} sister cities?", "is {y} a partner city of {x}",
    "Is it true that {x} is twinned with {y}?", "{x} and {y} are twin towns, right?",
    "Can you confirm that {x} and {y} are sister cities?",
)  # fmt: skip


def kind(name: str) -> Callable[[Draw], Draw]:
    """Register how a question of a kind is drawn; it may give None when what it drew will not do."""

    def register(draw: Draw) -> Draw:
        KINDS[name] = draw
        return draw

    return register


def _asked(
    name: str,
    world: World,
    expected: Any,
    *wordings: str,
    how: str = "exact",
    says: tuple[str, ...] = (),
    **said: object,
) -> Question:
    return Question(name, world.say(*wordings, **said), expected, how=how, says=says)


@kind("list")
def _list(w: World) -> Question | None:
    x = w.subject()
    return _asked("list", w, w.labels(w.of(x)), *_LIST, x=w.name[x])


@kind("list, in other languages")
def _list_elsewhere(w: World) -> Question | None:
    x = w.subject()
    wordings = w.chance.choice(list(_LIST_ELSEWHERE.values()))
    return _asked("list, in other languages", w, w.labels(w.of(x)), *wordings, x=w.name[x])


@kind("list, with the country")
def _list_label(w: World) -> Question | None:
    x = w.subject()
    return _asked("list, with the country", w, w.labels(w.of(x)), *_LIST, x=w.label[x])


@kind("list, by another name")
def _exonym(w: World) -> Question | None:
    other, name = w.chance.choice(EXONYMS)
    found = [n for n, known in w.name.items() if known in (name.replace("_", " "), other)]
    best = max(found, key=lambda n: w.partners.get(n, 0), default=None)
    plain = best is not None and w.one("select min(plain) from side where place = ?", best)
    if not plain or best is None:
        return None
    return _asked("list, by another name", w, w.labels(w.of(best)), *_LIST, x=other)


def _inside(w: World, x: int, lands: Any) -> list[int]:
    return [other for other in w.of(x) if w.country[other] in lands]


@kind("list in a country")
def _list_country(w: World) -> Question | None:
    x = w.subject()
    land = w.country[w.chance.choice(w.of(x))]
    return _asked(
        "list in a country", w, w.labels(_inside(w, x, [land])),
        "Which sister cities does {x} have in {c}?", "{x} twin towns in {c}",
        "List {x}'s partner cities in {c}",
        "Which cities in {c} is {x} twinned with?", "What are {x}'s sister cities in {c}?",
        x=w.name[x], c=the(land),
    )  # fmt: skip


@kind("list except a country")
def _list_except(w: World) -> Question | None:
    x = w.subject()
    land = w.country[w.chance.choice(w.of(x))]
    rest = [other for other in w.of(x) if w.country[other] != land]
    if not rest:
        return None
    return _asked(
        "list except a country", w, w.labels(rest),
        "Which sister cities does {x} have outside {c}?", "{x}'s partner cities except those in {c}",
        "Which of {x}'s twin towns are not in {c}?", x=w.name[x], c=the(land),
    )  # fmt: skip


@kind("list in a group of countries")
def _list_group(w: World) -> Question | None:
    group, x = w.chance.choice(list(GROUPS)), w.subject()
    found = _inside(w, x, GROUPS[group])
    if not found:
        return None
    return _asked(
        "list in a group of countries", w, w.labels(found),
        "Which sister cities does {x} have in {g}?", "{x}'s twin towns in {g}",
        "Which of {x}'s partner cities are in {g}?", x=w.name[x], g=group,
    )  # fmt: skip


@kind("list in a state")
def _list_state(w: World) -> Question | None:
    x = w.subject()
    here = _inside(w, x, ["United States"])
    states = {w.label[other].split(", ")[1] for other in here if w.label[other].count(", ") == 2}
    if not states or any(w.label[other].count(", ") < 2 for other in here):
        return None
    state = w.chance.choice(sorted(states))
    wanted = {w.label[other] for other in here if f", {state}, " in w.label[other]}
    plain = w.say("Which sister cities does {x} have in {s}?", "Which cities in {s} is {x} twinned with?",
                  x=w.name[x], s=state)  # fmt: skip
    told = w.chance.choice((plain, f"{w.name[x]}'s twin towns in {state}, USA"))
    land = w.labels(_inside(w, x, [state]))
    if (
        land and told == plain
    ):  # a country too, which is the better known: it comes first, the state beside it
        return Question("list in a state", told, land, says=tuple(sorted(wanted)))
    return Question("list in a state", told, wanted)


@kind("count")
def _count(w: World) -> Question | None:
    x = w.subject()
    return _asked("count", w, len(w.of(x)), *_COUNT, x=w.name[x])


@kind("count, in German and French")
def _count_elsewhere(w: World) -> Question | None:
    x = w.subject()
    return _asked(
        "count, in German and French", w, len(w.of(x)),
        "Wie viele Partnerstädte hat {x}?", "Combien de villes jumelées {x} a-t-elle ?", x=w.name[x],
    )  # fmt: skip


@kind("count in a country")
def _count_country(w: World) -> Question | None:
    x = w.subject()
    land = w.country[w.chance.choice(w.of(x))]
    return _asked(
        "count in a country", w, len(_inside(w, x, [land])),
        "How many sister cities does {x} have in {c}?", "How many of {x}'s partner cities are in {c}?",
        "number of {x}'s twin towns in {c}", x=w.name[x], c=the(land),
    )  # fmt: skip


@kind("yes")
def _yes(w: World) -> Question | None:
    x = w.subject()
    y = w.chance.choice(w.of(x))
    if y not in w.alone:
        return None
    return _asked("yes", w, True, *_YES, x=w.name[x], y=w.name[y])


@kind("no")
def _no(w: World) -> Question | None:
    x, y = w.subject(), w.subject()
    if x == y or y in w.of(x):
        return None
    return _asked("no", w, False, *_YES, x=w.name[x], y=w.name[y])


@kind("yes or no, in German and French")
def _yes_elsewhere(w: World) -> Question | None:
    x = w.subject()
    y = w.chance.choice([*w.of(x), w.subject(), w.subject()])
    if y not in w.alone or x == y:
        return None
    return _asked(
        "yes or no, in German and French", w, y in w.of(x),
        "Ist {x} mit {y} verpartnert?", "Sind {x} und {y} Partnerstädte?",
        "Est-ce que {x} est jumelée avec {y} ?", "{x} et {y} sont-elles jumelées ?", x=w.name[x], y=w.name[y],
    )  # fmt: skip


@kind("yes or no, a country")
def _yes_country(w: World) -> Question | None:
    x, land = w.subject(), w.chance.choice(w.lands)
    found = _inside(w, x, [land])
    plain = w.say(
        "Does {x} have a sister city in {c}?", "Is {x} twinned with any city in {c}?",
        "has {x} got a twin town in {c}", x=w.name[x], c=the(land),
    )  # fmt: skip
    beside = w.say("Are there any partner cities of {x} in {c}?", x=w.name[x], c=the(land))
    text = w.chance.choice((plain, plain, plain, beside))
    if (
        land == w.country[x] and text == beside and not found
    ):  # it may be asked of any, or of those in the land
        says = (*sorted(w.labels(w.of(x))), f"no partner cities in {land} of {w.label[x]}")
        return Question("yes or no, a country", text, None, says=says)
    state = any(f", {land}, United States" in w.label[other] for other in w.of(x))
    return Question("yes or no, a country", text, bool(found) or state)


@kind("countries")
def _countries(w: World) -> Question | None:
    x = w.subject()
    return _asked(
        "countries", w, {w.country[other] for other in w.of(x)},
        "Which countries are {x}'s sister cities in?", "In which countries does {x} have twin towns?",
        "What countries does {x} have partner cities in?", x=w.name[x],
    )  # fmt: skip


@kind("count of countries")
def _count_countries(w: World) -> Question | None:
    x = w.subject()
    return _asked(
        "count of countries", w, len({w.country[other] for other in w.of(x)}),
        "In how many countries does {x} have sister cities?", "How many countries are {x}'s twin towns in?",
        x=w.name[x],
    )  # fmt: skip


@kind("common partners")
def _common(w: World) -> Question | None:
    x = w.subject()
    y = w.chance.choice([two for one in w.of(x) for two in w.of(one)])
    if x == y or y not in w.alone:
        return None
    return _asked(
        "common partners", w, w.labels(set(w.of(x)) & set(w.of(y))),
        "Which partners do {x} and {y} have in common?", "What sister cities do {x} and {y} share?",
        "Which cities are twinned with both {x} and {y}?", "common twin towns of {x} and {y}",
        x=w.name[x], y=w.name[y],
    )  # fmt: skip


def steps(w: World, x: int, y: int) -> int | None:
    """Return the number of partnerships on the shortest way from one place to another."""
    seen, edge, count = {x}, {x}, 0
    while edge and count < 12:
        if y in edge:
            return count
        edge = {other for place in edge for other in w.of(place)} - seen
        seen |= edge
        count += 1
    return None


@kind("chain")
def _chain(w: World) -> Question | None:
    x, y = w.subject(), w.subject()
    length = steps(w, x, y)
    if not length:
        return None
    return _asked(
        "chain", w, length,
        "How are {x} and {y} connected?", "Which chain of partnerships links {x} and {y}?",
        "What is the shortest chain of sister cities from {x} to {y}?",
        how="path", x=w.name[x], y=w.name[y],
    )  # fmt: skip
