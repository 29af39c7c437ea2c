"""Which place has most, or fewest, partners: of all, of an area, or with partners in an area."""

from __future__ import annotations

from bot.answering.blocks import Item
from bot.answering.language import phrases
from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.areas import Area, within
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer, Value
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_place import areas_named, noun
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import RELATED, Reading
from corpus.partnerships import Bond, Records

_PROOF = 3


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the places at the top with how many partners each has."""
    sides = _sides(reading)
    if sides is None:
        return None
    bonds = q.partnerships(records, without_areas(Query.of(reading)))
    if Query.of(reading).active_only:
        bonds = [bond for bond in bonds if bond.status != "suspended"]
    counts = q.tally(records, bonds, *sides)
    best = q.edge(counts, records.label, least=reading.has("least"), top=reading.top, rank=reading.rank)
    if not best:
        return None
    draft, shown = Draft(records), best[:PAIRS_SHOWN]
    proof = _proof(records, bonds, shown, sides[1])
    limit = _PROOF if len(best) <= _PROOF else 1
    items = [
        Item(records.label(n), str(counts[n]), draft.cite(*proof[n][:limit], compare=False)) for n in shown
    ]
    if reading.rank > 1:
        draft.say("most.ranked", rank=reading.rank)
    draft.list(
        "most.places.least" if reading.has("least") else "most.places",
        items,
        len(best),
        more=len(best) - len(shown),
        what=noun(reading, 2) + areas_named(records, sides[1]),
        where=phrases()("most.of-all", where=areas_named(records, sides[0])) if sides[0] else "",
    )
    labels = [records.label(number) for number in best]
    value: Value = labels[0] if len(labels) == 1 else labels
    if reading.asks == "count":
        value = counts[best[0]]
    return of_all.answer("most", draft, value)


def _proof(
    records: Records, bonds: list[Bond], shown: list[int], partners_in: tuple[Area, ...]
) -> dict[int, list[Bond]]:
    """Return some of the partnerships that count for each place."""
    there, found = within(records, partners_in), {number: list[Bond]() for number in shown}
    for bond in q.ordered(records, (b for b in bonds if b.a in found or b.b in found)):
        for number, other in ((bond.a, bond.b), (bond.b, bond.a)):
            if number in found and (there is None or other in there):
                found[number].append(bond)
    return found


def _sides(reading: Reading) -> tuple[tuple[Area, ...], tuple[Area, ...]] | None:
    """Return the areas in which places and in which their partners are to lie, None when that is open.

    "Which city in Germany has the most partners in Japan?" has one of each; before "most" an area
    belongs to the places, unless a word for partners has come before it. "The most sister cities in Japan"
    are of the places there where it says of no others: "Which Russian city has …?".
    """
    order = reading.order
    places: list[Area] = []
    partners: list[Area] = []
    at = [position for position, sign in enumerate(order) if sign == "WHERE"]
    ranked = min((order.index(sign) for sign in ("most", "least") if sign in order), default=None)
    if ranked is None:
        ranked = order.index("top") if "top" in order else len(order)
    for position, area in zip(at, reading.areas, strict=True):
        related = any(sign in RELATED for sign in order[:position])
        twinned_most = order[ranked + 1 : position] in (("rel", "place", "in"), ("partner", "place", "in"))
        of_subject = "place" in order[:position] and not related  # "Top 3 cities in Sweden …"
        if of_subject or (position < ranked and not related) or (twinned_most and not places):
            places.append(area)
        elif position > ranked and {"place", "who"} & set(order[:ranked]):
            if "of" in order[ranked:position]:  # "the most partners of all cities in Germany"
                return None
            partners.append(area)
        else:
            return None
    return tuple(places), tuple(partners)


KIND = Kind(
    "most-places",
    answer,
    asks=("list", "count", "person"),
    places=(0,),
    needs=only("rel partner friendship", "most least top"),
    allows=FILTERS | signs("NUMBER top most least it ordinal"),
    fits=lambda reading: (
        not reading.has("country", "latest", "first")
        and reading.amount is None
        and _sides(reading) is not None
        and (reading.top is not None) == reading.has("NUMBER")
    ),
    examples=(
        "Which city has the most partners?",
        "top 5 cities by number of twins",
        "Who {have:boasts} the longest list of sister cities?",
        "Which town in {X} has most partners?",
        "Could you tell me which municipality {have:maintains} the greatest number of twinnings?",
        "I wonder which place is {partner:allied} to more towns than any other.",
        "who's the twinning champion?",
        "Do you happen to know what {X} city {have:possesses} the most twins?",
        "Which cities have the fewest partners?",
        "By which town have most charters been signed?",
        "The most twinned city in {X}, please?",
        "Which five towns {have:entertain} the most partnerships?",
        "Where are the most {partner:siblings} to be found, in what city?",
        "Which town {partner:cooperates} with the largest number of places abroad?",
        "What is the record holder among cities for twin towns?",
        "biggest collector of sister cities?",
        "Since {Y}, who has {partner:struck up} the most new partnerships?",
        "Which place is at the bottom of the table with the smallest number of twins?",
        "Name the three cities with the most {partner:counterparts}.",
        "In terms of partners, which city is number one?",
        "Which city has {partner:forged} most pacts in the eighties?",
        "Most popular twin town worldwide?",
        "Which cities {ended:dropped} the most partners?",
        "What three places rank highest with the most sister cities?",
        "Which are the {most:leading} cities by sister cities?",
        "Which city has the most sister cities?",
        "Who has the fewest twin towns?",
        "What are the top five cities by number of sister cities?",
        "Which town in {X} is twinned with the most cities?",
        "Which city has collected the most partners in {X}?",
        "How many sister cities does the city with the most have?",
        "Who leads the pack with the most sister cities?",
        "Which city comes out on top with most sister cities?",
        "Name the city boasting the most twins",
        "Which place {have:collected} the most partners?",
        "Which city racks up the most sister cities?",
        "Which city is the most {rel:twinned}?",
        "Which city tops the list by number of sister cities?",
    ),
    counter_examples=(
        "Which sister city has the most inhabitants?",
        "Which city spends the most on its sister cities?",
        "Which country in {X} benefits most from sister cities?",
        "Which partner city in {X} has the most partnerships of all cities in {X2}?",
    ),
)
