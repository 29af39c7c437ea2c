"""Find the places, countries and regions that a question names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.question.words import Word, has_case, split_words
from corpus import countries
from corpus.countries import fold
from corpus.demonyms import adjectives_of_regions
from corpus.groups import Group, group, group_of_adjective
from corpus.groups import continent as continent_named
from corpus.places import Found, Gazetteer, How, region_name
from corpus.us_states import US_STATES

_GLUE = re.compile(r"[ \u00a0]*|[ ]?[-–/.'’][ ]?|\. |\.[ ]?|[ ]?\)?[ ]?\(")
_QUALIFIER = re.compile(r"\s*,\s*(?:in\s+|the\s+)?|\s*\(\s*(?:the\s+)?|\s+")
_INSIDE = re.compile(
    r"\s*,?\s+(?:\(?(?:the\s+)?one\s+)?(?:over\s+)?(?:in|of)\s+(?:the\s+)?(?:state\s+of\s+|province\s+of\s+)?",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"(?:['’]s)?\s+(?:city\s+)?(?:district|borough|quarter|ward)\s+(?:of\s+)?", re.IGNORECASE
)
LARGE = 100_000
"""Inhabitants of a city that is meant rather than a region of that name."""

_THE = re.compile(r"\s*[,(]?\s*(?:i mean\s+)?(?:the\s+)?", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"\s+(?:cit(?:y|ies)|towns?|places?|villages?|municipalit|communit|partner|twin|sister|friend)",
    re.IGNORECASE,
)
_IN_A_LANGUAGE = re.compile(r"\b(?:in|into|to|speaks?|spoken)\s+$", re.IGNORECASE)
_ONE = re.compile(r"\s+one\b\s*\)?", re.IGNORECASE)
_SLOTS = frozenset("of with between and to does do did is are has have in from for".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the question, and what it may mean.

    `places` are numbers of the gazetteer; `country`, `region`, `continent` and `group` what else the name
    can be; `how` the place was found; `qualifier` what was named beside it, `mismatch` a country or
    region named beside it in which the records have no such place; `vague` when the records
    do not say the region that the question names; `land` the country that its qualifier is; `within`
    country and region of a qualifier after "in" that tells no namesakes apart, so that it may belong to
    what the question asks for instead.
    """

    start: int
    end: int
    text: str
    places: tuple[int, ...] = ()
    country: str | None = None
    region: str | None = None
    continent: str | None = None
    group: Group | None = None
    adjective: bool = False
    how: How = "exact"
    matched: str = ""
    qualifier: str | None = None
    mismatch: str | None = None
    vague: bool = False
    land: str | None = None
    within: tuple[str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A question with its mentions, in order, and the words outside them."""

    text: str
    mentions: tuple[Mention, ...]
    rest: tuple[Word, ...]
    words: tuple[Word, ...]


class Linker:
    """Link names in questions to the places of a gazetteer.

    `known_word` tells whether a lower-case word is an ordinary word of such questions, and
    `common_word` whether it is a word of the language that is the name of a place too; `basic_forms`
    gives what a declined name may be declined from.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        known_word: Callable[[str], bool] = lambda word: False,
        common_word: Callable[[str], bool] = lambda word: False,
        basic_forms: Callable[[str], Iterable[str]] = lambda name: (),
    ) -> None:
        self._gazetteer = gazetteer
        self._basic_forms = basic_forms
        self._known = known_word
        self._common = common_word

    def link(self, text: str) -> Linked:
        """Return the mentions of a question, longest names first from left to right."""
        words = split_words(text)
        cased = has_case(words)
        mentions = self._exact(text, words, cased)
        if not any(mention.places for mention in mentions) and not cased:
            mentions = self._exact(text, words, cased, last_resort=True)
        mentions = self._qualify(text, words, mentions)
        mentions = self._guess(text, words, mentions, cased)
        mentions = self._qualify(text, words, mentions)
        rest = tuple(word for word in words if not any(m.start <= word.start < m.end for m in mentions))
        return Linked(text, tuple(mentions), rest, tuple(words))

    def _exact(
        self, text: str, words: Sequence[Word], cased: bool, *, last_resort: bool = False
    ) -> list[Mention]:
        mentions: list[Mention] = []
        position = 0
        while position < len(words):
            mention = None
            for size in range(min(self._gazetteer.longest, len(words) - position), 0, -1):
                part = words[position : position + size]
                if not self._can_be_one(text, part) or not self._plausible(
                    part, cased, position, last_resort
                ):
                    continue
                mention = self._named(text, part, cased)
                if mention:
                    position += size
                    break
            if mention:
                mentions.append(mention)
            else:
                position += 1
        return mentions

    def _can_be_one(self, text: str, part: Sequence[Word]) -> bool:
        """Tell whether words can be one name: "Lee's Summit" is one only because it is known as such."""
        if not _joined(text, part):
            return False
        if not any(word.possessive for word in part[:-1]):
            return True
        return self._gazetteer.look_up(text[part[0].start : part[-1].end]) is not None

    def _plausible(self, part: Sequence[Word], cased: bool, position: int, last_resort: bool) -> bool:
        """Tell whether words can be a name here: "most" and "nice" are names only with a capital."""
        ordinary = all(self._known(word.low) for word in part)
        capital = part[0].text[0].isupper() or part[-1].text[0].isupper()
        if ordinary:
            return cased and capital and (position > 0 or part[-1].possessive)
        if len(part) == 1 and self._common(part[0].low):
            return (cased and capital) or last_resort
        if len(part) == 1 and part[0].low == "us":
            return part[0].text == "US"
        return True

    def _named(self, text: str, part: Sequence[Word], cased: bool) -> Mention | None:
        """Return what words are a name of; a region that no record writes has a capital where others do."""
        start, end = part[0].start, part[-1].end
        if start and text[start - 1] in "'’" and self._gazetteer.look_up(text[start - 1 : end]):
            start -= 1  # 's-Hertogenbosch
        if text.count("(", start, end) > text.count(")", start, end):
            end += text[end : end + 1] == ")"
        name = text[start:end]
        key = fold(name)
        country, adjective = countries.named(name), countries.adjectives().get(key)
        of_region = adjectives_of_regions().get(key)
        if of_region and not _describes(text, start, end):
            of_region = None
        region = next((one for one in (key, of_region) if one and one in self._gazetteer.regions), None)
        if region and cased and name.islower() and region not in tuple(self._gazetteer.regions):
            region = None  # "take part in": Part is a county
        forms = [continent_named(name), *map(continent_named, self._basic_forms(name))]
        continent = next(filter(None, forms), None)
        found = self._gazetteer.look_up(name) or self._declined(name)
        country = country or next(filter(None, map(countries.named, self._basic_forms(name))), None)
        owner = name[:-1] if name.endswith("s") and not (found or country or adjective) else ""
        if owner and len(part) > 1:  # "mexico citys twins"
            found = self._gazetteer.look_up(owner)
        elif owner:  # "japans twins", "volgograds twins"
            country, low = countries.named(owner), owner.casefold()
            held = (
                None if country or self._known(low) or self._common(low) else self._gazetteer.look_up(owner)
            )
            found = held if held and held.how == "exact" else found
        if found and "(" in name and found.how != "exact":  # a qualifier, which is read as one
            found = None
        several = None if country or continent else group(name) or group_of_adjective(name)
        if not (found or country or adjective or region or continent or several):
            return None
        if found and found.how in ("part", "accents") and (country or adjective or continent or several):
            found = found if country and self._is_city_too(country, found) else None
        return Mention(
            start,
            end,
            name,
            found.places if found else (),
            country or adjective,
            region,
            continent,
            several,
            (adjective is not None and country is None)
            or (region is not None and region == of_region)
            or group_of_adjective(name) is not None,
            found.how if found else "exact",
            found.name if found else "",
        )

    def _declined(self, name: str) -> Found | None:
        """Return the places of a name that stands in another case than its first: "Волгограда"."""
        forms = () if countries.named(name) else self._basic_forms(name)
        found = next(filter(None, map(self._gazetteer.look_up, forms)), None)
        return replace(found, how="alias") if found else None

    def _is_city_too(self, country: str, found: Found) -> bool:
        """Tell whether a country and a city of it have one name: Luxemburg is both, as Luxembourg is."""
        same = self._gazetteer.look_up(country)
        return same is not None and same.how == "exact" and same.places == found.places

    def _qualify(self, text: str, words: Sequence[Word], mentions: list[Mention]) -> list[Mention]:
        """Join each place with the region or country named right after it."""
        done: list[Mention] = []
        for mention in mentions:
            before = done[-1] if done else None
            if before and self._names_region(text, before, mention):
                done[-1:] = [replace(before, places=(), country=None), mention]
                continue
            if before:
                joined = self._joined_to(text, before, mention)
                if joined:
                    done[-1] = joined
                    continue
            done.append(mention)
        return [self._with_state(text, words, mention) for mention in done]

    def _joined_to(self, text: str, before: Mention, mention: Mention) -> Mention | None:
        """Return the place that two names next to each other are of, None where they are of two."""
        if before.adjective and mention.places:
            return self._national(text, before, mention)
        if not before.places:
            return None
        if one := self._the_one(text, before, mention):
            return one
        if mention.adjective:
            return None
        return self._join(text, before, mention) or self._part_of(text, before, mention)

    def _national(self, text: str, nation: Mention, city: Mention) -> Mention | None:
        """Return the one of several places that an adjective means: "the English Birmingham"."""
        fitting = self._fitting(city, nation)
        if not fitting or len(fitting) == len(city.places) or text[nation.end : city.start].strip():
            return None
        return replace(city, start=nation.start, places=fitting, qualifier=nation.text, land=nation.country)

    def _the_one(self, text: str, city: Mention, other: Mention) -> Mention | None:
        """Return the one of several places that is told apart after its name: "Birmingham (the UK one)"."""
        one = _ONE.match(text, other.end)
        fitting = self._fitting(city, other)
        if not one or not fitting or not _THE.fullmatch(text[city.end : other.start]):
            return None
        return replace(city, end=one.end(), places=fitting, qualifier=other.text, land=other.country)

    def _fitting(self, city: Mention, area: Mention) -> tuple[int, ...]:
        """Return the places of a name that lie in a country or region."""
        return tuple(n for n in city.places if self._fits(n, area.country, area.region))

    def _fits(self, number: int, country: str | None, region: str | None) -> bool:
        place = self._gazetteer.places[number]
        if country and place.country == country:
            return True
        if not region:
            return False
        named = region_name(region, place.country)
        return named == region_name(place.region, place.country) or region == fold(_hint(place.name))

    def _names_region(self, text: str, name: Mention, other: Mention) -> bool:
        """Tell whether a country after a name shows it to be a region: no Florida of the USA is a city."""
        beside = _QUALIFIER.fullmatch(text[name.end : other.start])
        if not beside or not name.region or not other.country or other.places:
            return False
        inside = other.country in self._gazetteer.regions[name.region]
        return inside and not any(self._fits(n, other.country, None) for n in name.places)

    def _join(self, text: str, city: Mention, other: Mention) -> Mention | None:
        """Return the place with what follows it as its region or country, None if it is none."""
        between = text[city.end : other.start]
        beside, inside = bool(_QUALIFIER.fullmatch(between)), bool(_INSIDE.fullmatch(between))
        if not beside and not inside:
            return None
        end = other.end + (text[other.end : other.end + 1] == ")")
        fitting = self._fitting(city, other)
        if fitting:
            if inside and len(city.places) == 1:  # "Chicago in the United States" needs no choice
                within = (other.country, other.region)
                return replace(city, end=end, qualifier=other.text, within=within)
            return replace(city, end=end, places=fitting, qualifier=other.text, land=other.country)
        vague = tuple(
            n
            for n in city.places
            if other.region
            and not (inside and other.country)  # "Bristol in Georgia" may ask for partners in that country
            and not self._gazetteer.places[n].region
            and self._gazetteer.places[n].country in self._gazetteer.regions[other.region]
        )
        if vague and not other.places:
            return replace(city, end=end, places=vague, qualifier=other.text, vague=True)
        strong = "," in between or "(" in between or (beside and bool(other.region))
        if strong and not other.places and (other.country or (other.region and not self._is_city(other))):
            return replace(city, end=end, mismatch=other.text)
        return None

    def _is_city(self, region: Mention) -> bool:
        """Tell whether a region is a large city too, which the records lack: "Reykjavik, Oslo or Riga"."""
        return any(one.own and one.population >= LARGE for one in self._gazetteer.elsewhere(region.text))

    def _part_of(self, text: str, whole: Mention, part: Mention) -> Mention | None:
        """Return the part of a city that is named after it: "the Budapest district of Csepel"."""
        if not _PART_OF.fullmatch(text[whole.end : part.start]):
            return None
        called = {fold(self._gazetteer.places[number].name) for number in whole.places}
        inside = tuple(n for n in part.places if fold(_hint(self._gazetteer.places[n].name)) in called)
        return replace(part, start=whole.start, places=inside, qualifier=whole.text) if inside else None

    def _with_state(self, text: str, words: Sequence[Word], mention: Mention) -> Mention:
        """Join a place with the postal code of a state: "Burlington VT", "Portland, OR"."""
        if not mention.places:
            return mention
        after = next((word for word in words if word.start >= mention.end), None)
        if after is None or after.text not in US_STATES:
            return mention
        between = text[mention.end : after.start]
        american = [n for n in mention.places if self._gazetteer.places[n].country == "United States"]
        if not _QUALIFIER.fullmatch(between) or ("," not in between and not american):
            return mention
        state = Mention(after.start, after.end, after.text, region=fold(US_STATES[after.text]))
        return self._join(text, mention, state) or mention

    def _guess(self, text: str, words: Sequence[Word], mentions: list[Mention], cased: bool) -> list[Mention]:
        """Add places whose names are misspelt: only where a name can stand, only clear cases."""
        free = [word for word in words if not any(m.start <= word.start < m.end for m in mentions)]
        added: list[Mention] = []
        for position, word in enumerate(words):
            taken = any(m.start <= word.start < m.end for m in added)
            if word not in free or taken or self._known(word.low) or self._common(word.low):
                continue
            if not _can_be_name(words, position, cased):
                continue
            for size in (3, 2, 1):
                part = words[position : position + size]
                if len(part) < size or not _joined(text, part) or any(w not in free for w in part):
                    continue
                found = self._gazetteer.guess(text[part[0].start : part[-1].end])
                if found:
                    added.append(_guessed(text, part, found))
                    break
        return sorted([*mentions, *added], key=lambda mention: mention.start)


