"""Questions about one place: its partners, how many, in which countries, the first, the farthest."""

from __future__ import annotations

from bot.answering.records._ask import Ask, Years
from bot.answering.records._decide import is_yes_no
from bot.answering.records._result import (
    SHOWN,
    RecordAnswer,
    Value,
    Writer,
    bond_note,
    completeness,
    date_value,
    join,
    name_dispute,
    year_of,
)
from corpus import wording
from corpus.partnerships import Bond, Records
from corpus.places import distance, region_name

_ORDER = {"active": 0, "unknown": 0, "suspended": 1, "ended": 2}


def in_year(bond: Bond, years: Years) -> bool | None:
    """Tell whether a partnership fits the years; None when its dates are unknown."""
    if bond.since is None:
        return None
    start = year_of(bond.since)
    if years.how == "before":
        return start <= years.high
    if years.how == "after":
        return start >= years.low
    if years.how == "start":
        return years.low <= start <= years.high
    if start > years.high:
        return False
    end = bond.until or (bond.status_date if bond.status == "ended" else None)
    if bond.status == "ended" and end is None:
        return None
    return end is None or year_of(end) >= years.low


def relations(ask: Ask) -> tuple[str, ...]:
    """Return which relations the words of the question mean.

    "Sister city" and "twin town" mean the formal kind; "partner" friendships and contacts too;
    clubs of towns are no partnerships of two.
    """
    if ask.has("friendship"):
        return ("friendship",)
    return ("twin", "") if ask.has("rel") else ("twin", "", "friendship", "contact")


class Partners:
    """The partnerships of one place, sorted by what the question asks for."""

    def __init__(self, records: Records, number: int, ask: Ask) -> None:
        self.records, self.number, self.ask = records, number, ask
        bonds = sorted(records.of.get(number, []), key=self._rank)
        for where in ask.where:
            bonds = [bond for bond in bonds if where.holds(*self._area(bond))]
        if ask.has("foreign"):
            home = records.place(number).country
            bonds = [bond for bond in bonds if self._area(bond)[0] != home]
        self.undated: list[Bond] = []
        if ask.years:
            fits = [(bond, in_year(bond, ask.years)) for bond in bonds]
            self.undated = [bond for bond, fit in fits if fit is None]
            bonds = [bond for bond, fit in fits if fit]
        wanted = self._wanted_status()
        kinds = relations(ask)
        self.main = [bond for bond in bonds if bond.relation in kinds and bond.status in wanted]
        self.apart = [bond for bond in bonds if bond.relation not in kinds and bond.status in wanted]
        self.ended = [bond for bond in bonds if bond.status == "ended" and "ended" not in wanted]
        if not wanted.isdisjoint({"suspended", "ended"}) and "active" not in wanted:
            self.ended = []

    def _rank(self, bond: Bond) -> tuple[int, str, str]:
        return _ORDER[bond.status], bond.since or "9999", self.records.label(bond.other(self.number))

    def _area(self, bond: Bond) -> tuple[str, str]:
        place = self.records.place(bond.other(self.number))
        return place.country, region_name(place.region, place.country)

    def _wanted_status(self) -> frozenset[str]:
        """Return the statuses that count; in a past year, also what has ended since."""
        if self.ask.years:
            return frozenset(("active", "unknown", "suspended", "ended"))
        picked = {name for name in ("suspended", "ended") if self.ask.has(name)}
        if self.ask.has("stop"):
            picked.add("ended")
        if picked:
            return frozenset(picked)
        if self.ask.has("active"):
            return frozenset(("active", "unknown"))
        return frozenset(("active", "unknown", "suspended"))

    def label(self, bond: Bond) -> str:
        """Return the partner's label."""
        return self.records.label(bond.other(self.number))

    @property
    def labels(self) -> list[str]:
        """Labels of the partners that count."""
        return [self.label(bond) for bond in self.main]

    def where(self) -> str:
        """Say the filters of the question: " in Japan in 1985"."""
        text = "".join(f" in {where.label}" for where in self.ask.where)
        if self.ask.has("foreign"):
            text += " abroad"
        years = self.ask.years
        if years is None:
            return text
        span = str(years.low) if years.low == years.high else f"{years.low} to {years.high}"
        return (
            text
            + {
                "as-of": f" in {span}",
                "start": f" that began in {span}",
                "before": f" that began before {years.high + 1}",
                "after": f" that began after {years.low - 1}",
            }[years.how]
        )


