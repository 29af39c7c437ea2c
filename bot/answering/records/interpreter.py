"""From a question to its answer by the records: read it, find its kind, settle its places, answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.blocks import Statement
from bot.answering.language import joined, phrases
from bot.answering.question.linking import Mention
from bot.answering.records import described as described_places
from bot.answering.records import two_ways
from bot.answering.records._asks import asks_count
from bot.answering.records.areas import Area, members, region_label
from bot.answering.records.deciding import Decider
from bot.answering.records.draft import RecordAnswer
from bot.answering.records.follow import decided_before, merge_all
from bot.answering.records.kind import Kind
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import Likeness
from bot.answering.records.query import Query
from bot.answering.records.reading import Reader, Reading
from bot.answering.records.unsettled import choices, each, unknown, with_unknown_place
from corpus.countries import fold, named
from corpus.partnerships import Records
from corpus.places import KNOWN

_SURENESS = {"exact": 1.0, "alias": 0.98, "part": 0.95, "accents": 0.96, "typo": 0.9}
_KEPT = 0.9  # how likely the one place of a name is meant of which somebody keeps all records
_OF_A_REGION = 0.8  # how likely a name that is a region's too means a city elsewhere
_OF_A_COUNTRY = 0.9  # how likely a name that is a country's too means a city elsewhere
_NAMESAKES = 5  # places of one name that are told beside the one that was taken
_GUESSED = 3  # partners from which a place is taken that a misspelt name is near; others are offered
_FEW = 12  # partners that all places of a name have together, of each of which is told then
_TOLD_OF_EACH = frozenset(("list", "count"))
_FAR_MORE = 5  # times the partners, or the people, of the next namesake that a place has which is meant
_MORE = 3  # the same where somebody keeps that place's records
_KNOWN_BY_FAR = 20  # times the people from which a place that has most partners, too, is meant
_POLITE = re.compile(r"[,\s]+(?:please|pls|plz|thanks|thank you|thx)[.!?\s]*$", re.IGNORECASE)
_LONGEST = 400  # characters: longer texts are no plain questions about records


class Interpreter:
    """Answers from records. `likeness` reads words in no list; without it, they turn a question away."""

    def __init__(self, likeness: Likeness | None = None, known: Sequence[Kind] = ()) -> None:
        self._likeness = likeness
        self.decider = Decider(likeness, tuple(known) or kinds())

    def ask(self, question: str, records: Records, *, history: Sequence[str] = ()) -> RecordAnswer | None:
        """Return the exact answer to a question, None when the records cannot answer it.

        `history` holds earlier questions, oldest first. An ambiguous name gives `choices`, a place
        that the records do not know `unknown`; both have `abstained` set.
        """
        if not question.strip() or len(question) > _LONGEST:
            return None
        reader = Reader(records.gazetteer)
        question = _POLITE.sub("", question)
        listed = reader.read(question)
        alone = self._with_likeness(reader, question, listed)
        described = described_places.answered(alone, records, lambda one: self.ask(one, records))
        if described is not None:
            return described
        history = self._named(reader, records, history, alone)
        reading, before = merge_all(reader, history, alone, lambda one: self.decider.kind(one) is not None)
        decided = self.decider.decided(reading, alone, listed)
        if decided is None:
            return self._unknown_place(reading, records)
        reading, kind = decided.reading, decided.kind
        reading = _partnered(_placed(reading, records, kind), alone, before, records)
        if reading.asks not in kind.asks:  # what weights took for this kind may ask in any words
            counts = "count" in kind.asks and asks_count(reading.order, reading.signs)
            reading = replace(reading, wanted="count" if counts else kind.asks[0])
        found = _answered(reading, before, records, kind)
        return found and replace(found, confidence=found.confidence * decided.sureness)

    def _named(
        self, reader: Reader, records: Records, history: Sequence[str], alone: Reading
    ) -> Sequence[str]:
        """Return the questions before with the place named that a ranking gave, where "it" points to that."""
        if not history or not alone.has("it"):
            return history
        if not alone.points_at_one and reader.read(history[-1]).cities:
            return history
        found = described_places.labels_of(self.ask(history[-1], records, history=history[:-1]), records)
        return (*history, *found) if len(found) == 1 else history

    def kind_of(self, reader: Reader, question: str) -> Kind | None:
        """Return the kind of a question that stands alone; None when the records do not answer it."""
        listed = reader.read(question)
        alone = self._with_likeness(reader, question, listed)
        decided = self.decider.decided(alone, alone, listed)
        return decided.kind if decided else None

    def read(self, reader: Reader, question: str) -> Reading:
        """Read a question, its words of no list by `likeness` where there is one."""
        return self._with_likeness(reader, question, reader.read(question))

    def _with_likeness(self, reader: Reader, question: str, listed: Reading) -> Reading:
        """Return a question read anew where likeness gives signs to words that are in no list."""
        signs = self._likeness.signs(listed) if self._likeness else {}
        return reader.read(question, signs) if signs else listed

    def _unknown_place(self, reading: Reading, records: Records) -> RecordAnswer | None:
        """Tell a question about partners of an unknown place from a question about something else."""
        found = with_unknown_place(reading)
        if found is None:
            return None
        with_place, name = found
        kind = self.decider.kind(with_place)
        return unknown(name, records) if kind is not None and kind.about_places else None


def _answered(reading: Reading, before: Reading | None, records: Records, kind: Kind) -> RecordAnswer | None:
    """Return the answer of a kind for the places that a question means; None where the records lack it."""
    settled = _settle(reading, before, records, kind)
    if isinstance(settled, RecordAnswer):
        return _of_each(settled, reading, records, kind) or settled
    if len(settled) == 2 and (settled[0] == settled[1] or _elsewhere(reading, settled, records, kind)):
        return None
    answer = two_ways.answer(kind, records, reading, settled)
    if answer is not None and not answer.statements and (lacking := _lacking(reading, records)):
        return unknown(lacking.label, records)
    return _explained(answer, reading, settled, records, kind) if answer else None


def _settle(
    reading: Reading, before: Reading | None, records: Records, kind: Kind
) -> RecordAnswer | tuple[int, ...]:
    """Return which place each name means; choices when that is open, unknown when there is none."""
    options = []
    for mention in reading.cities:
        places = mention.places
        if len(places) > 1:
            places = decided_before(before, mention) or places
        options.append(_prominent(records, places, kind) if len(places) > 1 else places)
    if kind.settles and len(options) == 2:
        pairs = _linked(records, options) or _linked(records, _wider(reading.cities, options, records))
        if len(pairs) == 1:
            options = [(number,) for number in pairs[0]]
    if not all(options):
        return unknown(next(m.text for m in reading.cities if not m.places), records)
    numbers = tuple(places[0] for places in options)
    for mention in reading.cities:
        slip = (
            kind.settles
            and len(numbers) == 2
            and records.between(numbers[0], numbers[1]) is not None
            and _corrected(mention.mismatch or "", records)
        )
        if mention.mismatch and not slip:
            return unknown(f"{mention.text}, {mention.mismatch}", records, known=mention.places)
    for mention, places in zip(reading.cities, options, strict=True):
        guessed = mention.how == "typo" and records.partners(places[0]) < _GUESSED
        if len(places) > 1 or guessed:
            return choices(mention, places, records)
    return numbers


def _linked(records: Records, options: Sequence[tuple[int, ...]]) -> list[tuple[int, int]]:
    """Return the pairs of two names' places that are partners."""
    pairs = [(a, b) for a in options[0] for b in options[1] if a != b and records.between(a, b)]
    return [one for at, one in enumerate(pairs) if one[::-1] not in pairs[:at]]  # "Toledo and Toledo"


