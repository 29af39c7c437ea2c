"""Until when were two places partners."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.language import dated, joined, phrases
from bot.answering.records import of_pair
from bot.answering.records.draft import Dispute, Draft, RecordAnswer, date_asked, is_coarse
from bot.answering.records.kind import Kind, signs
from bot.answering.records.query import end_date
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_DENIED = 0.6
"""Confidence in an end that the latest word denies."""


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Say the end, that there is none, or that only some sources tell of one."""
    bond = records.between(*places)
    if bond is None:
        return of_pair.no_bond(records, places, kind="until", value=None)
    draft, date = Draft(records), end_date(bond)
    if date is None and any(row.until for row in bond.statements):
        return _end_of_some(draft, bond, places)
    if date is None:
        lead = "until.unknown" if bond.status == "ended" else "until.none"
        of_pair.describe(draft, bond, places[0], lead)
        return of_pair.answer("until", draft, places, None)
    coarse = is_coarse(date, reading.words)
    of_pair.describe(draft, bond, places[0], "date.coarse" if coarse else "")
    if reading.has("long", "many"):  # "split up after how many years?"
        of_pair.say_age(draft, bond)
    return of_pair.answer("until", draft, places, None if coarse else date_asked(date, reading.words))


def _end_of_some(draft: Draft, bond: Bond, places: tuple[int, ...]) -> RecordAnswer:
    """Say which end some sources give although the latest word is that it goes on: it has no end then."""
    telling = [row for row in bond.statements if row.until]
    ends = dict.fromkeys(row.until or "" for row in telling)
    draft.say(
        "until.by-some",
        len(telling),
        cited=draft.cite_statements(telling),  # first, because they carry the answer
        dates=joined([dated(end) for end in ends]),
    )
    draft.say("until.latest-word")
    of_pair.describe(draft, bond, places[0])
    records = draft.records
    pair = {"one": records.place(bond.a).name, "other": records.place(bond.b).name}
    abouts = [phrases()(f"dispute.{name}", **pair) for name in ("status", "until")]
    if not any(found.about in abouts for found in draft.disputes):
        draft.dispute(Dispute(abouts[1], tuple((row.until or row.status, row) for row in bond.statements)))
    return replace(of_pair.answer("until-by-some", draft, places, None), confidence=_DENIED)


