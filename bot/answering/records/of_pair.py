"""Two places in blocks: what they are to each other, what is known instead, and whether that is certain."""

from __future__ import annotations

import datetime

from bot.answering.blocks import Item
from bot.answering.language import dated, phrases
from bot.answering.records.draft import Draft, RecordAnswer, Value, names
from bot.answering.records.query import end_date, year_of
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_JOINING = frozenset(("and", "or", "CITY"))
_RELATIONS = ("twin", "friendship", "contact", "club")
_STANDING = ("active", "suspended", "ended")


def complete(records: Records, one: int, other: int) -> bool | None:
    """Tell whether the records claim to hold every partnership of one of the two."""
    claims = {records.complete(one), records.complete(other)}
    return True if True in claims else False if False in claims else None


def answer(
    kind: str, draft: Draft, pair: tuple[int, ...], value: Value | None, *, follow_ups: tuple[str, ...] = ()
) -> RecordAnswer:
    """Return the answer about a pair."""
    return draft.answer(kind, value, complete=complete(draft.records, *pair), follow_ups=follow_ups)


def no_bond(records: Records, pair: tuple[int, ...], *, kind: str, value: bool | None) -> RecordAnswer:
    """Say that no partnership of the two is on record, whether that is certain, and what is instead."""
    one, other = pair
    draft, certain = Draft(records), complete(records, one, other)
    both = names(records, one, other)
    draft.say("pair.none-certain" if certain else "pair.none-open", places=both)
    if certain:
        draft.completeness(one if records.complete(one) else other)
    for number in pair:  # what is known instead, as the evidence that was looked at
        bonds = sorted(records.of.get(number, []), key=lambda bond: bond.status == "ended")
        if bonds:
            items = [
                Item(records.label(bond.other(number)), "", draft.cite(bond, compare=False))
                for bond in bonds[:3]
            ]
            name = records.place(number).name
            draft.list("pair.instead", items, more=max(0, len(bonds) - 3), place=name)
    return answer(kind, draft, pair, value, follow_ups=_partners_and_distance(records, pair))


def _partners_and_distance(records: Records, pair: tuple[int, ...]) -> tuple[str, ...]:
    say, one, other = phrases(), records.place(pair[0]).name, records.place(pair[1]).name
    return (say("next.partners", place=one), say("next.distance", one=one, other=other))


def asked_next(records: Records, bond: Bond) -> tuple[str, ...]:
    """Return questions that could be asked next about a pair."""
    say, one, other = phrases(), records.place(bond.a).name, records.place(bond.b).name
    return (
        say("next.partners", place=one),
        say("next.common", one=one, other=other),
        say("next.distance", one=one, other=other),
    )


def describe(draft: Draft, bond: Bond, first: int, lead: str = "") -> None:
    """Add a partnership in a sentence or two about the pair, place `first` first; `lead` stands before it."""
    records = draft.records
    if lead:
        draft.say(lead)
    places = records.place(first).label, records.place(bond.other(first)).label
    sentences = said(*places, bond)
    draft.say("plain", text=" ".join(sentences), cited=draft.cite(bond))


def say_age(draft: Draft, bond: Bond) -> None:
    """Say how many years ago a partnership began, or of one that is over how many it lasted."""
    if bond.since is None:
        return
    if bond.status != "ended":
        draft.say("since.ago", datetime.datetime.now(datetime.UTC).year - year_of(bond.since))
    elif (end := end_date(bond)) and (lasted := year_of(end) - year_of(bond.since)):
        draft.say("since.lasted", lasted)


def said(one: str, other: str, bond: Bond) -> list[str]:
    """Say a partnership in sentences: what two places are, since and until when, which status it has.

    In English they are those of a record (`corpus.wording`).
    """
    say = phrases()
    over = bool(bond.until) or bond.status == "ended"
    form = "was" if over else "since" if bond.since else "is"
    form += "-from" * bool(over and bond.since) + "-until" * bool(bond.until)
    relation = bond.relation or "twin"
    what = say(f"bond.what.{relation if relation in _RELATIONS else 'other'}")
    dates = {name: dated(date) for name, date in (("since", bond.since), ("until", bond.until)) if date}
    sentences = [say(f"bond.{form}", a=one, b=other, what=what, **dates)]
    if bond.status in _STANDING:
        date = None if bond.status == "ended" and bond.until == bond.status_date else bond.status_date
        key = f"bond.{bond.status}" + "-as-of" * bool(date)
        sentences.append(say(key, date=dated(date) if date else ""))
    return sentences


def center(reading: Reading) -> int:
    """Return which of three or more places the others are asked of: the one that stands beside none of them.

    Beside stands what "and", "or" or a comma joins.
    """
    said = [sign for sign in reading.order if sign not in ("article", "filler", "both")]
    at = [place for place, sign in enumerate(said) if sign == "CITY"]
    apart = [
        n
        for n, place in enumerate(at)
        if _JOINING.isdisjoint([*said[max(0, place - 1) : place], *said[place + 1 : place + 2]])
    ]
    return apart[0] if len(apart) == 1 else 0
