"""Read a question: its places, filters, years, and the tags of the words between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answering.question.linking import Linker, Mention, Word
from bot.answering.records import _lexicon
from corpus import countries
from corpus.places import Gazetteer

_OPENING = re.compile(
    r"^\W*(?:(?:please|hi|hello|hey|ok|okay|so|well|footbridge)\b\W*)*"
    r"(?:(?:can|could|would|will) (?:you|u) (?:please )?|do you (?:happen to )?know (?=\w)|"
    r"i(?:'d| would) (?:like|love) to know |i want to know |i wonder |does anyone know |tell me (?!about)|"
    r"say |any idea |what (?:can|could|do) you (?:tell me|know) about |(?:what|how) about )*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_DECADE = re.compile(r"(1[89]|20)(\d0)'?s")
_DASH = re.compile(r"(?<=[^\W\d_])(?:\s*[–—]\s*|\s+-\s+)(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Where:
    """A country, region or continent that partners or places are to lie in."""

    label: str
    country: str | None = None
    region: str | None = None
    continent: str | None = None

    def holds(self, country: str, region: str) -> bool:
        """Tell whether a place of this country and (folded) region lies in it."""
        if self.continent:
            return countries.continent(country) == self.continent
        return (self.country is not None and country == self.country) or (
            self.region is not None and region == self.region
        )


@dataclass(frozen=True, slots=True)
class Years:
    """Which years are asked about: `how` is as-of, start, since, before or after; from `low` to `high`."""

    how: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as the records see it.

    `cities` are its places in order (those with no places in the gazetteer are unknown names);
    `order` the tags of words and CITY, WHERE, YEAR in order; `unknown` words with no tag; `top` how
    many are asked for.
    """

    text: str
    cities: tuple[Mention, ...]
    where: tuple[Where, ...]
    years: Years | None
    order: tuple[str, ...]
    words: tuple[str, ...]
    unknown: tuple[str, ...]
    top: int | None = None

    @property
    def tags(self) -> frozenset[str]:
        """The tags without their order."""
        return frozenset(self.order)

    def has(self, *tags: str) -> bool:
        """Tell whether any of the tags occurs."""
        return any(tag in self.order for tag in tags)


class Reader:
    """Read questions against one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._linker = Linker(gazetteer, _lexicon.known, _lexicon.common)
        self.gazetteer = gazetteer

    def read(self, question: str) -> Ask:
        """Return what the question names and asks."""
        text = _DASH.sub(" and ", " ".join(question.split()))
        text = text[_OPENING.match(text).end() :] if _OPENING.match(text) else text  # type: ignore[union-attr]
        linked = self._linker.link(text)
        cities: list[Mention] = []
        where: list[Where] = []
        order: list[str] = []
        words: list[str] = []
        unknown: list[str] = []
        numbers: list[tuple[int, str]] = []
        items: list[Mention | Word] = sorted([*linked.mentions, *linked.rest], key=lambda item: item.start)
        for item in items:
            words.append(item.text.casefold())
            if isinstance(item, Mention):
                place = _as_where(item, order, linked.mentions, self.gazetteer)
                if place:
                    where.append(place)
                    order.append("WHERE")
                else:
                    cities.append(item)
                    order.append("CITY")
                continue
            tag = _lexicon.tag(item.low)
            if tag == "every" and words[-2:] == ["at", "all"]:
                tag = "filler"
            if tag is None and (_NUMBER.fullmatch(item.text) or _DECADE.fullmatch(item.low)):
                numbers.append((len(order), item.low))
                tag = "YEAR" if len(item.text) >= 4 else "NUMBER"
            if tag is None:
                unknown.append(item.text)
                tag = "UNKNOWN"
            order.append(tag)
        years, top = _years(order, numbers, joined=_joins(order, words)), _top(order, numbers)
        return Ask(text, tuple(cities), tuple(where), years, tuple(order), tuple(words), tuple(unknown), top)


def _as_where(
    mention: Mention, order: list[str], mentions: tuple[Mention, ...], gazetteer: Gazetteer
) -> Where | None:
    """Return the mention as a country, region or continent, None when it is a city here.

    Luxembourg and New York are both: after "in" beside another city, or after "cities in", they
    are the larger.
    """
    area = mention.country or mention.region or mention.continent
    if not area or mention.mismatch or mention.qualifier:
        return None
    if mention.places:
        others = any(other.places and other is not mention for other in mentions)
        inside = order[-1:] == ["in"] or order[-2:] == ["in", "article"]
        before = order[-2:-1] if order[-1:] == ["in"] else order[-3:-2]
        if not (inside and (others or before in (["place"], ["rel"], ["partner"]))):
            return None
    label = mention.country or mention.text
    if mention.continent:
        label = countries.CONTINENT_NAMES[mention.continent]
    elif mention.region and not mention.country:
        label = _region_label(mention.region, gazetteer)
    return Where(label, mention.country, mention.region, mention.continent)


def _region_label(region: str, gazetteer: Gazetteer) -> str:
    return countries.states().get(region) or next(
        (
            place.region
            for place in gazetteer.places
            if place.region and countries.fold(place.region) == region
        ),
        region,
    )


def _joins(order: list[str], words: list[str]) -> bool:
    """Tell whether "twin" is the verb: "Who did Burlington twin with in 1991?" asks what began then."""
    if "did" not in words or "have" in order:
        return False
    return any(
        order[at] in ("rel", "partner")
        and words[at] in ("twin", "partner", "pair", "link")
        and order[at - 1] in ("CITY", "WHERE", "filler", "place", "do")
        and order[at + 1] not in ("CITY", "place")
        for at in range(1, len(order) - 1)
    )


def _years(order: list[str], numbers: list[tuple[int, str]], *, joined: bool) -> Years | None:
    """Return the years asked about; the word before a year says how."""
    years = [(at, value) for at, value in numbers if order[at] == "YEAR"]
    if len(years) != 1:
        return None
    at, value = years[0]
    decade = _DECADE.fullmatch(value)
    if not decade and not 1000 <= int(value) <= 2999:
        return None
    low = int(decade[1] + decade[2]) if decade else int(value)
    high = low + 9 if decade else low
    before = next((tag for tag in reversed(order[:at]) if tag != "article"), "")
    if before in ("before", "until"):
        return Years("before", 0, low - 1)
    if before == "after":
        return Years("after", high + 1, 9999)
    if before == "since":
        return Years("since", low, high)
    started = joined or any(tag in order for tag in ("start", "found"))
    return Years("start" if started or decade else "as-of", low, high)


def _top(order: list[str], numbers: list[tuple[int, str]]) -> int | None:
    """Return how many are asked for ("top 5", "the 3 cities with the most …")."""
    counts = [int(value) for at, value in numbers if order[at] == "NUMBER" and value.isdigit()]
    if len(counts) == 1 and 0 < counts[0] <= 50 and ("top" in order or "most" in order):
        return counts[0]
    return None