def noun(ask: Ask, count: int) -> str:
    """Return what the question calls partners."""
    word = "friendship cit" if ask.has("friendship") else "sister cit" if ask.has("rel") else "partner cit"
    if ask.has("suspended", "ended") and not ask.years:
        word = ("suspended " if ask.has("suspended") else "former ") + word
    return word + ("y" if count == 1 else "ies")


def item(writer: Writer, partners: Partners, bond: Bond) -> str:
    """Write one partner with years, status and markers."""
    return f"{partners.label(bond)}{bond_note(bond)} {writer.cite(bond)}"


def _remarks(writer: Writer, partners: Partners) -> None:
    """Add what does not count but belongs to the truth: other relations, ended ones, undated ones."""
    for bonds, words in (
        (partners.apart, "Of another kind:"),
        (partners.ended, "Ended, and not counted:"),
        (partners.undated, "Of unknown date, and not counted:"),
    ):
        if bonds:
            shown = [item(writer, partners, bond) for bond in bonds[:10]]
            more = f" and {len(bonds) - 10} more" if len(bonds) > 10 else ""
            writer.say(f"{words} {join(shown)}{more}.")


def _finish(
    kind: str, writer: Writer, partners: Partners, value: Value | None, *, follow_ups: tuple[str, ...] = ()
) -> RecordAnswer:
    _remarks(writer, partners)
    writer.say(completeness(partners.records, partners.number))
    disputed = name_dispute(partners.number, partners.main, partners.records)
    return RecordAnswer(
        kind,
        writer.text,
        tuple(writer.statements),
        value is not None,
        value,
        partners.records.complete(partners.number),
        (*disputed, *writer.disputes),
        follow_ups,
    )


def _none_found(writer: Writer, partners: Partners) -> None:
    """Say that there are none, and whether that is certain."""
    name = partners.records.label(partners.number)
    what = f"{noun(partners.ask, 2)}{partners.where()}"
    if partners.records.complete(partners.number):
        writer.say(f"{name} has no {what}.")
    else:
        writer.say(f"The records hold no {what} of {name}, but they do not claim to be complete.")
    rest = partners.records.of.get(partners.number, [])
    if rest and not (partners.apart or partners.ended or partners.undated):
        shown = sorted(rest, key=lambda bond: _ORDER[bond.status])[:3]
        texts = [item(writer, partners, bond) for bond in shown]
        more = f" and {len(rest) - 3} more" if len(rest) > 3 else ""
        writer.say(f"They do hold {join(texts)}{more}.")


def _suggestions(partners: Partners) -> tuple[str, ...]:
    name = partners.records.place(partners.number).name
    asked = []
    if partners.main:
        first = partners.records.place(partners.main[0].other(partners.number)).name
        asked.append(f"Since when are {name} and {first} twinned?")
        asked.append(f"How far is {name} from {first}?")
    asked.append(f"In which countries does {name} have sister cities?")
    return tuple(asked[:3])


def listing(records: Records, number: int, ask: Ask, *, count: bool) -> RecordAnswer:
    """Answer which partners a place has, or how many."""
    partners, writer = Partners(records, number, ask), Writer(records)
    bonds = partners.main
    if not bonds:
        _none_found(writer, partners)
    else:
        shown = [item(writer, partners, bond) for bond in bonds[:SHOWN]]
        more = f" and {len(bonds) - SHOWN} more" if len(bonds) > SHOWN else ""
        has = "had" if ask.years and ask.years.how == "as-of" else "has"
        writer.say(
            f"{records.label(number)} {has} {len(bonds)} {noun(ask, len(bonds))}{partners.where()} "
            f"in the records: {join(shown)}{more}."
        )
    value: Value = len(bonds) if count else partners.labels
    return _finish("count" if count else "list", writer, partners, value, follow_ups=_suggestions(partners))


