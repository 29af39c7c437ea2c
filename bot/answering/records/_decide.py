"""Decide which kind of question the records can answer, if any; when in doubt, none."""

from __future__ import annotations

from bot.answering.records._ask import Ask

_RELATED = ("rel", "partner", "friendship")
_OPEN = ("which", "who", "where", "ask", "how")
_BARE = frozenset(
    (
        "rel", "partner", "friendship", "place", "of", "in", "with", "article", "CITY", "WHERE",
        "filler", "every", "still", "suspended", "ended", "YEAR", "foreign", "and", "to", "active",
    )
)  # fmt: skip
"""What a question without a verb may hold: "sister cities of Chicago in Japan"."""


def _skipping(ask: Ask) -> list[str]:
    """Return the tags without politeness and articles at the beginning."""
    order = list(ask.order)
    while order and order[0] in (
        "me",
        "article",
        "and",
        "filler",
        "every",
        "in",
        "of",
        "since",
        "until",
        "at",
    ):
        order.pop(0)
    return order


def opens(ask: Ask) -> str:
    """Return the tag that the question begins with, politeness aside."""
    order = _skipping(ask)
    return order[0] if order else ""


def is_yes_no(ask: Ask) -> bool:
    """Tell whether the question wants yes or no."""
    return opens(ask) in ("be", "do", "have")


def _refused(ask: Ask) -> bool:
    """Tell whether the question asks for something beyond records, whatever it names."""
    two = ask.has("latest") and ask.has("first", "longest")  # "Who were the first and the last?"
    if two or ask.unknown or ask.has("negated", "why"):
        return True
    numbers = sum(tag == "NUMBER" for tag in ask.order)
    if (numbers and ask.top is None) or (ask.has("YEAR") and ask.years is None):
        return True
    if ask.has("how") and not ask.has("many", "long", "far", "unit", "close", "connected", "chain"):
        return True
    order = _skipping(ask)
    acts = ("start", "found", "stop", "suspended", "have")
    ranked = ask.has("most", "least")
    if (
        order[:1] == ["who"] and not ranked and any(tag in acts for tag in order[1:2])
    ):  # "Who started the partnership?"
        return True
    if _idle_verb(ask, order):
        return True
    # "When was Burlington's sister city Yaroslavl founded?" is about the town.
    return ask.has("found", "long") and ask.has("rel") and not ask.has("partner") and _apposition(ask)


def _idle_verb(ask: Ask, order: list[str]) -> bool:
    """Tell whether "do" is itself the verb: "What did its sister cities do?"."""
    if not ask.has("do"):
        return False
    verbs = (
        "have",
        "start",
        "stop",
        "found",
        "be",
        "partner",
        "rel",
        "common",
        "suspended",
        "active",
        "connected",
        "records",
        "put",
    )
    after = order[order.index("do") + 1 :] if "do" in order else []
    if (
        order[:1] == ["which"]
        and order[1:2] == ["do"]
        and not any(tag in ("have", "common", "start") for tag in after)
    ):
        return True
    return order[-1:] == ["do"] or not any(tag in verbs for tag in after)


def _apposition(ask: Ask) -> bool:
    """Tell whether a city follows "sister city" directly."""
    order = list(ask.order)
    return any(
        order[i] == "rel" and (order[i + 1] == "CITY" or order[i + 1 : i + 3] == ["place", "CITY"])
        for i in range(len(order) - 1)
    )


_CLAIMED = frozenset(("WHERE", "active", "suspended", "ended", "stop", "foreign"))
_CLAIMING = _CLAIMED | {"of", "in", "article", "still", "filler", "be"}
_OF_ALL = _CLAIMED | {*_RELATED, "every", "be", "have", "place", "of", "with", "in", "CITY"}


def _claims_of_all(ask: Ask) -> bool:
    """Tell whether one thing is said of every partner: "Are all of Chicago's sister cities in Europe?"."""
    order = [tag for tag in ask.order if tag not in ("article", "filler", "still")]
    if opens(ask) == "have" and not ask.has("ended", "suspended", "stop"):
        return False
    if not set(order) <= _OF_ALL or sum(tag in _CLAIMED for tag in order) != 1:
        return False
    if order[-1] == "place" and order[-2] == "WHERE":  # "… all European cities?"
        order.pop()
    at = order.index("every")
    subject = any(tag in _RELATED for tag in order[at:])
    predicate = set(order[at + 1 :]) <= _CLAIMING and order[at - 1] != "in"
    return order[-1] in _CLAIMED and (subject or predicate)


def decide(ask: Ask) -> str | None:
    """Return the kind of the question, None when it is not for the records."""
    if _refused(ask):
        return None
    cities = len(ask.cities)
    if ask.has("every") and is_yes_no(ask):  # never the same as whether there are any
        return "check-all" if cities == 1 and ask.has(*_RELATED) and _claims_of_all(ask) else None
    if ask.has("essay", "put", "tag"):  # what a text says is for the passages, but for where a place lies
        return _whereabouts(ask) if cities == 1 else None
    if cities == 2:
        return _two(ask)
    if cities == 1:
        return _one(ask)
    return _none(ask) if cities == 0 else None