def _wider(
    mentions: Sequence[Mention], options: Sequence[tuple[int, ...]], records: Records
) -> list[tuple[int, ...]]:
    """Return places with those added of which a name is a part: Frankfurt an der Oder."""
    parts = records.gazetteer.parts
    longer = [() if one.qualifier else parts.get(fold(one.text), ()) for one in mentions]
    return [tuple(dict.fromkeys((*places, *more))) for places, more in zip(options, longer, strict=True)]


def _prominent(records: Records, places: tuple[int, ...], kind: Kind) -> tuple[int, ...]:
    """Return the place that is meant where one of a name is known far better than the others.

    That is one with far more partners, and most inhabitants, or that somebody keeps complete records of,
    or with more partners and by far most inhabitants, unless each can be told of; else all of them, those
    with most partners first.
    """
    ranked = tuple(sorted(places, key=lambda number: -records.partners(number)))
    first, second = ranked[:2]
    people = [records.gazetteer.population(number) or 0 for number in ranked]
    times = records.partners(first) / max(1, records.partners(second))
    kept = [number for number in places if number in records.covered] == [first]
    known = times >= _FAR_MORE and people[0] == max(people)
    by_far = people[0] >= _KNOWN_BY_FAR * max(1, *people[1:]) and times > 1
    told = kind.name in _TOLD_OF_EACH and sum(map(records.partners, places)) <= _FEW
    return (first,) if known or (kept and times >= _MORE) or (by_far and not told) else ranked


