"""Is something true of every partner of a place: that it lies in an area, abroad, or has a status."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.language import joined, phrases
from bot.answering.records.areas import within
from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind, signs
from bot.answering.records.lexicon import RELATED
from bot.answering.records.of_place import OfPlace, areas_named, noun
from bot.answering.records.query import Query, over_signs
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_CLAIMS = signs("WHERE foreign active suspended ended stop")


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Answer whether it holds for all; if not, name those that it excludes. None where nothing is claimed."""
    if not (reading.areas or reading.outside or reading.has(*_CLAIMS, "still")):
        return None
    plain = replace(
        reading, areas=(), outside=(), order=tuple(sign for sign in reading.order if sign not in _CLAIMS)
    )
    query = Query.of(plain)
    if reading.has("ended", "stop"):
        query = replace(query, statuses=query.statuses | {"ended"})
    found = OfPlace.ask(records, places[0], plain, query)
    bonds = found.selection.main
    if not bonds:
        found.none()
        return found.answer("all", None)
    held = [(bond, _holds(records, bond, places[0], reading)) for bond in bonds]
    against = [bond for bond, holds in held if holds is False]
    silent = [bond for bond, holds in held if holds is None]
    fitting = len(bonds) - len(against) - len(silent)
    key = "all.yes" if not (against or silent) else "all.no" if against else "all.some"
    found.draft.say(
        key,
        fitting,
        all=f"{len(bonds)} {noun(plain, len(bonds))}",
        place=found.label,
        claim=_claim(records, reading),
    )
    if against:
        found.list("all.against", against)
    if silent:
        found.list("all.silent", silent)
    if not (against or silent):
        found.list("all.these", bonds)
    return found.answer("all", False if against else None if silent else True)


def _holds(records: Records, bond: Bond, number: int, reading: Reading) -> bool | None:
    """Tell whether what is asked of all holds for one partner; None when the records do not say."""
    partner = bond.other(number)
    country, region = records.areas[partner]
    inside = within(records, reading.areas)
    if inside is not None:
        unknown = not region and any(area.region for area in reading.areas)
        return None if partner not in inside and unknown else partner in inside
    outside = within(records, reading.outside)
    if outside is not None:
        return partner not in outside
    if reading.has("foreign"):
        return country != records.place(number).country
    if bond.status == "unknown":
        return None
    return bond.status in (over_signs(reading) or ("active",))


def _claim(records: Records, reading: Reading) -> str:
    if reading.areas:
        return areas_named(records, reading.areas).strip()
    if reading.outside:
        return phrases()("where.outside", areas=joined([area.label for area in reading.outside])).strip()
    if reading.has("foreign"):
        return phrases()("all.abroad")
    picked = over_signs(reading) or {"active"}
    say, status = phrases(), "suspended" if "suspended" in picked else next(iter(picked))
    return say("all.recorded", status=say(f"value.{status}"))


def _claims_once(reading: Reading) -> bool:
    """Tell whether one thing is said of every partner: "Are all of Chicago's sister cities in Europe?"."""
    order = [sign for sign in reading.order if sign not in ("article", "filler", "still")]
    if order[-1:] == ["place"] and order[-2:-1] == ["WHERE"]:  # "… all European cities?"
        order.pop()
    at = order.index("every")
    first = next(sign for sign in order if sign not in ("every", "me"))
    if first == "have" and not reading.has("ended", "suspended", "stop"):
        return False
    subject = any(sign in RELATED for sign in order[at:])
    predicate = set(order[at + 1 :]) <= _CLAIMS | {"of", "in", "be", "put"} and order[at - 1] != "in"
    return sum(sign in _CLAIMS for sign in order) == 1 and order[-1] in _CLAIMS and (subject or predicate)