def _two(ask: Ask) -> str | None:  # noqa: PLR0911 - a flat list of rules, in order
    related = ask.has(*_RELATED)
    if ask.where and not related:
        return None
    if ask.has("chain", "via") or (ask.has("connected") and not is_yes_no(ask)):
        return "chain" if not ask.has("when", "since", "status") else None
    if ask.has("far", "unit", "close"):  # but not "How close are the ties …"
        beside = ask.has("most", "least", "when", "status") or (ask.has("close") and ask.has("partner"))
        return None if beside else "distance"
    if not (related or ask.has("connected")):
        return None
    if ask.has("common") or (ask.has("both") and not is_yes_no(ask)):
        return "common"
    if ask.has("most", "least", "latest", "farthest", "near", "longest") and not ask.has("when"):
        return None
    if _asks_when(ask):
        if ask.has("suspended", "status"):
            return "status-when"
        return "until" if ask.has("until", "stop", "ended") else "since"
    if is_yes_no(ask):
        return "status-check" if ask.has("still", "active", "suspended", "ended", "stop") else "check"
    if ask.has("status", "suspended", "active"):
        return "status" if not ask.years else None
    if ask.has("many", "country", "who", "where", "how", "about") or ask.years:
        return None
    return "pair" if ask.has("partner", "friendship") and ask.has("which", "ask", "between") else None


def _asks_when(ask: Ask) -> bool:
    """Tell whether a date is wanted: when, since when, how long, which year."""
    if ask.years:
        return False
    if ask.has("when", "until"):
        return True
    return (ask.has("long") and ask.has("how")) or (ask.has("since") and not is_yes_no(ask))


def _one(ask: Ask) -> str | None:  # noqa: C901, PLR0911, PLR0912 - a flat list of rules, in order
    if not ask.has(*_RELATED):
        return _whereabouts(ask)
    if is_yes_no(ask) and ask.has("it", "they"):  # "Is it twinned with Chicago?" without a history
        return None
    if ask.has("unit", "close", "chain", "via", "status", "until", "both", "common") or (
        ask.has("about") and not ask.has("ask")
    ):
        return None
    if ask.has("farthest") or (ask.has("far") and ask.has("most")):
        return "farthest"
    if ask.has("near"):
        return "nearest"
    if ask.has("far"):
        return None
    if ask.has("latest") and not _asks_when(ask):
        return "latest"
    if ask.has("most", "least"):
        return "most-countries" if ask.has("country") else "most-of" if ask.has("of", "which") else None
    if _asks_when(ask):
        if ask.has("stop", "ended", "suspended", "status"):
            return None
        return (
            "first-when"
            if ask.has("first", "longest")
            else "latest-when"
            if ask.has("latest")
            else "since-all"
        )
    if ask.has("first", "longest"):
        return "first"
    if ask.has("country") and not ask.where:
        return "countries" if not is_yes_no(ask) else None
    if is_yes_no(ask):
        return "check-any"
    if ask.has("start", "found") and not ask.years:
        return None
    if ask.has("how") and not ask.has("many"):
        return None
    return "count" if ask.has("many") else "list" if _lists(ask) else None


_WHEREABOUTS = frozenset(
    (
        "which", "country", "where", "be", "do", "put", "in", "to", "CITY", "WHERE", "article", "essay",
        "tag", "it", "filler",
    )
)  # fmt: skip


def _whereabouts(ask: Ask) -> str | None:
    """Return the kind of "Where is …?" and "Is … in Venezuela?", None for anything that asks more."""
    if not all(tag in _WHEREABOUTS for tag in ask.order) or not ask.has("be", "put", "where"):
        return None
    if ask.has("where") or (ask.has("country") and ask.has("which")):
        return None if ask.where else "country-of"
    somewhere = bool(ask.where) or bool(ask.cities[0].qualifier or ask.cities[0].mismatch)
    stated = ask.order[:1] == ("CITY",) and ask.has("tag")
    return "country-check" if somewhere and (is_yes_no(ask) or stated) else None


def _lists(ask: Ask) -> bool:
    """Tell whether a list is wanted: "Who are …", "List …", or only "Burlington sister cities"."""
    if opens(ask) in _OPEN or ask.has("which", "who", "where", "ask"):
        return True
    return all(tag in _BARE for tag in ask.order)


def _inside(ask: Ask) -> bool:
    """Tell whether a country, or a place in a region, is meant: Washington alone may be the city."""
    where = ask.where[0]
    before = [tag for tag in ask.order[: ask.order.index("WHERE")] if tag != "article"]
    return bool(where.country) or before[-1:] == ["in"]


def _none(ask: Ask) -> str | None:  # noqa: PLR0911 - a flat list of rules, in order
    related = ask.has(*_RELATED)
    if not related or ask.has(
        "common", "both", "chain", "via", "status", "about", "until", "far", "unit", "near", "close"
    ):
        return None
    if ask.has("it", "they") or (_asks_when(ask) and not ask.has("first", "latest")):
        return None
    if ask.has("most", "least", "top") and not ask.has("latest"):
        return None if is_yes_no(ask) else "most-two" if ask.has("two") and ask.has("country") else "most"
    if ask.has("first", "longest", "latest"):
        return ("first-all" if ask.has("first", "longest") else "latest-all") if not is_yes_no(ask) else None
    if len(ask.where) == 2:
        return "between"
    if len(ask.where) == 1:
        return "inside" if not ask.has("country") and _inside(ask) else None
    standing = ask.has("suspended", "ended") or (ask.years and ask.has("stop"))
    if standing and not is_yes_no(ask) and ask.has("which", "ask", "many"):
        return "standing"
    if ask.years and ask.has("which", "ask", "many") and not is_yes_no(ask):
        return "years"
    if ask.has("many") and ask.has("records"):
        return "count-all"
    return None
