"""What two places are to each other."""

from __future__ import annotations

from itertools import pairwise

from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Say their relation, since when, and its status."""
    bond = records.between(*places)
    if bond is None:
        return of_pair.no_bond(records, places, kind="pair", value=None)
    draft = Draft(records)
    of_pair.describe(draft, bond, places[0])
    return of_pair.answer("pair", draft, places, None, follow_ups=of_pair.asked_next(records, bond))


def _names_partners(reading: Reading) -> bool:
    """Tell whether the partners of places are asked for, and not what these are to each other."""
    order = reading.order
    places = any(order[at : at + 3] == ("partner", "place", "of") for at in range(len(order)))
    return places or ("partners", "of") in pairwise(reading.words)


KIND = Kind(
    "pair",
    answer,
    asks=("list",),
    places=(2,),
    areas=(0, 0),
    needs=only("partner friendship", "which ask between"),
    allows=signs("between"),
    years=False,
    settles=True,
    fits=lambda reading: (
        not reading.has("who", "where", "how", "many", "about", "country") and not _names_partners(reading)
    ),
    examples=(
        "What links {A} and {B}?",
        "In what way are {A} and {B} partners?",
        "What kind of tie exists between {A} and {B}?",
        "What connection do {A} and {B} have?",
        "What type of partners are {A} and {B}?",
        "What sort of relationship do {A} and {B} have with one another?",
        "Tell me about the link between {A} and {B}.",
        "{A} and {B} relation?",
        "whats {B} to {A}",
        "info on {A} and {B} pls",
        "what are {A} n {B}, sisters or partners or nothing",
        "{A} with {B}, what sort of link is that",
        "how r {A} and {B} linked",
        "{A} vs {B} whats their connection",
        "look up {A} and {B} together",
        "relationship {A} {B}?",
        "show entry {A} - {B}",
        "what kind of partnershp is {A} with {B}",
        "For our newsletter I need whatever you have on the partnership of {A} with {B}.",
        "My pupils ask what {A} and {B} are to one another.",
        "Settle a bet: what is the relationship between the towns {A} and {B}?",
        "{A} and {B}: in which way do they belong together?",
        "Would you be so kind as to tell me how {A} stands in relation to {B}?",
        "I have heard {A} and {B} mentioned in one breath. What ties them?",
        "Read me the entry in your records about {A} together with {B}.",
        "The nature of the partnership between {A} and {B}, please.",
        "As what is {B} listed with {A}?",
        "Which bond is there, if any, between {A} and {B}?",
        "Summary of the twinning: {A} with {B}.",
        "What have {A} and {B} to do with each other as partner towns?",
        "{A} here, {B} there. What relation do your records show?",
        "In which relation are standing {A} and {B}?",
        "What's the deal with {A} and {B}?",
        "Could you tell me in what relationship {A} stands to {B}?",
        "I wonder what ties {A} to {B}.",
        "Do you happen to know what links the towns of {A} and {B}?",
        "In what way is {B} related to {A}?",
        "Tell me everything on record about {A} and {B} together.",
        "What kind of partnership do {A} and {B} {have:entertain}?",
        "What sort of bond exists between {A} and {B}?",
        "By what are {A} and {B} joined?",
        "Is there anything between {A} and {B}, and if so what?",
        "Details of the {A}–{B} partnership, please.",
        "What is {B} to {A}?",
        "Describe the tie between {A} and {B}.",
        "What form of agreement have {A} and {B} {partner:struck}?",
        "Info on {A} + {B}",
        "Which role does {B} play for {A}?",
        "What do we know about {A} and its {partner:opposite number} {B}?",
        "To what extent are {A} and {B} {partner:allied}?",
        "Give us the story of {A} and {B} in short.",
        "Whether as twins or friends, how do {A} and {B} {partner:cooperate}?",
        "so {A} and {B}, what are they, twins or what?",
        "What is the relationship between {A} and {B}?",
        "What ties do {A} and {B} have?",
        "What kind of link is there between {A} and {B}?",
        "What is the relation of {A} and {B}?",
        "What is the relation between {A} and {B}?",
        "What is the link between {A} and {B}?",
        "What is the tie between {A} and {B}?",
        "What relationship do {A} and {B} have?",
        "What relationship is there between {A} and {B}?",
        "What partnership is there between {A} and {B}?",
        "What partnership do {A} and {B} have?",
        "What kind of partnership is there between {A} and {B}?",
        "What kind of relationship do {A} and {B} have?",
        "What sort of partners are {A} and {B}?",
        "What sort of twinning do {A} and {B} have?",
        "What type of partnership do {A} and {B} have?",
        "What type of tie is there between {A} and {B}?",
        "What agreement do {A} and {B} have?",
        "What are {A} and {B} to each other?",
        "What do the records say about {A} and {B}?",
        "What do your records hold on {A} and {B}?",
        "What is on record about {A} and {B}?",
        "What is known of the partnership between {A} and {B}?",
        "Which relation do {A} and {B} have?",
        "Which kind of partnership links {A} and {B}?",
        "Which tie is there between {A} and {B}?",
        "relationship between {A} and {B}",
        "the partnership between {A} and {B}",
        "Show me the record of {A} and {B}.",
        "Give me the record for {A} and {B}.",
        "Tell me about the twinning of {A} with {B}.",
        "How are {A} and {B} related?",
        "how are {A} and {B} linked up",
        "what are {A} and {B} in terms of twinning",
        "what type of link do {A} and {B} share",
        "how is {A} tied to {B}",
        "in what way are {A} and {B} partners",
        "what's between {A} and {B}, twins or friends",
        "describe the tie of {A} and {B}",
        "{A} and {B}: what kind of partnership",
        "what is {B} for {A}, twin or friend",
        "tell me about the link of {A} with {B}",
    ),
    counter_examples=(
        "What is the distance in culture between {A} and {B}?",
        "What do the people of {A} think about {B}?",
        "What is the best thing about the twinning of {A} and {B}?",
        "whats the fastest way from {A} to {B}",
        "Tell me a funny story about the partners {A} and {B}.",
        "My pupils ask what the delegations of {A} and {B} ate.",
        "What does the partnership with {B} cost {A}?",
        "What kind of exchange do {A} and {B} have?",
        "What is the partnership between {A} and {B} like?",
        "What has the partnership of {A} and {B} achieved?",
        "What is the border between {A} and {B} like?",
        "What is the exchange rate between {A} and {B}?",
        "What is the story of {A} and {B}?",
        "What kind of food do {A} and {B} share?",
        "What kind of projects do {A} and {B} have?",
        "What kind of trade is there between {A} and {B}?",
        "What kind of town is {A}'s partner {B}?",
        "What does the partnership of {A} and {B} cost?",
        "What does the partnership of {A} and {B} bring?",
        "What happened between {A} and {B}?",
        "What goes on between {A} and {B}?",
        "What is going well between {A} and {B}?",
        "What do people say about {A} and {B}?",
        "What do {A} and {B} do together?",
        "What do {A} and {B} argue about?",
        "What document do {A} and {B} have to sign?",
    ),
)
