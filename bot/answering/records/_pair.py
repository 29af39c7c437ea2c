"""Questions about two places: are they partners, since and until when, how far, common partners, a chain."""

from __future__ import annotations

import datetime
from collections import deque
from dataclasses import replace

from bot.answering.records._areas import areas_named, in_areas
from bot.answering.records._ask import Ask
from bot.answering.records._decide import is_yes_no
from bot.answering.records._partners import (
    began_by_some,
    describe_bond,
    end_date,
    in_year,
    relations,
)
from bot.answering.records._result import (
    SHOWN,
    Dispute,
    RecordAnswer,
    Value,
    Writer,
    completeness,
    date_value,
    join,
    year_of,
)
from bot.answering.records._then import status_then
from corpus import wording
from corpus.partnerships import Bond, Records
from corpus.places import distance


def complete(records: Records, one: int, other: int) -> bool | None:
    """Tell whether the records claim to hold every partnership of one of the two."""
    claims = {records.complete(one), records.complete(other)}
    return True if True in claims else False if False in claims else None


def _names(records: Records, one: int, other: int) -> str:
    return f"{records.label(one)} and {records.label(other)}"


def _answer(
    kind: str, writer: Writer, one: int, other: int, value: Value | None, *, follow_ups: tuple[str, ...] = ()
) -> RecordAnswer:
    return RecordAnswer(
        kind,
        writer.text,
        tuple(writer.statements),
        value is not None,
        value,
        complete(writer.records, one, other),
        tuple(writer.disputes),
        follow_ups,
    )


def no_bond(records: Records, one: int, other: int, *, kind: str, value: bool | None) -> RecordAnswer:
    """Say that no partnership of the two is on record, and whether that is certain."""
    writer = Writer(records)
    certain = complete(records, one, other)
    if certain:
        sure = one if records.complete(one) else other
        writer.say(f"No: {_names(records, one, other)} are not partner cities. {completeness(records, sure)}")
    else:
        writer.say(
            f"The records hold no partnership of {_names(records, one, other)}, "
            "but they do not claim to be complete."
        )
    for number in (one, other):  # what is known instead, as the evidence that was looked at
        bonds = sorted(records.of.get(number, []), key=lambda bond: bond.status == "ended")
        if bonds:
            partners = [
                f"{records.label(bond.other(number))} {writer.cite(bond, compare=False)}"
                for bond in bonds[:3]
            ]
            more = f" and {len(bonds) - 3} more" if len(bonds) > 3 else ""
            writer.say(f"On record for {records.place(number).name}: {join(partners)}{more}.")
    names = (records.place(one).name, records.place(other).name)
    asked = (f"Which sister cities does {names[0]} have?", f"How far is {names[0]} from {names[1]}?")
    return _answer(kind, writer, one, other, value, follow_ups=asked)


def _asked_next(records: Records, bond: Bond) -> tuple[str, ...]:
    a, b = records.place(bond.a).name, records.place(bond.b).name
    return (f"Which sister cities does {a} have?", f"Which partners do {a} and {b} have in common?",
            f"How far is {a} from {b}?")  # fmt: skip


def check(records: Records, one: int, other: int, ask: Ask) -> RecordAnswer:
    """Answer whether two places are partners (in a year)."""
    bond = records.between(one, other)
    if bond is None:
        return no_bond(records, one, other, kind="check", value=False)
    writer = Writer(records)
    if ask.years:
        exact = ask.years.how == "since"  # "Are they twinned since 1988?" asks for that very year
        years = replace(ask.years, how="start") if exact else ask.years
        if began_by_some(bond, years):
            writer.say(f"Yes, by some of the sources. {describe_bond(writer, bond, one)}")
            return _answer("check", writer, one, other, True)
        fits = in_year(bond, years)
        lead = "The records do not say." if fits is None else "Yes." if fits else "No."
        writer.say(f"{lead} {describe_bond(writer, bond, one)}")
        return _answer("check", writer, one, other, fits)
    past = any(word in ("was", "were", "did", "had", "been", "ever") for word in ask.words)
    if bond.status == "ended" and not past:
        value, lead = False, "Not any more."
    elif bond.relation not in relations(ask) and bond.relation != "":
        value, lead = False, "Not as sister cities, but they are linked." if ask.has("rel") else "Not quite."
    else:
        value = True
        lead = "Yes, but the partnership is suspended." if bond.status == "suspended" else "Yes."
    writer.say(f"{lead} {describe_bond(writer, bond, one)}")
    return _answer("check", writer, one, other, value, follow_ups=_asked_next(records, bond))


