"""Which partnership of a place is the second, the third and so on, by its start."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.records.draft import EXACT, RecordAnswer, date_asked, differ
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import Reading
from bot.answering.records.tally import one_or_all
from corpus.partnerships import Bond, Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the partner at that rank, counted from the first or the latest; of one date all.

    It is as sure as partnerships are dated: one without a date may stand before it. None where the question
    gives no rank that could be read.
    """
    if not reading.has("ordinal"):
        return None
    found = OfPlace.ask(records, places[0], reading)
    main = found.selection.main
    latest = reading.has("latest", "newer")
    known = sorted((bond for bond in main if bond.since), key=lambda bond: bond.since or "", reverse=latest)
    if not main:
        found.none()
        return found.answer("nth", [])
    told = {"place": found.label, "what": found.noun(len(known)), "where": found.where()}
    if len(known) < reading.rank:
        found.list("nth.fewer", known, **told)
        found.undated(len(main) - len(known))
        return found.answer("nth", [])
    same = _level(known, known[reading.rank - 1])
    found.list("nth.latest" if latest else "nth.first", same, rank=reading.rank, **told)
    found.undated(len(main) - len(known))
    asked = reading.asks == "when"
    value = (
        date_asked(same[0].since or "", reading.words)
        if asked
        else one_or_all(list(map(found.partner, same)))
    )
    return replace(found.answer("nth", value), confidence=EXACT * len(known) / len(main))


def _level(known: list[Bond], one: Bond) -> list[Bond]:
    """Return those whose date cannot be told from that of `one`: 1960, May 1960."""
    return [bond for bond in known if not differ((bond.since or "", one.since or ""))]


KIND = Kind(
    "nth",
    answer,
    asks=("list", "when", "countries"),
    needs=only("rel partner friendship", "ordinal"),
    allows=FILTERS | signs("it first latest newer older"),
    years=False,
    examples=(
        "Third-oldest partner of {A}, please.",
        "Third in line by age among {A}'s partners is who?",
        "kindly identify the second-oldest of {A}'s partner cities?",
        "Which twin did {A} take on third, chronologically?",
        "Which town was the second to become a partner of {A}?",
        "Who was the third town to be twinned with {A}?",
        "{A}'s second newest partner?",
        "In the order in which they joined, which of {A}'s sisters comes fifth?",
        "When did {A} get its second twin?",
        "{A} twin no. four, who",
        "after its very first sister, whom did {A} link up with next?",
        "Kindly state with which municipality {A} concluded its third agreement.",
        "{A} has made partnership as the second one with which city?",
        "who waz the 3rd freind city {A} got",
        "I wonder who the fourth place to tie the knot with {A} was.",
        "Settle a bet: {A}'s second ever sister city was which one?",
        "Name the sixth partner on {A}'s list, going by date.",
        "Put down the year in which {A}'s third pact was made.",
        "By what town was {A} taken on as a partner in second place, after the first?",
        "Of the partners of {A}, the second oldest is?",
        "{A}'s sisters – third eldest?",
        "Regarding {A}: fourth twin by start date, please.",
        "Sort {A}'s partnerships from old to new and tell me what stands in third position.",
        "The last but one partner to join {A}, which is it?",
        "penultimate twin of {A} by year",
        "Who came just before the latest partner of {A}?",
        "Second to last addition to {A}'s roster of sisters, who might that be?",
        "Counting backwards from the newest, which partner of {A} comes third?",
        "What is the third most recent twinning {A} has entered into?",
        "{A}'s fourth latest bond is with whom?",
        "In which year came the fifth partner to {A}?",
        "When was {A} paired off for the third time?",
        "What year did {A} tie its fourth knot?",
        "since when does {A} have its third sister city",
        "On what date did {A}'s second partnership begin?",
        "Which country is {A}'s second oldest twin from?",
        "{A} second partner in {X}, which one was it?",
        "In {X}, who was the third to become a counterpart of {A}?",
        "Of {A}'s twins from {X}, which is the second newest?",
        "When did {A} sign with its second town in {X}?",
        "After {Y}, who was the second city to twin with {A}?",
        "From {Y} on, which new partner of {A} came third?",
        "Before {Y}, what was the second last link {A} had made?",
        "Silver medal for age among {A}'s twinnings: whose?",
        "{A}'s twins queued up by date. Who is seventh in the queue?",
        "The runner-up in seniority among {A}'s partners, who is it?",
        "who followed right after the first partner of {A}",
        "Whose charter was the tenth that {A} signed with a sister city?",
        "Which city got in as number eight on {A}'s partner list?",
        "Give me the eldest but one of {A}'s sisters.",
        "Name the youngest but two among the twins of {A}.",
        "What town did {A} hook up with third, in time?",
        "the second longest standing tie {A} has going, with who?",
        "Which of the links of {A} is the third longest running?",
        "Is there a fifth partner of {A}, and which one is it by order of joining?",
        "Who does {A} count as its second sister, first come first served?",
        "{A}: partner #2 in order of time",
        "{A} 3rd oldest twin town pls",
        "4th newest sister of {A}??",
        "{A}s second twinning, year?",
        "{A} twin list chronological, entry five",
        "Not the oldest but the next oldest twin of {A}, what's its name?",
        "I know who {A}'s latest partner is; who was the one before that?",
        "Once {A} had two twins, which place came along as the next one?",
        "With two sisters already on the books, which third did {A} take?",
        "To which town fell the honour of being {A}'s second partner city?",
        "The twinnings of {A} in chronological order: could you read out the sixth?",
        "Which was the third bond to be forged by {A}, and in what year?",
        "Turning to {A}, who is second in line by length of partnership?",
        "My pupils need the second and only the second friendship town that {A} ever had.",
        "What came next for {A} after its first twinning, meaning with whom was the second?",
        "By age of the pact, who ranks fourth with {A}?",
        "How long ago, in what year, did {A} land its third twin?",
        "The ninth town to join the circle around {A} is called what?",
    ),
    counter_examples=(
        "Who came second in the essay contest that {A} held with its twin?",
        "Who was the third mayor of {A} to visit a sister city?",
        "What is the second largest church in {A}'s twin town?",
        "When does the second bus to the partner town leave {A}?",
        "What did {A}'s third twinning cost?",
        "which partner of {A} is second richest",
        "Why did {A} want a second sister city at all?",
        "Who came third in the twinning run at {A}?",
        "Who gave the second speech when {A} signed with its partner?",
        "Which will be the next twin that {A} takes?",
        "What's the fourth verse of {A}'s twinning song?",
        "Which of {A}'s sisters has the third highest mountain?",
        "When is the second meeting of {A}'s partnership club this month?",
    ),
)