KIND = Kind(
    "all",
    answer,
    asks=("yes-no",),
    needs=(frozenset(RELATED), signs("every"), _CLAIMS),
    allows=signs("still foreign active suspended ended stop"),
    years=False,
    fits=_claims_once,
    examples=(
        "Do {A}'s sister cities lie in {X} without exception?",
        "Is every partner city of {A} abroad?",
        "Are {A}'s twin towns all still active?",
        "Does the whole list of {A}'s twins belong to {X}?",
        "Have all of {A}'s links been ended?",
        "Are all the pacts of {A} still valid today?",
        "Are all sisters of {A} foreign towns?",
        "Are all {A}'s ties currently suspended?",
        "Do all twinned places of {A} belong to {X} or {X2}?",
        "Are each and every one of {A}'s friendship towns in {X}?",
        "Does {A} have all its partners in {X}?",
        "Are the twinnings of {A} active, all of them?",
        "Can all of {A}'s partner towns be found in {X}?",
        "are all twins of {A} in {X}",
        "{A} partners all in {X}??",
        "is every sister city of {A} still active y/n",
        "every partner of {A} in {X}, yes or no",
        "do all of {A}s links lie outside the country",
        "all {A} partnerships ended?",
        "so literally every twin of {A} is in {X}?",
        "{A}: all twins active or not all",
        "are {A}'s parnters all in {X}",
        "every single tie of {A} suspended?",
        "all sister citys of {A} within {X} true or false",
        "does {A} have all twins in {X} or {X2}",
        "Every last one of {A}'s sisters is in {X}, right?",
        "Without exception in {X}, are they, the twins of {A}?",
        "True or false: the partner towns of {A} are all in foreign countries.",
        "Confirm please: all agreements of {A} are still running.",
        "Is there no exception, all sister cities of {A} being situated in {X}?",
        "None of {A}'s twinnings has been ended or suspended, they are all active, is that so?",
        "I was told that the twins of {A} come from {X} every one of them; is this true?",
        "Are all of {A}'s partners in {X}?",
        "Do the twins of {A} all lie abroad?",
        "Is every partnership of {A} {active:alive}?",
        "I wonder if each and every {partner:counterpart} of {A} is located in {X}.",
        "Do all the cities {partner:allied} with {A} belong to {X}?",
        "Is it true that every single one of {A}'s agreements is {active:in force}?",
        "Every {partner:sibling} of {A} sits in {X}, doesn't it?",
        "so literally all of {A}'s twins are in {X}, right?",
        "Have {A}'s twinnings all been {ended:dissolved}?",
        "Are the towns {A} {partner:befriended} all {X} ones?",
        "Each of {A}'s charters {still:remains} valid, does it?",
        "Is there any partner of {A} that isn't in {X}, or are they all there?",
        "Please check that all of the cities twinned with {A} are in {X} or {X2}.",
        "Are {A}'s {partner:kin} one and all from {X}?",
        "Would I be correct that the partners of {A} are in {X} throughout?",
        "Are all of {A}'s sister cities in {X}?",
        "Is every twin town of {A} abroad?",
        "Are {A}'s partnerships all active?",
        "Have all of {A}'s partnerships been suspended?",
        "Do all of {A}'s sister cities lie in {X}?",
        "Does every twin of {A} sit in {X}?",
        "Is every sister city of {A} located in {X}?",
        "Is each one of {A}'s twins in {X}?",
        "Is each partner of {A} a {X} town?",
        "Is it the case that all of {A}'s partners are in {X}?",
        "Is it right that each of {A}'s sister cities is in {X}?",
        "Are all the partner cities of {A} {X} cities?",
        "Are all sister cities of {A} situated in {X}?",
        "Are the sister cities of {A} all in {X}?",
        "Are {A}'s partner towns all abroad?",
        "Are {A}'s sister cities all of them in {X}?",
        "Are each of {A}'s partners found in {X}?",
        "Are every one of {A}'s sister cities in {X}?",
        "Do all twins of {A} lie in {X}?",
        "Do all of the sister cities that {A} has lie in {X}?",
        "Do all partners of {A} come from {X}?",
        "Do {A}'s sister cities all belong to {X}?",
        "Does every single partner of {A} lie in {X}?",
        "Does each of the twins of {A} sit in {X}?",
        "Can all of {A}'s sister cities be found in {X}?",
        "Can it be said that all of {A}'s twins are in {X}?",
        "All of {A}'s sister cities are in {X}, right?",
        "Every sister city of {A} is in {X}, isn't it?",
        "Tell me whether all of {A}'s twin towns are in {X}.",
        "I want to know if all {A}'s sister cities are in {X}.",
        "Would you say all of {A}'s sisters are in {X}?",
        "Are all of {A}'s partnerships still active?",
        "Is every one of {A}'s partnerships {active:in force}?",
        "Are all partnerships of {A} {suspended:frozen}?",
        "Have all the twinnings of {A} ended?",
        "Has every partnership of {A} been {ended:dissolved}?",
        "Are {A}'s partners {every:without} exception in {X}?",
        "Are the twins of {A} {every:without} a single exception in {X}?",
        "Do {A}'s sister cities, {every:without} exception, lie in {X}?",
        "does every twin of {A} lie in {X}",
        "is the whole of {A}'s list from {X}",
        "{A}'s sisters: all from {X}?",
        "are all links of {A} alive",
        "is none of {A}'s twinnings suspended",
        "does each of {A}'s partnerships carry on",
        "are the partners of {A} without exception {X} towns",
        "are {A}'s partnerships all in force",
        "is {X} home to all of {A}'s sisters",
        "is {X} where every one of {A}'s twins lies",
        "{A} twins – entire bunch in {X}, y/n",
        "Bet running here: the full roster of {A}'s partners sits in {X}. Am I winning?",
        "Of the partners of {A}, does each one lie in {X}?",
        "Regarding {A}, are its counterparts foreign to the last one?",
        "{A}'s sisters – all of them across the border?",
        "Put down yes or no: every knot that {A} has tied is still holding.",
        "Verify for me that no twin of {A} falls outside {X}, so that all are there.",
        "Can the whole set of {A}'s friend cities be placed in {X}?",
        "All the sister of {A}, they are in {X}, yes?",
        "Have the bonds of {A} been put on hold, every one?",
        "Is the entirety of {A}'s partnership roll still in force?",
        "Was every pact of {A} dissolved in the end?",
        "hey so like the totality of {A}'s twins is from {X}??",
        "Does it hold for all of {A}'s counterparts that they lie in foreign lands?",
        "It's said that {A} went to {X} for each of its twins. Does that check out?",
        "evry partner town of {A} abroad, corect?",
        "Is it a fact that all of the places bonded with {A} sit inside {X} or {X2}?",
        "Do the records have every single agreement of {A} down as active?",
        "Looking over {A}'s twins: is each of them a place in {X}?",
        "Would it be wrong to say that all partners of {A} are located in {X}?",
        "Everything {A} is twinned with is in {X}, or is there some exception?",
        "{A} never picked a partner outside {X}, so they are all in {X}, true?",
        "Of {A}'s links, are all alive and none asleep?",
        "The pacts of {A}: all cancelled, is it so?",
        "Is there a single odd one out, or do all of {A}'s sisters live in {X}?",
        "Please confirm whether the twinnings of {A} are, all without exception, active.",
        "In {X} they are all, the twin cities of {A}, isn't it?",
        "{A}'s complete list of twins = {X}?",
        "does the lot of {A}'s partners hail from {X} or did my teacher make that up",
        "Might one say that each town paired off with {A} is a foreign one?",
        "Name it true or false: all partner municipalities of {A} are within {X}.",
        "Are there zero exceptions when I say {A}'s sisters are all in {X}?",
        "Did {A} let every one of its twinnings lapse?",
        "Is the status active for all of {A}'s partnerships?",
        "Can I colour the whole of {A}'s twin list with the one colour for {X}, since all are there?",
        "{A} got sisters, they all foreigners or what",
        "I wonder, does {X} hold the full family of {A}'s twins?",
        "When you go down {A}'s list, is every entry in {X}?",
        "Not one of {A}'s ties is suspended, they all carry on; right or wrong?",
        "Are all those that {A} calls its partners at home in {X}?",
        "Is none of {A}'s sister cities elsewhere than {X}, that is, all in there?",
        "Each and all of the friendship links of {A} frozen, is that the case?",
        "all twinings of {A} in force stil?",
        "Do we find every town that {A} is an item with in {X} or {X2}?",
        "My gran swears the partners of {A} lie in {X}, all of them. Is she right?",
    ),
    counter_examples=(
        "Are all of {A}'s twin towns worth a visit?",
        "Do all the partners of {A} pay a yearly fee?",
        "Did every sister city of {A} send a delegation last summer?",
        "is the weather warm in all twin towns of {A}",
        "All of {A}'s sister cities speak the same language, right?",
        "Are all partner towns of {A} smaller than {A} itself?",
        "Settle a bet: every twin town of {A} has a football club, yes or no?",
        "Can all citizens of {A} join the trips to {X}?",
        "Are all of {A}'s sister cities happy?",
        "Do all of {A}'s sister cities send students?",
        "Are all sister cities of {A} twinned with {B}?",
        "Are all sister cities of {A} invited to the festival?",
        "Are all of {A}'s twins rich?",
        "Are all the flags of {A}'s sister cities on the town hall?",
        "Do all of {A}'s sister cities have an airport?",
        "Do all people in {A} know the sister cities?",
        "Do all partners of {A} speak the language of {X}?",
        "Did all of {A}'s sister cities sign the declaration?",
        "Have all of {A}'s sister cities sent a delegation?",
        "Does every school in {A} have a partner in {X}?",
        "Is every member of the committee of {A} from {X}?",
        "Must all of {A}'s twins be in {X}?",
        "Are all the twin towns of {A} on the coast?",
        "Did every partner of {A} in {X} send flowers this year?",
        "Regarding {A}, are all of its sister cities happy with the pact?",
        "Do all shops in {A} sell goods from its twins in {X}?",
        "Bet you: all mayors of {A}'s partner towns are women. True?",
        "Is every twinning of {A} paid for by the taxpayer?",
        "all of {A}'s sisters have trams y/n",
        "Have all {A}'s partners got a web page about {A}?",
    ),
)
