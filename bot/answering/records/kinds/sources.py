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
        "Where does it say that {A} and {B} are partners?",
        "What are the sources for the twin towns of {A}?",
        "Which source names {B} as a partner of {A}?",
        "By what source is the twinning of {A} and {B} backed?",
        "What proof is there that {A} is a sister city of {B}?",
        "How many sources support the twinning of {A} with {B}?",
        "Where did you get {A}'s list of partners from?",
        "From where is it known that {A} and {B} are twinned?",
        "Is there a source for the sister cities of {A}, and which?",
        "On what authority do you list {B} among the twins of {A}?",
        "Give the citation for {A} and {B} being sister cities.",
        "What documents your statement that {B} is twinned with {A}?",
        "source {A} {B}",
        "sources for {A} partners pls",
        "source for {A}-{B} twinning?",
        "whats your source that {A} and {B} are twins",
        "{A} twin towns citation needed",
        "where did u get {A} {B} from",
        "nr of sources {A} and {B} twinned",
        "who says {A} is twinned with {B}, source?",
        "evidence for {A}s twin towns",
        "links to sources {A} {B} sister citys",
        "{A} partners according to what source",
        "any source that {B} is a sister city of {A}",
        "Settle a bet: I need to see the source which has {A} and {B} as sister cities.",
        "For a footnote in our newsletter I need the source of {A}'s twin towns.",
        "My pupils must cite where it is written that {A} is partner of {B}. What may they cite?",
        "I doubt that {A} and {B} are partners. What source tells you so?",
        "Please, from what source you have it that {A} is twin of {B}?",
        "List: sources naming {A} and {B} as twins.",
        "References, just the references, for the partner cities of {A}",
        "An article wants a footnote: twinning of {A} with {B}, source ...?",
        "Show your working: {A} is twinned with {B} according to which sources?",
        "How well sourced is {A}'s partner list, that is, which sources stand behind it?",
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
        "where does it say that {A} and {B} are twins",
        "where did you find that {A} and {B} are sisters",
        "what's your source on {A} and {B}",
        "how do you know that {A} and {B} are partners",
        "who reports that {A} is twinned with {B}",
        "on what do you base that {A} has {B} as a partner",
        "who claims that {A} and {B} are sister cities",
        "what backs the twinning of {A} and {B}",
        "from where do you have it that {A} and {B} are linked",
        "which page names {A} and {B} as twins",
        "sources for {A} and {B} pls",
        "what evidence is there for {A} and {B}",
    ),
    counter_examples=(
        "Where does the drinking water of {A} and its twin {B} come from?",
        "Is there any evidence that the twinning of {A} and {B} was useful?",
        "who wrote the source on {A}s sister cities",
        "Which sources of money does {A} use for its twin towns?",
        "What proof is there that {A} cares about its partner {B}?",
        "Which newspaper in {A} writes most kindly about {B}?",
        "Why do the sources for {A} and {B} contradict each other?",
        "Which witnesses were there when {A} and {B} signed?",
        "Which source is the most reliable on the sister cities of {A}?",
        "What source of income do {A} and its sister city {B} share?",
        "Which river has its source between {A} and its twin town {B}?",
    ),
)
