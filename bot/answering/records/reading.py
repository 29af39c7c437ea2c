"""A question as the records see it: places, areas, years, amounts, and what its other words are signs of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.answering.question.linking import Linker, Mention
from bot.answering.question.words import Word, split_words
from bot.answering.records import amounts, idioms, inclusion, lexicon
from bot.answering.records._asks import Asks, asks, leaves_out
from bot.answering.records.amounts import DECADE, Amount, Years
from bot.answering.records.areas import Area, area_of, settled
from bot.answering.records.asides import asides
from bot.answering.records.idioms import OTHER
from bot.answering.records.lexicon import RELATED, Language
from bot.answering.records.spacing import opened, spaced
from corpus import countries
from corpus.places import Gazetteer

_OPENING = re.compile(
    r"^\W*(?:(?:please|hi|hello|hey|ok|okay|so|well|footbridge|if (?:so|yes|not|true))\b\W*)*"
    r"(?:(?:can|could|would|will) (?:you|u) (?:please )?|do you (?:happen to )?know (?=\w)|"
    r"i(?:'d| would) (?:like|love) to know |i want to know |i wonder |does anyone know |tell me (?!about)|"
    r"say |any idea |what (?:can|could|do) you (?:tell me|know) about |(?:what|how) about )*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_ASKING = frozenset(("which", "who", "many"))
_LEADING_ON = ("in", "article", "filler", "and", "of", "to", "or", "they", "put")  # "besides those in X"
_OVER = ("ended", "stop", "suspended")
_NOT_TOGETHER = ("partner", "partners", "counterpart", "counterparts", "some", "any", "one")
_WHAT = frozenset(("that", "which", "what", "whatever", "whichever"))
_POINTING = (["that"], ["this"])
_POINTED_AT = frozenset(("one", "city", "town", "place", "municipality"))
_RANKS = ("number", "nr", "no")
_SIZES = {"larger": "more", "largest": "most", "smaller": "less", "smallest": "least"}
_BEING = ("isn't", "aren't", "wasn't", "weren't", "isnt", "arent")
_BEFORE_ONE = ("exactly", "only", "just", "least", "than")
_SHORTDECADE = re.compile(r"[3-9]0s")
_COPULA = re.compile(r"(?<=[а-яё])\s+[–—]\s+(?=[а-яё])")
"""A dash for "is": "Чикаго и Осака — побратимы"."""

_DASH = re.compile(r"(?<=[^\W\d_])(?:\s*[–—]\s*|\s+-\s+)(?=[^\W\d_])")


@dataclass(frozen=True)
class Reading:
    """A question read against the places of the records.

    `cities` are its places in order (those with no places in the gazetteer are unknown names); `order`
    the signs of words and CITY, WHERE, YEAR, NUMBER in order, `words` the words in lower case alike;
    `excluded` and `outside` are the places and areas after "except" or "not in"; `other` the words of no
    sign; `top` how many are asked for, `rank` which in a ranking ("the second most");
    `spans` where each word stands in `text`; `wanted` what is asked where that is known without the signs;
    `included` and `omitted` the sorts of partnership that it says are to count too, or not to.
    """

    text: str
    language: str
    cities: tuple[Mention, ...]
    areas: tuple[Area, ...]
    excluded: tuple[Mention, ...]
    outside: tuple[Area, ...]
    years: Years | None
    amount: Amount | None
    order: tuple[str, ...]
    words: tuple[str, ...]
    other: tuple[str, ...]
    top: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()
    rank: int = 1
    wanted: Asks | None = None
    included: frozenset[str] = frozenset()
    omitted: frozenset[str] = frozenset()

    @cached_property
    def signs(self) -> frozenset[str]:
        """The signs without their order."""
        return frozenset(self.order)

    @cached_property
    def asks(self) -> Asks:
        """What kind of answer is wanted."""
        return self.wanted or asks(
            self.order, self.words, has_years=self.years is not None, has_areas=bool(self.areas)
        )

    @property
    def related(self) -> bool:
        """Tell whether the question speaks of partnership."""
        return self.has(*RELATED)

    @property
    def points_at_one(self) -> bool:
        """Tell whether "that one" or "this city" stands for a place: the one that was told, not asked, of."""
        return any(
            sign == "it" and word in _POINTED_AT for sign, word in zip(self.order, self.words, strict=True)
        )

    def has(self, *signs: str) -> bool:
        """Tell whether any of the signs occurs."""
        return any(sign in self.signs for sign in signs)

    def with_places(self) -> Reading:
        """Return the question with a country that is a city's name too read as that city: Liberia.

        The same question where it names none.
        """
        other = {one.start: one for one in self.mentions if one.places and one not in self.cities}
        where = [start for sign, (start, _) in zip(self.order, self.spans, strict=True) if sign == "WHERE"]
        if len(where) != len(self.areas) or other.keys().isdisjoint(where):
            return self
        order = tuple(
            "CITY" if sign == "WHERE" and start in other else sign
            for sign, (start, _) in zip(self.order, self.spans, strict=True)
        )
        cities = sorted([*self.cities, *(other[at] for at in where if at in other)], key=lambda m: m.start)
        areas = tuple(area for at, area in zip(where, self.areas, strict=True) if at not in other)
        return replace(self, cities=tuple(cities), areas=areas, order=order)

    def named_once(self) -> Reading:
        """Return the question with a place that is named again counted for nothing: "…, Lyon itself aside".

        The same question where none is.
        """
        first = {mention.places: mention for mention in reversed(self.cities)}
        again = {mention.start for mention in self.cities if first[mention.places] is not mention}
        if not again:
            return self
        order = tuple(
            "filler" if sign == "CITY" and start in again else sign
            for sign, (start, _) in zip(self.order, self.spans, strict=True)
        )
        kept = tuple(mention for mention in self.cities if mention.start not in again)
        return replace(self, cities=kept, order=order)


class Reader:
    """Read questions against one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._linkers: dict[str, Linker] = {}

    def read(self, question: str, signs: Mapping[str, str] | None = None) -> Reading:
        """Return what a question names and asks; `signs` are those of words that are in no list."""
        text = _DASH.sub(" and ", _COPULA.sub(" есть ", " ".join(opened(question).split())))
        opening = _OPENING.match(text)
        text = text[opening.end() :] if opening else text
        text = spaced(text, self._is_name)
        language = lexicon.language_of([word.low for word in split_words(text)])
        linked = self._linker(language).link(text)
        return _Builder(self.gazetteer, language, signs or {}).read(text, linked.mentions, linked.rest)

    def _linker(self, language: Language) -> Linker:
        if language.code not in self._linkers:
            self._linkers[language.code] = Linker(
                self.gazetteer,
                lambda word: lexicon.known(word) or language.sign(word) is not None,
                lexicon.common,
                language.basic_forms,
            )
        return self._linkers[language.code]

    def _is_name(self, text: str) -> bool:
        """Tell whether a text is a name of a place or of a country."""
        return countries.named(text) is not None or self.gazetteer.look_up(text) is not None


