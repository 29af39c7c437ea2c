"""Which sources say that two places are partners, or say so of the partners of one."""

from __future__ import annotations

from collections import Counter

from bot.answering.language import joined
from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer, names
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.lexicon import RELATED
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
    needs=only("source"),
    allows=signs("source essay be between still every only it they suspended ended") | frozenset(RELATED),
    years=False,
    settles=True,
    fits=lambda reading: (
        reading.asks != "yes-no"
        and (reading.related or reading.has("suspended", "ended") or len(reading.cities) == 2)
    ),
    examples=(
        "{A} and {B}, says who?",
        "Who says that {A} and {B} are twinned?",
        "Where did you get {A} and {B} from?",
        "What's been cited as evidence for {A} being a partner of {B}?",
        "{A} with {B}... which documents or reports vouch for that pairing?",
        "{A} and {B} twinned, says who?",
        "{A}–{B}: who says so?",
        "{A} and {B}, and where is that from?",
        "Which paper or page is behind the {A} and {B} twinning?",
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
        "Who vouches for {A} and {B} being sisters?",
        "Name the references behind {A}'s roster of twins.",
        "{A} ~ {B}: documented where?",
        "On which documents does the bond of {A} with {B} rest?",
        "Where can one read up that {A} has {B} as a counterpart?",
        "how do u know {A} is twinned with {B}, whats the source",
        "Regarding the partners of {A}, which sources were drawn upon?",
        "By how many sources is {B} named a sister of {A}?",
        "I'd like to check {A}'s friend cities myself; which sources should I open?",
        "What backs up the claim that {A} tied the knot with {B}?",
        "The information on {A}'s partnerships comes from where?",
        "{A} and its sister cities, source which one is it?",
        "Cite me something for the pact of {A} and {B}.",
        "Wikipedia or what? where's the {A} list of twins taken from",
        "Of the sources, which ones pair {A} with {B}?",
        "From what pages were the counterparts of {A} gathered?",
        "Tally the references attesting {A} and {B} as partner towns.",
        "bibliography for {A}s sister cities",
        "prove it: {A} + {B} twinned, source pls",
        "Is your source for the tie of {A} to {B} an official one, and which is it?",
        "The link between {A} and {B} is stated by whom, in which source?",
        "Which publication has {A} down as a twin of {B}?",
        "Could you tell us the provenance of the record that {A} and {B} are partners?",
        "What are you basing {A}'s sister cities on?",
        "sorce of {A} {B} friendship?",
        "In what source is found {B} like partner of {A}?",
        "How many different sources are there for the partnerships of {A}?",
        "I wonder who wrote down {A} and {B} as twin towns, I mean which source.",
        "Attach the references to {A}'s partners.",
        "Where is the evidence for a sister city agreement linking {A} to {B}?",
        "{A} being partnered with {B}: according to what reference?",
        "Which records tell of {A} and {B} as an item, and where do these come from?",
        "the {A} twin list, where is that info from",
        "Under which source do I find {A} joined with {B} as sisters?",
        "Give chapter and verse for {B} as friend city of {A}.",
        "What source material stands behind the ties of {A}?",
        "A source, any source, for {A} having {B} as its twin?",
        "Which source says that the twinning of {A} and {B} has ended?",
        "Where was it reported that {A} suspended its partnership with {B}?",
        "How well sourced is {A}'s link to {B}: how many sources speak of it?",
        "My friend won't believe {A} and {B} are sisters. Which source can I show him?",
        "List whatever sources mention the partner towns of {A}.",
        "For the knot of {A} and {B}, which authority is quoted?",
        "Whence do you have the sister cities of {A}?",
        "Whose word do you take for it that {A} and {B} are twins: which sources?",
        "Where did you get it that {A} is a twin of {B}?",
        "On whose word is {A} a partner of {B}?",
        "Who is your authority for {A} and {B} being twins?",
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
        "Which source of energy do {A} and {B} both use?",
        "Where do the sources of {A} on {B} go wrong?",
        "Which author wrote a novel about {A} and its twin {B}?",
        "What is the source of the friction between {A} and {B}?",
        "Which archive in {A} holds the letters from {B}?",
        "What proof is there that the partners of {A} bring in money?",
        "Who checks the sources on {A}'s partners?",
        "Where does the cheese come from that {A} sends to {B}?",
    ),
)