def status_check(records: Records, one: int, other: int, ask: Ask) -> RecordAnswer:
    """Answer whether a partnership is still there, active, suspended or ended (in a year)."""
    bond = records.between(one, other)
    if bond is None:
        return no_bond(records, one, other, kind="status-check", value=False)
    writer = Writer(records)
    value: bool | None
    if ask.years:
        value = status_then(bond, ask, ask.years)
        lead = "The records do not say." if value is None else "Yes." if value else "No."
        writer.say(f"{lead} {describe_bond(writer, bond, one)}")
        return _answer("status-check", writer, one, other, value)
    if bond.status == "unknown":
        value = None if ask.has("active", "suspended", "ended", "stop") else True
        lead = "The records do not say which status it has."
    elif ask.has("suspended"):
        value = bond.status == "suspended"
    elif ask.has("ended", "stop"):
        value = bond.status == "ended"
    elif ask.has("active"):
        value = bond.status == "active"
    else:
        value = bond.status != "ended"
    if bond.status != "unknown":
        lead = "Yes." if value else "No."
        if value and bond.status == "suspended" and not ask.has("suspended"):
            lead = "Yes, but the partnership is suspended."
    writer.say(f"{lead} {describe_bond(writer, bond, one)}")
    return _answer("status-check", writer, one, other, value, follow_ups=_asked_next(records, bond))


def status(records: Records, one: int, other: int) -> RecordAnswer:
    """Answer which status a partnership has."""
    bond = records.between(one, other)
    if bond is None:
        return no_bond(records, one, other, kind="status", value=None)
    writer = Writer(records)
    if bond.status == "unknown":
        writer.say(f"The records do not say which status it has. {describe_bond(writer, bond, one)}")
        return _answer("status", writer, one, other, "unknown")
    writer.say(describe_bond(writer, bond, one))
    return _answer("status", writer, one, other, bond.status, follow_ups=_asked_next(records, bond))


def status_when(records: Records, one: int, other: int, ask: Ask) -> RecordAnswer:
    """Answer when a partnership got the status that it has."""
    bond = records.between(one, other)
    if bond is None:
        return no_bond(records, one, other, kind="status-when", value=None)
    writer = Writer(records)
    asked = "suspended" if ask.has("suspended") else bond.status
    date = bond.status_date if bond.status == asked else None
    if date is None:
        writer.say(f"The records do not say when it was {asked}. {describe_bond(writer, bond, one)}")
        return _answer("status-when", writer, one, other, None)
    a, b = records.label(bond.a), records.label(bond.b)
    writer.say(
        f"The records have the partnership of {a} and {b} as {asked} "
        f"as of {wording.when(date)} {writer.cite(bond)}."
    )
    return _answer("status-when", writer, one, other, _only_year(ask, date))


def _only_year(ask: Ask, date: str) -> int | str:
    """Return the year alone when the question asks for a year."""
    return year_of(date) if "year" in ask.words else date_value(date)