KIND = Kind(
    "until",
    answer,
    asks=("until",),
    places=(2,),
    areas=(0, 0),
    needs=(signs("rel partner friendship connected"),),
    allows=signs("reciprocal stop ended still between it they records"),
    settles=True,
    examples=(
        "In what year was {A}'s twinning with {B} suspended?",
        "What year did {A} throw {B} out as a partner?",
        "{A} n {B} split when",
        "Exact date on which {A} and {B} ceased to be sisters, if you'd be so kind",
        "In what year did the twinning of {A} and {B} come to an end?",
        "Up to which year was {B} a partner of {A}?",
        "When was the pact between {A} and {B} terminated?",
        "When did the sister city tie of {A} and {B} expire?",
        "How long did the partnership of {A} with {B} last, until which year?",
        "When were {A} and {B} last partners?",
        "When did {A} drop {B} as a sister city?",
        "When was the link between {A} and {B} cut?",
        "What year did {A} and {B} stop being twin towns?",
        "What's the end date of the twinning of {A} and {B}?",
        "When was {A}'s partnership with {B} given up?",
        "{A} and {B} were twinned from 1985 on; until when?",
        "until when {A} {B} partners",
        "{A} {B} twinning end year?",
        "when did {A} and {B} end",
        "end date {A} {B} partnership pls",
        "whats the year {A} and {B} stopped being sisters",
        "{A} dropped {B} when",
        "{A} / {B} ended in which year",
        "year {A} cancelled {B}",
        "when did the twining of {A} and {B} end",
        "last year of partnership {A} and {B}",
        "{A} & {B} over since when",
        "when exactly did {A} terminate with {B}",
        "For our newsletter I need the year in which {A} and {B} parted as twin towns.",
        "My pupils ask when {A} and {B} ceased being sister cities.",
        "Settle a bet: in which year was the partnership between {A} and {B} dissolved?",
        "When did the bells toll for the partnership of {A} and {B}? I need the year it ended.",
        "Would you be so kind as to tell me up to what year {A} was twinned with {B}?",
        "{A} and {B} used to be partners. When did that stop?",
        "The year that {A} and {B} were no longer twinned.",
        "I thought {A} and {B} were still partners in 1999. When did it end?",
        "End of partnership: {A} with {B}, date?",
        "On what date did {A} and {B} go separate ways as partner cities?",
        "Till which year has {A} been having {B} as twin town?",
        "How far into time did the partnership of {A} and {B} run? Its last year, please.",
        "When did the partnership between {A} and {B} end?",
        "Until when were {A} and {B} twinned?",
        "{A} {B} twinning end year",
        "In what year did {A} {ended:cut ties} with {B}?",
        "When did {A} and {B} {ended:part ways}?",
        "I wonder when the {A}–{B} pact was {ended:axed}.",
        "Could you tell me the date on which {A} {ended:revoked} its charter with {B}?",
        "when did {A} {ended:ditch} {B}?",
        "Do you happen to know up to which year {A} was {partner:allied} with {B}?",
        "By whom and when was the twinning of {A} and {B} {ended:scrapped}?",
        "What year saw the {ended:demise} of {A}'s partnership with {B}?",
        "When was the agreement with {B} {ended:dissolved} by {A}?",
        "Till what year did {A} {have:keep} {B} as a twin?",
        "When did the accord of {A} with {B} {ended:lapse}?",
        "In which year did {A} and {B} {ended:split}?",
        "The end of the {A}–{B} twinning came when?",
        "When did {A} and {B} stop being {partner:siblings}?",
        "At what point did the {partner:cooperation} between {A} and {B} {ended:fizzle out}?",
        "{ended:broken off} when, {A} and {B}?",
        "When did {A} {ended:wind up} its partnership with {B}?",
        "since when are {A} and {B} no longer twins",
        "What was the closing date of the {A}-{B} charter?",
        "In what year was the bond between {A} and {B} {ended:severed}?",
        "From what year on was {A} no longer {partner:affiliated} with {B}?",
        "When did {A} and {B} {ended:split} up as twin towns?",
        "Until when were {A} and {B} sister cities?",
        "When did the partnership of {A} and {B} end?",
        "In which year did {A} terminate its twinning with {B}?",
        "When was the agreement between {A} and {B} cancelled?",
        "When did {A} and {B} stop being twin towns?",
        "What year did {A} break off its links with {B}?",
        "When did {A} {stop:call} {ended:off} its partnership with {B}?",
        "What year did {A} {ended:sever} its sister city tie with {B}?",
        "When was the tie between {A} and {B} {ended:cut}?",
        "In which year was {B} {ended:dropped} by {A} as a sister city?",
        "When did {A} {ended:dissolve} its twinning with {B}?",
        "When did {A} {ended:pull} out of the partnership with {B}?",
        "When was the partnership of {A} and {B} {ended:over}?",
        "When did {A} {ended:scrap} its agreement with {B}?",
        "How long did the sister city relationship of {A} and {B} last?",
        "In which year did {A} and {B} cease to be sister cities?",
        "When did {A} leave its partnership with {B}?",
        "When did {A} quit being a twin of {B}?",
        "What was the last year in which {A} and {B} were twinned?",
        "{A} and {B} were twins until when?",
        "{A} and {B}: until what year?",
        "Up to what year did the partnership of {A} and {B} exist?",
        "When were the sister city ties of {A} and {B} {ended:cut off}?",
        "When did {A} {ended:drop} {B} as its sister?",
        "When did {A} {ended:break} with {B}?",
        "When did {A} formally end its partnership with {B}?",
        "In what year was {A}'s partnership with {B} {ended:terminated}?",
        "In what year did {A} {ended:lose} {B} as a partner?",
        "{A} {ended:lost} its twin {B} when?",
        "When was {B} {ended:removed} from {A}'s sister cities?",
        "When was {B} {ended:struck} off the list of {A}'s partners?",
        "Date on which {A} ended its ties with {B}?",
        "When exactly did {A} {ended:abandon} the twinning with {B}?",
        "what year did {A} and {B} {ended:untwin}",
        "When did {A} and {B} {ended:go their separate ways}?",
        "On what day did {A} {ended:cancel} its agreement with {B}?",
        "When was the link between {A} and {B} {ended:broken off}?",
        "When did the ties of {A} and {B} come to an end?",
        "I'd like to know when {A} and {B} stopped being sister cities.",
        "Tell me when the partnership between {A} and {B} was {ended:terminated}.",
        "In which year did {B} {ended:stop} being {A}'s sister city?",
        "Till when did {A} and {B} have a partnership?",
        "End of {A}'s twinning with {B}: what date?",
        "As of what date are {A} and {B} {ended:no longer} sister cities?",
        "{A} gave up its status as a sister city of {B} in which year?",
        "In what year did the sister city status of {A} with {B} {ended:lapse}?",
        "When did {A} {ended:lose} its standing as a twin of {B}?",
        "when did {A} and {B} split up",
        "when did {A} break up with {B}",
        "in what year did {A} and {B} part company",
        "what was the last year of {A} and {B} as twins",
        "until what date did {A} and {B} stay sisters",
        "how long did {A} and {B} stay together, until when",
        "till which year did the link of {A} and {B} hold",
        "when did {A} part with {B}",
        "when did {A} drop {B} as a sister",
        "when was it over between {A} and {B}",
        "up to when did {A} and {B} go together",
        "in which year did {A} and {B} part ways",
        "{A} and {B} ended in what year",
        "what was the last day of {A} and {B} as sister cities",
        "the final day of {A} and {B}'s twinning",
        "until which date did {A} count {B} as a sister",
        "in which year did {A} and {B} go separate ways as sister cities",
        "which year did {A} and {B} quit",
        "When did the knot between {A} and {B} come undone?",
        "{A} x {B} – last year as sisters?",
        "Up to when was {A} an item with {B}?",
        "Name the year of {A} and {B}'s split as twin towns.",
        "When did {B} fall off {A}'s roster of twins?",
        "Regarding {A} and {B}: their pact ran until what year?",
        "The bond of {A} with {B} ended when?",
        "till when was {B} hooked up w {A}",
        "By which year had {A} and {B} ceased to be partners?",
        "In what year was {B} struck from the sisters of {A}?",
        "I wonder when {A} and {B} called it quits as sister cities.",
        "{A} and {B} not partners any more since what year?",
        "The partnership {A}/{B} has finished in which year?",
        "Put down the closing year of {A}'s twinning with {B}.",
        "When was the friendship agreement uniting {A} and {B} wound up?",
        "Twinning of {A} and {B}, ended on?",
        "Until what date did {A} count {B} among its friend cities?",
        "When did {A} walk out on its partner {B}?",
        "what year did {A} and {B} break up, twinning wise",
        "Could you state the year up to which {A} and {B} were counterparts?",
        "The sisters {A} and {B} went separate ways when?",
        "When was it over for {A} and {B} as partners?",
        "At which date was the partnership from {A} with {B} finished?",
        "endd when, {A} and {B} twin pact?",
        "When did the link {A} had with {B} run out?",
        "Once {B} was {A}'s twin. Up to what year?",
        "Which was the final year of {A} and {B} as partner cities?",
        "For a bet: {A} got rid of its twin {B} in what year?",
        "Of the partnership of {A} and {B}, what's the date of its end?",
        "When did {A} and {B} cease to be linked?",
        "{A} gave {B} its marching orders as sister city when?",
        "Since when have {A} and {B} been ex-twins?",
        "Is it on record when {A} and {B} dissolved their tie, and when was it?",
        "How far did the twinning of {A} with {B} run, to which year?",
        "With {B}, {A} was paired until?",
        "When did {A} and {B} go from partners to former partners?",
        "Tell the date when {B} lost its place as counterpart of {A}.",
        "The year {A} untied itself from {B} was which?",
        "when'd {A} n {B} stop with the sister city stuff",
        "As of when is {A}'s pact with {B} void?",
        "In which year came the breakup of the partner towns {A} and {B}?",
        "Till what year did the partnership joining {A} to {B} hold?",
        "When were ties of twinship severed by {A} with {B}?",
        "Their partnership started well, but when did {A} and {B} end it?",
        "How long did {A} stick with {B} as a twin, up to what date?",
    ),
    counter_examples=(
        "When does the last train from {A} to {B} leave?",
        "When does the exhibition about {A} and its twin {B} close?",
        "Why did {A} and {B} end their partnership?",
        "til when can i sign up for the trip from {A} to {B}",
        "Who ended the twinning of {A} with {B}?",
        "Until when did pupils from {A} stay in {B} in 1999?",
        "When did the border between {A} and {B} close?",
        "When will the quarrel between {A} and {B} end?",
        "When does the festival of {A} and its sister city {B} end?",
        "When does the exchange between {A} and its sister city {B} end?",
        "Until when is the office for {A} and {B} open?",
        "Until when does the delegation of {A} stay in {B}?",
        "When does the contest between {A} and {B} end?",
        "When did the war between {A} and {B} end?",
        "Until when could one take a ship from {A} to {B}?",
        "When does the application period for the exchange of {A} and {B} end?",
        "When did the mayor of {A} step down after the row with {B}?",
        "When did the concert of {A} and {B} end?",
        "Until what age can pupils of {A} go to {B}?",
        "When did the siege of {A} by the people of {B} end?",
        "Until when can {A} return the loan to {B}?",
        "When did {A} stop buying coal from {B}?",
        "Until when did the mayor of {A} live in {B}?",
        "When did the direct flight from {A} to {B} stop?",
        "When does the holiday in {A} and its twin {B} end?",
        "Until what age may children from {A} go to {B}?",
        "When did the rivalry of {A} and {B} cease?",
    ),
)
