"""Of which partners of a place the records do not say since when."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import Reading
from bot.answering.records.tally import as_asked
from corpus.partnerships import Records

_CITED = 3  # partnerships that prove that all have a date


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the partners without a start; a number or yes and no where that is asked."""
    found = OfPlace.ask(records, places[0], reading)
    main = found.selection.main
    undated = [bond for bond in main if bond.since is None]
    told = {"place": found.label, "what": found.noun(len(undated) or len(main)), "where": found.where()}
    if undated:
        found.list("undated.some", undated, **told)
    elif main:
        cited = found.draft.cite(*main[:_CITED], compare=False)
        found.draft.say("undated.none", len(main), cited=cited, **told)
    else:
        found.none()
    return found.answer("undated", as_asked([found.partner(bond) for bond in undated], reading))


KIND = Kind(
    "undated",
    answer,
    asks=("list", "count", "yes-no"),
    needs=only("rel partner friendship", "undated"),
    allows=(FILTERS - {"every"}) | signs("it negated except less state"),
    years=False,
    examples=(
        "The date of beginning is missing by which twins of {A}?",
        "For which of {A}'s twins don't we know the starting year?",
        "{A} partners w/o a date?",
        "{A}: whose year of joining is a blank?",
        "How many of {A}'s partners (friendships too) are undated?",
        "Twins of {A} lacking any known year of origin, please.",
        "Of which partners of {A} is it unknown when they began?",
        "With which sisters of {A} is the starting year unknown?",
        "{A}: partners without a date?",
        "Do you lack the start year for any partner of {A}?",
        "Which partners of {A} have no start date in the records?",
        "How many of {A}'s twins come without a starting year?",
        "Are there twinnings of {A} whose beginning isn't recorded?",
        "undated partners of {A}",
        "For which sister cities of {A} do the records not say when it began?",
        "{A} twins, start date missing?",
        "Name the partnerships of {A} that carry no year.",
        "Of the partners of {A}, which lack a date of beginning?",
        "Is the start of every pact of {A} known, or which are undated?",
        "how many {A} partners dont have a start year",
        "Which towns in {X} are twinned with {A} since nobody knows when?",
        "Does any counterpart of {A} have its founding year left blank?",
        "Regarding {A}, list the friend cities for which no starting date is on file.",
        "Which of {A}'s {X} partners are undated?",
        "{A}'s bonds – how many of them without a year?",
        "I wonder which links of {A} have no date of start at all.",
        "Show me the gaps: which partners of {A} miss a start year?",
        "Since when is not known with which twins of {A}?",
        "The partners from {A} which have not a date of start, which ones are they?",
        "Tally the sister cities of {A} that lack a start year.",
        "any twin of {A} w/o a year??",
        "By how many partnerships of {A} is the year of the beginning not given?",
        "Could you tell me for which partner towns of {A} the date of signing is not on record?",
        "Which knots did {A} tie at a date that is not recorded?",
        "In {X}, does {A} have partners with no known start?",
        "nr of undated twinnings {A}",
        "Is there a sister city of {A} of which you don't know since when it is one?",
        "Which entries on {A}'s roster have the start date empty?",
        "{A} in {X}: twins with unknown start year?",
        "It is how many partners of {A} that are without a starting date?",
        "Put down all the twins of {A} that have no date next to them.",
        "For what number of {A}'s partner cities is the start unknown?",
        "Are any of {A}'s ties dateless?",
        "What friend cities of {A} can't you put a starting year to?",
        "which {A} sister cities has no begining date",
        "Do the records leave out the start year for some twins of {A} in {X}?",
        "Settle a bet: all of {A}'s partnerships have a start date on record, or are some without?",
        "From which partners of {A} you don't have the year?",
        "With how many of its counterparts in {X} is {A} linked since an unknown date?",
        'Partner towns of {A} with start date "unknown", please.',
        "so which of {A}'s twins just have no year on them",
        "When did it start? For which partners of {A} can't you answer that?",
        "Is a starting year missing anywhere among the sisters of {A}?",
        "Which pacts of {A} have no signing year that you know of?",
        "{A} partner list: pick out those without since-date",
        "You gave me years for some of {A}'s partners; which ones are left without?",
        "Has {A} got partnerships of unknown age?",
        "How many twinnings of {A} with {X} towns are undated?",
        "Of {A}'s sister cities, the start of which ones has never been recorded?",
        "Which twins of {A} became twins in a year that the records don't name?",
        "no start year: which partners of {A} in {X}?",
        "Does the date of beginning fail for some partner of {A}?",
        "Whose partnership with {A} has no year of origin in your data?",
        "Is it true that for some of {A}'s friend cities no starting date exists in the records?",
        "List only the partners of {A} whose start is not known.",
        'The twins of {A} whose "since" is a blank number how many?',
        "missing dates {A} twinnings, which",
        "Are you without a start date for anything {A} is paired off with?",
        "Which links between {A} and towns of {X} have an unrecorded beginning?",
        "Count the bonds of {A} for which no year is to be found.",
        "Do all of {A}'s counterparts have a start year, and if not, which don't?",
        "For which partners of {A} would you have to leave the year out?",
        "Which sisters does {A} have that nobody dated?",
        "unkown start {A} partners how many",
        "Among the {X} twins of {A}, is there one with its starting year unrecorded?",
        "For which partners of {A} is the start unknown?",
        "Are there partners of {A} that you have no date for? Which?",
        "Which twins of {A} come without a year?",
    ),
    counter_examples=(
        "Which letters from {A} to its twin are undated?",
        "Which partners of {A} don't know when they were founded?",
        "Why do you have no start year for some partners of {A}?",
        "Which of {A}'s sister cities have no date yet for the next festival?",
        "Who forgot to write down the start years of {A}'s partners?",
        "How many visitors to {A}'s twin towns came without a ticket?",
        "Which mayors of {A}'s partners have an unknown year of birth?",
        "When will you add the missing dates of {A}'s partners?",
        "Which singles in {A} are without a date tonight?",
        "Which churches in {A}'s sister cities are undated?",
        "Is the date of {A}'s next visit to its partner in {X} still unknown?",
        "Which painters from {A}'s twin towns are unknown?",
        "Does any partner of {A} complain that its start year is missing?",
    ),
)