def since(records: Records, one: int, other: int, ask: Ask) -> RecordAnswer:
    """Answer since when two places are partners."""
    bond = records.between(one, other)
    if bond is None:
        return no_bond(records, one, other, kind="since", value=None)
    writer = Writer(records)
    asked = _asked_next(records, bond)
    if bond.since is None:
        writer.say(f"The records do not say since when. {describe_bond(writer, bond, one)}")
        return _answer("since", writer, one, other, None, follow_ups=asked)
    writer.say(describe_bond(writer, bond, one))
    if ask.has("long") and bond.status in ("active", "unknown", "suspended"):
        age = datetime.datetime.now(datetime.UTC).year - year_of(bond.since)
        writer.say(f"That is {age} years ago." if age != 1 else "That is one year ago.")
    return _answer("since", writer, one, other, _only_year(ask, bond.since), follow_ups=asked)


def until(records: Records, one: int, other: int, ask: Ask) -> RecordAnswer:
    """Answer until when two places were partners."""
    bond = records.between(one, other)
    if bond is None:
        return no_bond(records, one, other, kind="until", value=None)
    writer = Writer(records)
    date = end_date(bond)
    if date is None and any(row.until for row in bond.statements):
        return _end_of_some(writer, bond, one, other, ask)
    if date is None:
        lead = (
            "The records do not say when it ended."
            if bond.status == "ended"
            else "The records know no end of it."
        )
        writer.say(f"{lead} {describe_bond(writer, bond, one)}")
        return _answer("until", writer, one, other, None)
    writer.say(describe_bond(writer, bond, one))
    return _answer("until", writer, one, other, _only_year(ask, date))


def _end_of_some(writer: Writer, bond: Bond, one: int, other: int, ask: Ask) -> RecordAnswer:
    """Answer with the end that some sources give although the latest word is that it goes on."""
    telling = [row for row in bond.statements if row.until]
    writer.statements += telling  # first, because they carry the answer
    ends = dict.fromkeys(row.until or "" for row in telling)
    marks = "".join(f"[{number}]" for number in range(1, len(telling) + 1))
    source = "one source" if len(telling) == 1 else "some sources"
    writer.say(
        f"By {source} it lasted until {join([wording.when(end) for end in ends])} {marks}; "
        f"the latest word in the records is another. {describe_bond(writer, bond, one)}"
    )
    if not any(dispute.about.startswith(("status", "end")) for dispute in writer.disputes):
        pair_name = f"{writer.records.place(bond.a).name} and {writer.records.place(bond.b).name}"
        sides = tuple((row.until or row.status, row) for row in bond.statements)
        writer.dispute(Dispute(f"end of the partnership of {pair_name}", sides))
    value = _only_year(ask, next(iter(ends))) if len(ends) == 1 else None
    return _answer("until", writer, one, other, value)


def pair(records: Records, one: int, other: int) -> RecordAnswer:
    """Answer what two places are to each other."""
    bond = records.between(one, other)
    if bond is None:
        return no_bond(records, one, other, kind="pair", value=None)
    writer = Writer(records)
    writer.say(describe_bond(writer, bond, one))
    return _answer("pair", writer, one, other, None, follow_ups=_asked_next(records, bond))


def how_far(records: Records, one: int, other: int, ask: Ask) -> RecordAnswer | None:
    """Answer how far apart two places are."""
    a, b = records.place(one), records.place(other)
    km = distance(a, b)
    if km is None:
        return None
    writer = Writer(records)
    miles = round(km / 1.609344)
    bond = records.between(one, other)
    proof = [bond] if bond else [held for n in (one, other) for held in records.of.get(n, [])[:1]]
    evidence = "".join(writer.cite(held, compare=False) for held in proof)
    if not evidence:
        return None
    writer.say(
        f"{a.label} and {b.label} are about {round(km):,} km ({miles:,} miles) apart as the crow flies, "
        f"by the coordinates in the records {evidence}."
    )
    value = miles if any(word in ("mile", "miles") for word in ask.words) else round(km)
    return RecordAnswer("distance", writer.text, tuple(writer.statements), True, value)