def _hint(name: str) -> str:
    """Return what a name says in brackets: of which city a district is."""
    return name[name.find("(") + 1 : -1] if name.endswith(")") else ""


def _guessed(text: str, part: Sequence[Word], found: Found) -> Mention:
    start, end = part[0].start, part[-1].end
    return Mention(start, end, text[start:end], found.places, how="typo", matched=found.name)


def _describes(text: str, start: int, end: int) -> bool:
    """Tell whether an adjective describes what follows it: "in English, please" names a language."""
    if _IN_A_LANGUAGE.search(text[:start]):
        return _DESCRIBED.match(text, end) is not None
    return text[end : end + 2].strip().isalpha()


def _can_be_name(words: Sequence[Word], position: int, cased: bool) -> bool:
    """Tell whether a word stands where a name does: a capital, or after "of", "with", "and"."""
    word = words[position]
    if cased:
        return word.text[0].isupper()
    before = words[position - 1].low if position else ""
    return word.possessive or before in _SLOTS or position == 0


def _joined(text: str, part: Sequence[Word]) -> bool:
    """Tell whether only what can stand inside a name is between the words."""
    return all(
        _GLUE.fullmatch(text[one.end + (2 if one.possessive else 0) : other.start])
        for one, other in itertools.pairwise(part)
    )