class _Builder:
    """Collect the words of one question from left to right."""

    def __init__(self, gazetteer: Gazetteer, language: Language, signs: Mapping[str, str]) -> None:
        self._gazetteer, self._language, self._signs = gazetteer, language, signs
        self._order: list[str] = []
        self._words: list[str] = []
        self._numbers: list[tuple[int, str]] = []
        self._amounts: list[tuple[int, int]] = []
        self._rank = 1

    def read(self, text: str, mentions: tuple[Mention, ...], rest: tuple[Word, ...]) -> Reading:
        """Return the reading of `text`."""
        cities: list[Mention] = []
        areas: list[Area] = []
        excluded: list[Mention] = []
        outside: list[Area] = []
        spans: list[tuple[int, int]] = []
        items: list[Mention | Word] = sorted([*mentions, *rest], key=lambda item: item.start)
        for item in items:
            self._words.append(item.text.casefold())
            spans.append((item.start, item.end))
            if isinstance(item, Mention):
                area = area_of(item, self._order if len(items) > 1 else ["ALONE"], mentions, self._gazetteer)
                out = self._excepted()
                if area:
                    (outside if out else areas).append(area)
                else:
                    (excluded if out else cities).append(item)
                self._order.append("EXCEPTED" if out else "WHERE" if area else "CITY")
                continue
            self._order.append(self._sign(item))
        sorts = inclusion.settle(self._order, self._words)
        self._subtract(cities, excluded)
        self._settle_signs()
        self._pass_over_both(len(cities), len(areas))
        self._name_regions(areas)
        names = [(mention.start, mention.end) for mention in mentions]
        aside = asides(text, spans, self._order, names)
        kept = [at for at in range(len(spans)) if at not in aside and at not in sorts.spots]
        other = [text[slice(*spans[at])] for at in kept if self._order[at] == OTHER]
        years = amounts.years_of(self._order, self._numbers, joined=amounts.joins(self._order, self._words))
        amount = amounts.amount_of(self._order, self._words, self._amounts)
        if amount is not None and years is None and amounts.is_age(self._order, self._amounts[0][0]):
            years, amount = amounts.aged(amount), None
        top = amounts.top_of(self._order, self._amounts) if amount is None else None
        return Reading(
            text, self._language.code, tuple(cities), settled(areas), tuple(excluded),
            tuple(outside), years, amount,
            tuple(self._order[at] for at in kept), tuple(self._words[at] for at in kept), tuple(other), top,
            tuple(spans[at] for at in kept), mentions, self._rank,
            included=sorts.included, omitted=sorts.omitted,
        )  # fmt: skip

    def _subtract(self, cities: list[Mention], excluded: list[Mention]) -> None:
        """Read "A's partners, minus any that B has" as those that B has not: B itself is not left out."""
        order = self._order
        left_out = [at for at, sign in enumerate(order) if sign == "EXCEPTED"]
        for at in left_out:
            after = next((sign for sign in order[at + 1 :] if sign != "filler"), "")
            lead = next((spot for spot in range(at, -1, -1) if order[spot] == "except"), at)
            if after != "have" or _WHAT.isdisjoint(self._words[lead:at]) or len(excluded) != len(left_out):
                continue
            order[lead], order[at] = "negated", "CITY"
            cities.append(excluded.pop(left_out.index(at)))
            cities.sort(key=lambda mention: mention.start)
            return

    def _settle_signs(self) -> None:
        """Count for nothing what other signs have made plain."""
        order, words = self._order, self._words
        order[:] = [
            idioms.settled(sign, words[at], order, order[at + 1 : at + 3]) for at, sign in enumerate(order)
        ]
        self._compare_years()
        self._count_one()
        amounts.settle_bounds(order, words)
        for tail in (
            ("or", "negated"),
            ("or", "which"),
            ("or", "filler"),
            ("negated",),
        ):  # "…, or not?", "…, no?"
            if tuple(order[-len(tail) :]) == tail:
                order[-len(tail) :] = ["filler"] * len(tail)
        if "EXCEPTED" in order:  # "Who else is it twinned with besides Paris?"
            order[:] = ["filler" if sign in ("except", "other", "EXCEPTED") else sign for sign in order]

    def _pass_over_both(self, cities: int, areas: int) -> None:
        """Count a number for nothing that says how many are named: "the two cities of Paris and Rome"."""
        named = (cities, areas, cities / 2)
        for at, number in tuple(self._amounts):
            if self._order[at - 1 : at] == ["article"] and number in named:
                self._order[at] = "filler"
                self._amounts.remove((at, number))

    def _name_regions(self, areas: list[Area]) -> None:
        """Count a word for regions for nothing beside the name of one: "the state of Texas"."""
        order = self._order
        spots = [at for at, sign in enumerate(order) if sign == "WHERE"]
        for which, (at, area) in enumerate(zip(spots, areas, strict=True)):
            before = order[max(0, at - 2) : at] == ["state", "of"]
            if area.region is None or not (before or order[at + 1 : at + 2] == ["state"]):
                continue
            order[at - 2 if before else at + 1 : at if before else at + 2] = ["filler"] * (1 + before)
            areas[which] = replace(area, country=None)  # not the country of that name

    def _compare_years(self) -> None:
        """Read what is older or newer than a year as before or after it: "no later than 1970"."""
        order = self._order
        for at in range(len(order) - 2):
            open_ = idioms.OPEN_YEARS.get(" ".join(order[at : at + 3]))
            if open_ and order[at + 3 : at + 4] != ["YEAR"]:
                order[at + 1 : at + 3] = [open_, "filler"]
            if order[at : at + 3] == ["YEAR", "via", "YEAR"]:  # "from 1990 through 1996"
                order[at + 1] = "to"
        for at in range(1, len(order) - 1):
            if order[at] != "than" or order[at + 1] != "YEAR" or order[at - 1] not in ("older", "newer"):
                continue
            denied = at > 1 and (order[at - 2] == "negated" or self._words[at - 2] == "no")
            older = order[at - 1] == "older"
            order[at] = ("since" if older else "until") if denied else "before" if older else "after"
            order[at - 2 if denied else at - 1 : at] = ["filler"] * (2 if denied else 1)

    def _count_one(self) -> None:
        """Read "one" as a number where cities are told apart by it: "How many cities have one partner"."""
        for at in range(1, len(self._order) - 1):
            counts = self._order[at - 1] in ("have", "with") and self._order[at + 1] in RELATED
            if self._words[at] == "one" and counts and amounts.of_places(self._order[:at]):
                self._order[at] = "NUMBER"
                self._amounts.append((at, 1))

    def _excepted(self) -> bool:
        """Tell whether a name that comes now is left out: "except Paris", "do not lie in Asia"."""
        for at, sign in reversed(list(enumerate(self._order))):
            if sign in ("except", "EXCEPTED"):
                return True
            if sign == "negated" and leaves_out(self._order, at):
                self._order[at] = "except"
                return True
            if sign not in _LEADING_ON:
                return False
        return False

    def _sign(self, word: Word) -> str:
        low = word.low
        if year := self._year(low):
            self._numbers.append((len(self._order), year))
            return "YEAR"
        if low in self._language.ordinals:
            self._rank = self._language.ordinals[low]
            return "ordinal"
        number = self._number(low)
        if number is not None:
            if self._words[-2:-1] and self._words[-2] in _RANKS:  # "who is number five?"
                self._order[-1], self._rank = "filler", number
                return "ordinal"
            if self._words[-2:-1] and self._words[-2] in ("over", "above", "under", "below"):
                self._order[-1] = "filler"  # it compares, whatever else it may say
            self._amounts.append((len(self._order), number))
            return "NUMBER"
        sign = self._signs.get(low) or self._language.sign(low) or OTHER
        if sign == "tag" and low.replace("'", "").endswith("nt") and _ASKING.intersection(self._order):
            return "negated"  # "Which of them aren't in Europe?"
        return self._phrased(low, sign)

    def _phrased(self, low: str, sign: str) -> str:
        """Return the sign of a word after those before it: some mean something else together.

        What those before it mean no longer is counted for nothing.
        """
        order, before = self._order, self._words[:-1]
        denied = -2 if order[-1:] in (["be"], ["filler"]) else -1  # "not been ended"
        if sign in _OVER and order[denied:][:1] == ["negated"]:
            order[denied] = "filler"
            return "active"
        if (meant := self._pointing(low, sign)) is not None:
            return meant
        if sign == "tag" and not order:  # "Isn't …?" asks like "Is …?"
            return "be" if low in _BEING else "do"
        for last, said, signs, gone, meant in idioms.TOGETHER:
            fits = sign in last and tuple(before[len(before) - len(said) :]) == said
            if fits and (not signs or (order and order[-1] in signs)) and low not in _NOT_TOGETHER:
                for at in range(1, gone + 1):
                    order[-at] = "filler"
                return meant
        if sign == "many" and order[-1:] and order[-1] in _SIZES:  # "the largest number of"
            order[-1] = _SIZES[order[-1]]
        if sign == "other" and "more" in order and order[-2:] == ["than", "filler"]:  # "more than any other"
            order[order.index("more")], order[-2] = "most", "filler"
            return "filler"
        return sign

    def _pointing(self, low: str, sign: str) -> str | None:
        """Return the sign of a word that points to what was named or told, and of "on" after a year."""
        order = self._order
        if low == "on" and order[-1:] in (["when"], ["YEAR"]):  # "from which year on"
            return "filler"
        if low in _POINTED_AT and self._words[-2:-1] in _POINTING and "CITY" not in order:
            return "it"
        apart = sign == "they" and order[-1:] == ["of"]  # "Is Paris one of them?"
        return "filler" if sign in ("it", "they") and "CITY" in order and not apart else None

    def _year(self, low: str) -> str | None:
        """Return a word as a year or a decade: "1988", "1990s", "80s", "sixties"."""
        if low in self._language.decades:
            return f"{self._language.decades[low]}s"
        if _SHORTDECADE.fullmatch(low):
            return f"19{low}"
        return low if DECADE.fullmatch(low) or (_NUMBER.fullmatch(low) and len(low) >= 4) else None

    def _number(self, low: str) -> int | None:
        """Return a word as a number; "one" is one only where it counts: "exactly one"."""
        if _NUMBER.fullmatch(low):
            return int(low)
        if low == "one" and self._words[-2:-1] and self._words[-2] in _BEFORE_ONE:
            return 1
        return self._language.numbers.get(low)