def check_any(records: Records, number: int, ask: Ask) -> RecordAnswer:
    """Answer whether a place has any partner (there, then)."""
    partners, writer = Partners(records, number, ask), Writer(records)
    if partners.main:
        shown = [item(writer, partners, bond) for bond in partners.main[:SHOWN]]
        count = len(partners.main)
        writer.say(
            f"Yes: {records.label(number)} has {count} {noun(ask, count)}{partners.where()}: {join(shown)}."
        )
    else:
        _none_found(writer, partners)
    return _finish("check-any", writer, partners, bool(partners.main), follow_ups=_suggestions(partners))


def countries(records: Records, number: int, ask: Ask) -> RecordAnswer:
    """Answer in which countries a place has partners, or in how many."""
    partners, writer = Partners(records, number, ask), Writer(records)
    groups = _by_country(partners)
    if not groups:
        _none_found(writer, partners)
    else:
        parts = [
            f"{country} ({', '.join(records.place(bond.other(number)).name + ' ' + writer.cite(bond) for bond in bonds)})"
            for country, bonds in list(groups.items())[:SHOWN]
        ]
        many = "1 country" if len(groups) == 1 else f"{len(groups)} countries"
        writer.say(f"{records.label(number)} has {noun(ask, 2)} in {many}: {join(parts)}.")
    value: Value = len(groups) if ask.has("many") else list(groups)
    return _finish("countries", writer, partners, value)


def _by_country(partners: Partners) -> dict[str, list[Bond]]:
    groups: dict[str, list[Bond]] = {}
    for bond in partners.main:
        groups.setdefault(partners.records.place(bond.other(partners.number)).country, []).append(bond)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))


def most_countries(records: Records, number: int, ask: Ask) -> RecordAnswer | None:
    """Answer in which country a place has most partners."""
    partners, writer = Partners(records, number, ask), Writer(records)
    groups = _by_country(partners)
    if not groups or ask.has("least"):
        return None
    most = len(next(iter(groups.values())))
    best = [country for country, bonds in groups.items() if len(bonds) == most]
    shown = [item(writer, partners, bond) for country in best for bond in groups[country]][:SHOWN]
    writer.say(
        f"{records.label(number)} has most {noun(ask, 2)} in {join(best)} ({most}{' each' if len(best) > 1 else ''}): "
        f"{join(shown)}."
    )
    return _finish("most-countries", writer, partners, best[0] if len(best) == 1 else best)


def dated(records: Records, number: int, ask: Ask, *, latest: bool, when: bool) -> RecordAnswer | None:
    """Answer which partnership of a place is the first or the latest, or when that was."""
    partners, writer = Partners(records, number, ask), Writer(records)
    known = [bond for bond in partners.main if bond.since]
    if not known:
        return None
    years = [year_of(bond.since or "") for bond in known]
    edge = max(years) if latest else min(years)
    same = [bond for bond in known if year_of(bond.since or "") == edge]
    finest = {bond.since for bond in same}
    if len(same) > 1 and all(len(since or "") == 10 for since in finest):
        picked = max(since or "" for since in finest) if latest else min(since or "" for since in finest)
        same = [bond for bond in same if bond.since == picked]
    shown = [item(writer, partners, bond) for bond in same]
    order = "latest" if latest else "first"
    verb = "is" if len(same) == 1 else "are"
    writer.say(
        f"The {order} {noun(ask, len(same))} of {records.label(number)}{partners.where()} in the records "
        f"{verb} {join(shown)}."
    )
    undated = len(partners.main) - len(known)
    if undated:
        writer.say(f"Of {undated} more the records do not say since when.")
    labels = [partners.label(bond) for bond in same]
    value: Value = date_value(same[0].since or "") if when else labels[0] if len(labels) == 1 else labels
    return _finish(f"{order}{'-when' if when else ''}", writer, partners, value)


