"""Which sources say that two places are partners, or say so of the partners of one."""

from __future__ import annotations

from collections import Counter

from bot.answering.language import joined
from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer, names
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.query import Query, over_signs, partners
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_CITED = 3  # partnerships cited for each place, where one place is asked about


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the sources, or those that tell of its end, each with how many statements are its own."""
    draft = Draft(records)
    if len(places) == 2:
        bond = records.between(*places)
        if bond is None:
            return of_pair.no_bond(records, places, kind="sources", value=None)
        bonds: tuple[Bond, ...] = (bond,)
        cited = draft.cite(bond)
    else:
        bonds = partners(records, places[0], Query.of(reading)).main
        cited = draft.cite(*bonds[:_CITED], compare=False)
    said = over_signs(reading)
    rows = [row for bond in bonds for row in bond.statements if not said or row.status in said]
    if said:
        cited = draft.cite_statements(rows)
    titles = Counter(row.source_title for row in rows)
    if not titles:
        return None
    told = joined(
        [f"{title} ({count})" if len(bonds) > 1 else title for title, count in titles.most_common()]
    )
    draft.say("sources.of", len(titles), cited=cited, places=names(records, *places), titles=told)
    if len(places) == 2:
        of_pair.describe(draft, bonds[0], places[0])
    value = len(titles) if reading.asks == "count" else [title for title, _ in titles.most_common()]
    return draft.answer("sources", value)


KIND = Kind(
    "sources",
    answer,
    asks=("list", "count", "yes-no", "where"),
    places=(1, 2),
    areas=(0, 0),
    needs=only("rel partner friendship suspended ended", "source"),
    allows=signs("source essay be between still every only it they suspended ended"),
    years=False,
    settles=True,
    fits=lambda reading: reading.asks != "yes-no",
    examples=(
        "Which sources say that {A} and {B} are twinned?",
        "What is the source for the partnership of {A} and {B}?",
        "How many sources have {A} and {B} as sister cities?",
        "Show me the sources for {A}'s sister cities.",
        "What source says that {A} is twinned with {B}?",
        "On which sources do the partners of {A} rest?",
        "Which source says that {A} and {B} are {suspended:suspended}?",
        "What are the sources for the suspension of the partnership of {A} and {B}?",
        "Name the sources of the {A}–{B} twinning.",
        "What evidence is there that {A} and {B} are partners?",
        "Which citations are there for {A}'s twin towns?",
        "From which sources come the sister cities of {A}?",
    ),
    counter_examples=(
        "Which source is the most reliable on the sister cities of {A}?",
        "What source of income do {A} and its sister city {B} share?",
        "Which river has its source between {A} and its twin town {B}?",
    ),
)