def common(records: Records, one: int, other: int, ask: Ask) -> RecordAnswer:
    """Answer which partners two places have in common."""
    writer, kinds = Writer(records), relations(ask)

    def live(number: int) -> dict[int, Bond]:
        bonds = records.of.get(number, [])
        return {
            bond.other(number): bond for bond in bonds if bond.status != "ended" and bond.relation in kinds
        }

    mine, theirs = live(one), live(other)
    shared = sorted(mine.keys() & theirs.keys(), key=records.label)
    shared = [n for n in shared if in_areas(records, ask.where, n)]
    names, there = _names(records, one, other), areas_named(records, ask.where)
    if shared:
        shown = [
            f"{records.label(n)} {writer.cite(mine[n], compare=False)}{writer.cite(theirs[n], compare=False)}"
            for n in shared[:SHOWN]
        ]
        what = "partner" if len(shared) == 1 else "partners"
        writer.say(f"{names} have {len(shared)} {what} in common{there} in the records: {join(shown)}.")
    else:
        bonds = dict.fromkeys((*list(mine.values())[:2], *list(theirs.values())[:2]))
        evidence = [writer.cite(bond, compare=False) for bond in bonds]
        writer.say(f"In the records {names} have no partner in common{there} {''.join(evidence)}.")
        if not (records.complete(one) and records.complete(other)):
            writer.say("The records do not claim to be complete.")
    labels = [records.label(n) for n in shared]
    value: Value = bool(shared) if is_yes_no(ask) else len(shared) if ask.has("many") else labels
    whole = (records.complete(one), records.complete(other))
    claim = True if all(whole) else False if False in whole else None
    return RecordAnswer(
        "common", writer.text, tuple(writer.statements), True, value, claim, tuple(writer.disputes)
    )


def chain(records: Records, one: int, other: int, ask: Ask) -> RecordAnswer:
    """Answer by the shortest chain of partnerships how two places are connected."""
    path = _path(records, one, other)
    writer = Writer(records)
    if not path:
        evidence = "".join(
            writer.cite(bond, compare=False) for n in (one, other) for bond in records.of.get(n, [])[:1]
        )
        writer.say(
            f"No chain of partnerships in the records connects {_names(records, one, other)} {evidence}."
        )
        return RecordAnswer(
            "chain", writer.text, tuple(writer.statements), True, False if is_yes_no(ask) else []
        )
    steps = []
    for bond, there in path:
        pair_text = f"{records.label(bond.other(there))} – {records.label(there)}{_standing(bond)}"
        steps.append(f"{pair_text} {writer.cite(bond, compare=False)}")
    count = "1 step" if len(path) == 1 else f"{len(path)} steps"
    writer.say(
        f"The shortest chain from {records.label(one)} to {records.label(other)} has {count}: {join(steps)}."
    )
    labels = [records.label(one), *(records.label(there) for _, there in path)]
    value: Value = True if is_yes_no(ask) else len(path) if ask.has("many") else labels
    return RecordAnswer(
        "chain", writer.text, tuple(writer.statements), True, value, None, tuple(writer.disputes)
    )


def _standing(bond: Bond) -> str:
    return " (suspended)" if bond.status == "suspended" else ""


def _path(records: Records, start: int, goal: int) -> list[tuple[Bond, int]]:
    """Return the bonds of a shortest path and where each leads; of equal ones, the first by name."""
    came: dict[int, tuple[int, Bond] | None] = {start: None}
    queue = deque([start])
    while queue and goal not in came:
        here = queue.popleft()
        bonds = [bond for bond in records.of.get(here, []) if bond.status != "ended"]
        for bond in sorted(bonds, key=lambda bond: records.label(bond.other(here))):
            there = bond.other(here)
            if there not in came:
                came[there] = (here, bond)
                queue.append(there)
    path: list[tuple[Bond, int]] = []
    step = came.get(goal)
    number = goal
    while step:
        path.append((step[1], number))
        number = step[0]
        step = came[number]
    return path[::-1]