def since_all(records: Records, number: int, ask: Ask) -> RecordAnswer | None:
    """Answer since when a place has its partners, each with its year."""
    partners, writer = Partners(records, number, ask), Writer(records)
    known = [bond for bond in partners.main if bond.since]
    if not known:
        return None
    shown = [item(writer, partners, bond) for bond in known[:SHOWN]]
    writer.say(f"{records.label(number)} has these {noun(ask, 2)}{partners.where()}: {join(shown)}.")
    undated = len(partners.main) - len(known)
    if undated:
        writer.say(f"Of {undated} more the records do not say since when.")
    value: Value | None = date_value(known[0].since or "") if len(known) == 1 and not undated else None
    return _finish("since-all", writer, partners, value)


def by_distance(records: Records, number: int, ask: Ask, *, nearest: bool) -> RecordAnswer | None:
    """Answer which partner is the farthest or the nearest."""
    partners, writer = Partners(records, number, ask), Writer(records)
    here = records.place(number)
    apart = [(distance(here, records.place(bond.other(number))), bond) for bond in partners.main]
    known = sorted(((km, bond) for km, bond in apart if km is not None), key=lambda entry: entry[0])
    if not known:
        return None
    km, bond = known[0] if nearest else known[-1]
    word = "nearest" if nearest else "farthest"
    writer.say(
        f"The {word} {noun(ask, 1)} of {here.label}{partners.where()} is {item(writer, partners, bond)}, "
        f"about {round(km):,} km away as the crow flies."
    )
    if len(known) < len(apart):
        writer.say(f"Of {len(apart) - len(known)} more the records hold no coordinates.")
    return _finish(word, writer, partners, partners.label(bond))


def most_of(records: Records, number: int, ask: Ask) -> RecordAnswer | None:
    """Answer which partner of a place itself has most (or fewest) partners."""
    partners, writer = Partners(records, number, ask), Writer(records)
    if not partners.main or is_yes_no(ask):
        return None
    counts = [
        (sum(b.status != "ended" for b in records.of[bond.other(number)]), bond) for bond in partners.main
    ]
    best = (
        min(counts, key=lambda entry: entry[0])
        if ask.has("least")
        else max(counts, key=lambda entry: entry[0])
    )
    same = [bond for count, bond in counts if count == best[0]]
    shown = [item(writer, partners, bond) for bond in same[:SHOWN]]
    word = "fewest" if ask.has("least") else "most"
    verb = "has" if len(same) == 1 else "have"
    writer.say(
        f"Of the {noun(ask, 2)} of {records.label(number)}, {join(shown)} {verb} {word} partners in the records ({best[0]})."
    )
    labels = [partners.label(bond) for bond in same]
    return _finish("most-of", writer, partners, labels[0] if len(labels) == 1 else labels)


def country_of(records: Records, number: int) -> RecordAnswer | None:
    """Answer in which country a place is."""
    bonds = records.of.get(number, [])
    if not bonds:
        return None
    writer, place = Writer(records), records.place(number)
    first = min(bonds, key=lambda bond: _ORDER[bond.status])
    region = f"in {place.region}, {place.country}" if place.region else f"in {place.country}"
    writer.say(f"The records place {place.name} {region} {writer.cite(first)}.")
    return RecordAnswer("country-of", writer.text, tuple(writer.statements), True, place.country)


def describe_bond(writer: Writer, bond: Bond, first: int) -> str:
    """Write a partnership as a sentence about the pair, place `first` first, with markers."""
    a, b = writer.records.place(first), writer.records.place(bond.other(first))
    said = wording.words(
        a, b, relation=bond.relation, since=bond.since, until=bond.until, status=bond.status,
        status_date=bond.status_date,
    )  # fmt: skip
    return f"{said.removesuffix('.')} {writer.cite(bond)}."