def _corrected(mismatch: str, records: Records) -> bool:
    """Tell whether a slip is taken for what the records say: a country; a state means another place."""
    return named(mismatch) is not None and fold(mismatch) not in records.gazetteer.regions


def _of_each(open_: RecordAnswer, reading: Reading, records: Records, kind: Kind) -> RecordAnswer | None:
    """Answer for every place of a name instead of asking which, where they have few partners together."""
    places = tuple(records.gazetteer.labels[fold(label)][0] for label in open_.choices)
    few = 0 < sum(map(records.partners, places)) <= _FEW
    if (
        not few
        or len(places) < 2
        or len(reading.cities) != 1
        or kind.name not in _TOLD_OF_EACH
        or Query.of(reading).over
    ):
        return None
    answers = [found for number in places if (found := kind.answer(records, reading, (number,)))]
    return each(reading.cities[0], answers) if answers else None


def _placed(reading: Reading, records: Records, kind: Kind) -> Reading:
    """Return the question with "Paris in Texas" read as "Paris, Texas" where no place named lies there."""
    order = reading.order
    spots = [at for at in range(len(order) - 2) if order[at : at + 3] == ("CITY", "in", "WHERE")]
    if not kind.settles or len(reading.areas) != 1 or len(spots) != 1 or reading.areas[0].continent:
        return reading
    area = reading.areas[0]
    if any(area.holds(*records.areas[number]) for mention in reading.cities for number in mention.places):
        return reading
    cities, which = list(reading.cities), order[: spots[0]].count("CITY")
    cities[which] = replace(cities[which], mismatch=area.label)
    return replace(reading, cities=tuple(cities), areas=())


def _lacking(reading: Reading, records: Records) -> Area | None:
    """Return the area that a question without a place is about, where the records have no place there."""
    alone = not reading.cities and len(reading.areas) == 1
    return reading.areas[0] if alone and not members(records, reading.areas) else None


def _partnered(reading: Reading, alone: Reading, before: Reading | None, records: Records) -> Reading:
    """Return a pair of which one place was named before beside that of the two it has a partnership with.

    After "Since when are Burlington and Yaroslavl twinned?", "And Kassel?" may be about either.
    """
    if before is None or not len(before.cities) == len(reading.cities) == 2 or len(alone.cities) != 1:
        return reading
    pairs = [reading.cities, (alone.cities[0], before.cities[1])]
    held = [
        pair for pair in pairs if any(records.between(a, b) for a in pair[0].places for b in pair[1].places)
    ]
    return replace(reading, cities=held[0]) if held else reading


