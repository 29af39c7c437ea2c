"""Fill in what a follow-up leaves out: "And since when?", "What about Chicago?", "How many of them …"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.question.linking import Mention
from bot.answering.records.areas import Area
from bot.answering.records.lexicon import RELATED
from bot.answering.records.reading import Reader, Reading
from corpus.places import Gazetteer, region_name

_POINTING = ("it", "they")
_KINDS = frozenset(
    (
        "many", "when", "since", "long", "until", "stop", "status", "active", "suspended", "ended", "still",
        "country", "far", "unit", "farthest", "near", "most", "least", "first", "latest", "longest", "common",
        "chain", "connected", "where",
    )
)  # fmt: skip
_OURS = frozenset(("our", "ours", "we", "we're", "we’re"))
"""Words for the place that the asker named before, as where they live."""

_DEMANDING = frozenset(("ask", "me", "article", "filler", "tag", "they", "it", "and", "of", "every"))
"""Signs of a question that only demands names."""

_AREA_ALONE = frozenset(("and", "in", "article", "WHERE", "about", "which", "filler"))

_COUNTING = frozenset(("how", "many", "they", "be", "ask", "me", "article", "filler", "and", "of", "which"))
"""Signs of a question that only counts what the one before listed: "… in Europe: how many?"."""

_BRIEF = 6  # words: a question this short without a place of its own continues the last one


def merge_all(
    reader: Reader, history: Sequence[str], current: Reading, whole: Callable[[Reading], bool]
) -> tuple[Reading, Reading | None]:
    """Return the question with what it leaves out, and the last question before it, read alike.

    `whole` tells whether a question can be answered as it stands.
    """
    before: Reading | None = None
    for earlier in history[-6:]:
        read = merge(before, reader.read(earlier), reader.gazetteer, whole)
        if read.cities or read.areas or (read.has("most", "least") and whole(read)):
            before = read
    return merge(before, current, reader.gazetteer, whole), before


def merge(
    before: Reading | None, reading: Reading, gazetteer: Gazetteer, whole: Callable[[Reading], bool]
) -> Reading:
    """Return a reading with the places, relation and filters that it takes from `before`."""
    if before is None or reading.other or reading.has("negated", "why"):
        return reading
    if not before.cities and before.has("most", "least"):
        return _ranked_again(before, reading)
    related, kinds = reading.has(*RELATED), not _KINDS.isdisjoint(reading.signs)
    if len(before.cities) == len(reading.cities) == 1 and before.related and _of_them(reading):
        return _among_them(before, reading)
    if reading.cities:
        return _with_cities(before, reading, gazetteer, related=related, kinds=kinds)
    chosen = None if related or kinds else _choice(before, reading, gazetteer)
    if chosen or not before.cities:
        return chosen or reading
    return (
        _related_to(before, reading, gazetteer, whole)
        if related
        else _elliptical(before, reading, gazetteer, kinds=kinds)
    )


def _ranked_again(before: Reading, reading: Reading) -> Reading:
    """Return a ranking asked before of another area or rank: "In Germany?", "And the second most?"."""
    if reading.cities or reading.has(*RELATED, "place", "country"):
        return reading
    if reading.rank > 1 and not reading.areas:
        return replace(before, rank=reading.rank, order=(*before.order, "ordinal"), words=(*before.words, ""))
    if len(reading.areas) == 1 and not before.areas and reading.signs <= _AREA_ALONE:
        at = before.order.index("place") + 1 if "place" in before.order else 0
        order = (*before.order[:at], "in", "WHERE", *before.order[at:])
        words = (*before.words[:at], "in", "", *before.words[at:])
        return replace(before, areas=reading.areas, order=order, words=words) if at else reading
    return reading


def _elliptical(before: Reading, reading: Reading, gazetteer: Gazetteer, *, kinds: bool) -> Reading:
    """Complete a question with neither a place nor a word of partnership: "And since when?"."""
    leads = reading.has(*_POINTING, "about") or reading.order[:1] == ("and",) or len(reading.order) <= _BRIEF
    demanded = reading.has("ask") and reading.signs <= _DEMANDING  # "If so, tell me the name"
    if demanded:
        reading = replace(reading, order=("ask",), words=("name",))
    if not leads or not (kinds or demanded or reading.areas or reading.years or reading.has("which", "who")):
        return reading
    if kinds or demanded or reading.has("which", "who", "every"):
        same = not kinds or (reading.has("many") and reading.signs <= _COUNTING)
        asked = _where(before, reading) if same and not (reading.areas or reading.years) else reading
        apart = reading.points_at_one or not before.related  # "In which country is it?"
        located = apart and reading.has("country", "where", "far")
        return _about(before, asked, before.cities, gazetteer, relate=not located)
    return replace(
        before,
        areas=reading.areas or before.areas,
        years=reading.years or before.years,
        order=(*before.order, *("WHERE" for _ in reading.areas)),
        words=(*before.words, *("" for _ in reading.areas)),
    )


def _where(before: Reading, reading: Reading) -> Reading:
    """Return a question with the areas and years of the one before: "… any in Spain? Which ones?"."""
    added = ("WHERE",) * len(before.areas)
    return replace(
        reading,
        areas=before.areas,
        years=before.years,
        order=(*reading.order, *added),
        words=(*reading.words, *("" for _ in added)),
    )


_Words = tuple[tuple[str, str], ...]
"""Signs, each with its word; empty words stand for what was left out."""


def _strip(words: _Words) -> _Words:
    """Return the words without those that only point back or introduce."""
    return tuple(pair for pair in words if pair[0] not in ("it", "they", "and", "about"))


def _with_words(reading: Reading, words: _Words, cities: tuple[Mention, ...], text: str) -> Reading:
    order, said = tuple(sign for sign, _ in words), tuple(word for _, word in words)
    return replace(reading, cities=cities, order=order, words=said, text=text)


def _about(
    before: Reading, reading: Reading, cities: tuple[Mention, ...], gazetteer: Gazetteer, *, relate: bool
) -> Reading:
    """Return the question about places of the last one, with its word for partners if asked."""
    relation = tuple(sign for sign in before.order if sign in RELATED)[:2] or ("rel",)
    cities = tuple(_placed(mention, before.areas, gazetteer) for mention in cities)
    added = tuple((sign, "") for sign in (*(relation if relate else ()), *("CITY" for _ in cities)))
    said = tuple(zip(reading.order, reading.words, strict=True))
    words = (*_strip(said), *added)
    if not relate and len(cities) > 1 and reading.has("they"):  # "How long have they been twinned?"
        at = reading.order.index("they")
        words = (*_strip(said[:at]), ("CITY", ""), ("and", ""), ("CITY", ""), *_strip(said[at + 1 :]))
    elif reading.has("every"):  # what is said of them all comes last
        words = (*_strip(said[:1]), *added, *_strip(said[1:]))
    return _with_words(reading, words, cities, f"{before.text} / {reading.text}")


def _ours(reading: Reading) -> bool:
    return not _OURS.isdisjoint(reading.words)


def _related_to(
    before: Reading, reading: Reading, gazetteer: Gazetteer, whole: Callable[[Reading], bool]
) -> Reading:
    """Complete a question with a word of partnership but no place: "Is the partnership still active?"."""
    if _ours(reading) and before.cities:
        return _about(before, reading, before.cities[:1], gazetteer, relate=False)
    if reading.has("it") and not reading.has(
        "when", "since", "still", "status", "active", "suspended", "ended"
    ):
        return _about(before, reading, before.cities[:1], gazetteer, relate=False)
    if reading.has(*_POINTING) or reading.order[:1] == ("and",):
        return _about(before, reading, before.cities, gazetteer, relate=False)
    if (
        not whole(reading)
        and reading.has("partner")
        and reading.has("status", "still", "active", "suspended", "when", "since")
    ):
        return _about(before, reading, before.cities, gazetteer, relate=False)
    return reading


def _with_cities(
    before: Reading, reading: Reading, gazetteer: Gazetteer, *, related: bool, kinds: bool
) -> Reading:
    """Complete a question that names places: "What about Chicago?", "And with Yaroslavl?"."""
    pair = len(reading.cities) == len(before.cities) == 2
    if pair and not (related or kinds):  # "… and are Seattle and Galway?"
        return replace(before, cities=reading.cities, text=f"{before.text} / {reading.text}")
    if len(reading.cities) != 1 or not (before.cities or before.areas):
        return reading
    if related or kinds:
        points = (
            reading.has("it")
            or _ours(reading)
            or (not related and reading.order[:1] == ("and",))
            or (not related and reading.has("with"))
        )
        if not points or not before.cities:
            return reading
        return _about(before, reading, (before.cities[0], reading.cities[0]), gazetteer, relate=not related)
    if reading.has("who", "be", "do", "have", "many") or not before.cities:
        return reading
    cities = (before.cities[0], reading.cities[0]) if len(before.cities) == 2 else reading.cities
    return replace(
        before, cities=cities, areas=reading.areas or before.areas, years=reading.years or before.years
    )


def _of_them(reading: Reading) -> bool:
    """Tell whether partners told before are pointed to: "Is Coventry one of them?", "Which of those …"."""
    order = [sign for sign in reading.order if sign not in ("filler", "article")]
    return "of" in order[:-1] and order[order.index("of") + 1] == "they"


def _among_them(before: Reading, reading: Reading) -> Reading:
    """Return whether a place is one of the partners told before, or which of these are partners of it."""
    asked: tuple[str, ...] = ("be", "CITY", "rel", "with", "CITY")
    if reading.related:
        lead = ("how", "many") if reading.has("many") else ("which",)
        asked = (*lead, "partner", "do", "CITY", "and", "CITY", "have", "in", "common")
    cities = (before.cities[0], reading.cities[0])
    return replace(reading, cities=cities, order=asked, words=("",) * len(asked))


def _choice(before: Reading, reading: Reading, gazetteer: Gazetteer) -> Reading | None:
    """Return the last question with its ambiguous place decided by the region or country named now."""
    if len(reading.areas) != 1 or reading.years:
        return None
    area = reading.areas[0]
    cities = tuple(_placed(mention, (area,), gazetteer) for mention in before.cities)
    return replace(before, cities=cities) if cities != before.cities else None


def _placed(mention: Mention, areas: Sequence[Area], gazetteer: Gazetteer) -> Mention:
    """Return a name of several places as that of those which lie in one of the areas, if any do."""

    def fits(number: int) -> bool:
        place = gazetteer.places[number]
        region = region_name(place.region, place.country)
        return any(area.holds(place.country, region) for area in areas)

    narrowed = tuple(number for number in mention.places if fits(number))
    return replace(mention, places=narrowed) if len(mention.places) > 1 and narrowed else mention


def decided_before(before: Reading | None, mention: Mention) -> tuple[int, ...]:
    """Return the places of the last question that an ambiguous name may mean."""
    if before is None:
        return ()
    known = {number for other in before.cities if len(other.places) == 1 for number in other.places}
    return tuple(number for number in mention.places if number in known)
