"""What kind of answer a question wants, by its words that ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.answering.records.lexicon import RELATED

Asks = Literal[
    "list", "count", "average", "yes-no", "when", "until", "distance", "countries", "where", "status", "path",
    "person", "manner", "reason", "deed", "nothing",
]  # fmt: skip
"""The kinds of answer; nobody answers person, manner, reason, deed and nothing from records."""

_POLITE = frozenset(
    ("me", "article", "and", "filler", "every", "in", "of", "since", "until", "with", "still")
)
_ASKING = frozenset(("which", "who", "where", "when", "how", "many", "why", "ask", "since", "until"))
_ACTS = ("start", "found", "stop", "suspended", "have")
_VERBS = (
    "have", "start", "stop", "found", "be", "partner", "rel", "common", "suspended", "active", "connected",
    "records", "put", "plain", "ended",
)  # fmt: skip
_BARE = frozenset(
    (
        "rel", "partner", "friendship", "place", "of", "in", "with", "article", "CITY", "WHERE", "between",
        "filler", "every", "still", "suspended", "ended", "YEAR", "foreign", "and", "to", "active", "first",
        "latest", "near", "farthest", "longest", "common", "before", "after", "since", "NUMBER", "top",
        "most", "more", "less", "than", "only", "or", "country", "many", "records", "least", "plain", "start",
        "me", "can", "have", "source", "ordinal",
    )
)  # fmt: skip
"""What a question without a verb may hold: "sister cities of Chicago in Japan"."""


_MAIN = frozenset(("be", "do", "have"))
_RELATIVE = frozenset(("that", "which", "who"))
_THAT = (["that"], ("that",))
_PARTNERS = frozenset(RELATED)
_NOUNS = _PARTNERS | {"place"}
_WHICH_ARE = tuple((noun, "filler") for noun in (*RELATED, "place"))
_LYING = frozenset(("in", "put"))
_RANKING = frozenset(("top", "most", "least", "more", "less"))

_HOW_TWINNED = frozenset(("how", "be", "CITY", "rel", "in", "WHERE"))
"""Signs of "How is it twinned?", and of "And in Spain?" after that."""


def opening(order: tuple[str, ...]) -> str:
    """Return the first sign that politeness and articles do not account for."""
    return next((sign for sign in order if sign not in _POLITE), "")


def asks(order: tuple[str, ...], words: Sequence[str], *, has_years: bool, has_areas: bool) -> Asks:
    """Return what is wanted; the first of the rules below that holds."""
    if order[-3:] == ("tag", "filler", "filler"):  # "…, yes or no?"
        return "yes-no"
    if order[-2:] in (("or", "which"), ("or", "negated"), ("can", "be")):  # "…, or what?", "… would be?"
        order = order[:-2]
    signs = frozenset(order)
    first = opening(order)
    said_bare = signs - {"be"} if _is_relative(order, words) or _is_stranded(order) else signs
    measured = ("many", "long", "far", "unit", "close", "connected", "chain", "average")
    wanted: list[tuple[Asks, bool]] = [
        ("reason", "why" in signs),
        ("status", "status" in signs and "CITY" in signs and first != "be"),
        ("list", order[:3] == ("how", "be", "CITY") and signs <= _HOW_TWINNED),
        ("manner", "how" in signs and signs.isdisjoint(measured)),
        ("person", _asks_person(order, signs)),
        ("deed", _asks_deed(order)),
        ("yes-no", first == "can" and order[1:3] in (("CITY", "have"), ("CITY", "plain"))),
        ("nothing", first == "can" and "me" not in order[:2]),
        ("yes-no", (_inverted(first, words) or _confirms(order, words)) and not _asks_which_too(order)),
        ("yes-no", order[:3] in (("rel", "be", "CITY"), ("partner", "be", "CITY"))),  # "Побратимы ли …?"
        ("yes-no", "ли" in words[1:3]),  # "Приостановлены ли …?"
        ("distance", not signs.isdisjoint(("far", "unit", "close"))),
        ("average", "average" in signs),
        ("path", "many" not in signs and ("chain" in signs or signs >= {"how", "connected"})),
        ("until", _asks_end(order, signs, has_years=has_years)),
        ("when", _asks_when(first, signs, has_years=has_years)),
        ("count", asks_count(order, signs)),
        ("countries", "country" in signs and not has_areas and first != "where"),
        ("where", "where" in signs and signs.isdisjoint(RELATED)),
        ("list", not signs.isdisjoint(("which", "who", "where", "ask", "compare")) or said_bare <= _BARE),
    ]
    return next((kind for kind, holds in wanted if holds), "nothing")


def _inverted(first: str, words: Sequence[str]) -> bool:
    """Tell whether a question begins with its verb; "get me …" demands."""
    return first in ("be", "do", "have") and "get" not in words[:2]


def asks_count(order: tuple[str, ...], signs: frozenset[str]) -> bool:
    """Tell whether a number is wanted: not where a ranking is, or "Which city leads in the number of …"."""
    said = [sign for sign in order if sign not in _POLITE]
    if said[:1] == ["WHERE"]:  # "In Japan, which city …"
        said.pop(0)
    which = said[:2] in (["which", "place"], ["which", "country"])
    if "many" not in signs or "how" in signs:  # but not "Which country is first by how many …"
        also = which and "how" in order and order[order.index("how") - 1] != "and"
        return "many" in signs and not also
    at_least = [
        at for at, sign in enumerate(order) if sign == "least" and order[at + 1 : at + 2] == ("NUMBER",)
    ]
    ranked = {sign for at, sign in enumerate(order) if at not in at_least} & _RANKING
    return not ranked and not which


def _confirms(order: tuple[str, ...], words: Sequence[str]) -> bool:
    """Tell whether a statement is to be confirmed: "Yaroslavl is in Russia, right?", "Is it true that …"."""
    said = [sign for sign in order if sign not in ("it", "they", *_POLITE)]
    while said[:1] == ["tag"]:  # "Isn't …"
        said.pop(0)
    asking = not _ASKING.isdisjoint(said)
    relative = _is_relative(order, words)
    verbs = {
        sign
        for at, sign in enumerate(order)
        if sign in _MAIN and not (sign == "be" and relative) and not _is_of_noun(order, words, at)
    }
    if _is_stranded(order):
        return False
    of_pair = order.count("CITY") > 1 and not _NOUNS.isdisjoint(said[:1])
    subject = of_pair or said[:1] in (["CITY"], ["WHERE"])  # "The twinning of A and B is suspended?"
    return subject and bool(verbs) and not asking


def _is_of_noun(order: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    """Tell whether a verb only says which places are meant: "the towns that have 5 partners"."""
    return at > 1 and words[at - 1] in _RELATIVE and order[at - 2] in _NOUNS


def _is_stranded(order: tuple[str, ...]) -> bool:
    """Tell whether a preposition at the end lacks what is asked for: "the Spanish towns it is tied to"."""
    return next((sign for sign in reversed(order) if sign not in ("filler", "me")), "") in ("with", "to")


def _is_relative(order: tuple[str, ...], words: Sequence[str]) -> bool:
    """Tell whether "be" only says which partners are meant: "partners of Kobe that are in Asia"."""
    at = [place for place, sign in enumerate(order) if sign == "be"]
    return bool(at) and all(
        order[be - 2 : be] in _WHICH_ARE
        or (words[be - 1 : be] in _THAT and not _PARTNERS.isdisjoint(order[: be - 1]))
        for be in at
    )


def denies(order: tuple[str, ...], words: Sequence[str]) -> bool:
    """Tell whether a statement to be confirmed says that there is none: "It has no partner there, right?"."""
    return "negated" in order and _confirms(order, words)


def leaves_out(order: Sequence[str], denial: int) -> bool:
    """Tell whether a denial says where partners that are asked for do not lie: "… that do not lie in"."""
    before, after = order[:denial], order[denial:]
    inverted = opening(tuple(order)) in ("be", "do", "have")
    return not inverted and not frozenset(RELATED).isdisjoint(before) and not _LYING.isdisjoint(after)


def _asks_which_too(order: tuple[str, ...]) -> bool:
    """Tell whether a list is wanted after all: "Has it suspended any, and which?", "…, and who is it?"."""
    said = [sign for sign in order if sign not in ("it", "they", *_POLITE)]
    while len(said) > 1 and said[-1] == "be":
        said.pop()
    return said[-1:] in (["which"], ["who"], ["ask"]) and "or" not in said[-2:]


def _asks_person(order: tuple[str, ...], signs: frozenset[str]) -> bool:
    """Tell whether somebody who did something is asked for: "Who started the partnership?"."""
    if not signs.isdisjoint(("most", "least", "more", "less", "NUMBER")):
        return False
    kept = [sign for sign in order if sign not in _POLITE]
    over = kept[1:2] == ["have"] and kept[2:3] in (["suspended"], ["ended"], ["stop"])
    if over and order.count("CITY") == 1:  # "Who has suspended ties with Volgograd?"
        return False
    return kept[:1] == ["who"] and kept[1:2] != [] and kept[1] in _ACTS


def _asks_deed(order: tuple[str, ...]) -> bool:
    """Tell whether "do" is itself the verb: "What did its sister cities do?"."""
    kept = [sign for sign in order if sign not in _POLITE]
    if "do" not in kept:
        return False
    after = kept[kept.index("do") + 1 :]
    if kept[:2] == ["which", "do"] and not any(sign in ("have", "common", "start") for sign in after):
        return True
    return kept[-1] == "do" or not any(sign in _VERBS for sign in after)


def _asks_end(order: tuple[str, ...], signs: frozenset[str], *, has_years: bool) -> bool:
    if has_years:
        return False
    after = order[order.index("to") + 1 :] if "to" in order else ()
    if after[:1] == ("when",) or after[:2] == ("which", "when"):
        return True  # "Up to which year …"
    return "until" in signs or ("when" in signs and not signs.isdisjoint(("stop", "ended")))


def _asks_when(first: str, signs: frozenset[str], *, has_years: bool) -> bool:
    """Tell whether a date is wanted: when, since when, how long, which year; not "Who is third by date?"."""
    if has_years or (first == "who" and "since" not in signs):
        return False
    return "when" in signs or signs >= {"long", "how"} or "since" in signs