def _elsewhere(reading: Reading, numbers: tuple[int, ...], records: Records, kind: Kind) -> bool:
    """Tell whether the question names an area that neither place lies in: "Paris in Texas"."""
    return kind.settles and any(
        not any(area.holds(*records.areas[number]) for number in numbers) for area in reading.areas
    )


def _share(number: int, places: Sequence[int], records: Records) -> float:
    """Return how likely one of several places of a name is meant, by its share of partners or of people."""
    people = {one: records.gazetteer.population(one) or 0 for one in places}
    if [one for one in places if one in records.covered] == [number]:
        return _KEPT
    by_partners = records.partners(number) / max(1, sum(map(records.partners, places)))
    return max(by_partners, people[number] / max(1, sum(people.values())))


def _regions_named(mention: Mention, number: int, records: Records) -> list[str]:
    """Return the regions of a name that was taken for a city in another one: Florida in Uruguay."""
    region = mention.region or ""
    lands = () if mention.qualifier else records.gazetteer.regions.get(region, ())
    label = region_label(region, records.gazetteer) if lands else ""
    return [f"{label}, {land}" for land in lands if records.areas[number] != (land, region)]


def _larger_without_records(mention: Mention, number: int, records: Records) -> str:
    """Return a far larger place of that name which the records do not have; empty where there is none."""
    if mention.qualifier or mention.how != "exact":
        return ""
    people = records.gazetteer.population(number) or 0
    found = [one for one in records.gazetteer.elsewhere(mention.text) if one.own and one.population >= KNOWN]
    return found[0].label if found and found[0].population >= _FAR_MORE * people else ""


def _explained(
    answer: RecordAnswer, reading: Reading, numbers: tuple[int, ...], records: Records, kind: Kind
) -> RecordAnswer:
    """Say how names were understood, and rate how sure the answer is."""
    say, notes, sure = phrases(), [], answer.confidence
    namesakes = []
    for mention, number in zip(reading.cities, numbers, strict=True):
        sure *= _SURENESS[mention.how]
        place = records.place(number)
        plain_name = fold(place.name) in fold(mention.text)  # "Burlington VT" needs no explanation
        larger = "" if kind.settles else _larger_without_records(mention, number, records)
        if larger:
            namesakes.append(say("namesake.without", said=mention.text, place=place.label, other=larger))
            sure *= 0.85
        if mention.how in ("alias", "typo", "accents") and not plain_name:
            notes.append(say("understood", said=mention.text, place=place.label))
        if len(mention.places) > 1 and mention.qualifier is None and not kind.settles:
            others = [one for one in mention.places if one != number][:_NAMESAKES]
            told = [f"{records.label(one)} ({records.partners(one)})" for one in others]
            if told and all(one != place.label for one in told):
                namesakes.append(say("namesake", said=mention.text, place=place.label, others=joined(told)))
                sure *= _share(number, mention.places, records)
        regions = [] if kind.settles else _regions_named(mention, number, records)
        if regions:
            namesakes.append(say("namesake", said=mention.text, place=place.label, others=joined(regions)))
            sure *= _OF_A_REGION
        if mention.country and mention.country != place.country and mention.qualifier is None:
            notes.append(say("understood", said=mention.text, place=place.label))
            sure *= _OF_A_COUNTRY
        if mention.mismatch:
            notes.append(
                say("placed-elsewhere", place=place.name, country=place.country, said=mention.mismatch)
            )
            sure *= 0.9
        if mention.vague:
            notes.append(say("region-unsaid", place=place.label, said=mention.qualifier))
            sure *= 0.7
    blocks = (*map(Statement, notes), *answer.blocks, *map(Statement, namesakes))
    return replace(answer, blocks=blocks, confidence=sure)
