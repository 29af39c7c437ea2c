"""Questions about one place: its partners, how many, in which countries, the first, the farthest."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.records._areas import areas_named, empty_areas, in_areas
from bot.answering.records._ask import Ask
from bot.answering.records._decide import is_yes_no
from bot.answering.records._partners import (
    ORDER,
    Partners,
    finish,
    item,
    none_found,
    noun,
    over,
    over_at_edge,
    over_date,
    ranks_over,
    relations,
    suggestions,
)
from bot.answering.records._result import SHOWN, RecordAnswer, Value, Writer, date_value, join, year_of
from corpus.partnerships import Bond, Records
from corpus.places import distance, region_name


def listing(records: Records, number: int, ask: Ask, *, count: bool) -> RecordAnswer:
    """Answer which partners a place has, or how many."""
    partners, writer = Partners(records, number, ask), Writer(records)
    bonds = partners.main
    if not bonds:
        none_found(writer, partners)
    else:
        shown = [item(writer, partners, bond) for bond in bonds[:SHOWN]]
        more = f" and {len(bonds) - SHOWN} more" if len(bonds) > SHOWN else ""
        has = "had" if ask.years and ask.years.how == "as-of" else "has"
        writer.say(
            f"{records.label(number)} {has} {len(bonds)} {noun(ask, len(bonds))}{partners.where()} "
            f"in the records: {join(shown)}{more}."
        )
    value: Value = len(bonds) if count else partners.labels
    return finish("count" if count else "list", writer, partners, value, follow_ups=suggestions(partners))


def check_any(records: Records, number: int, ask: Ask) -> RecordAnswer:
    """Answer whether a place has any partner (there, then)."""
    partners, writer = Partners(records, number, ask), Writer(records)
    without = empty_areas(records, ask.where, [bond.other(number) for bond in partners.main])
    if partners.main:
        shown = [item(writer, partners, bond) for bond in partners.main[:SHOWN]]
        count = len(partners.main)
        lead = f"In {join(without)} none is on record" if without else "Yes"
        what = f"{count} {noun(ask, count)}{partners.where()}"
        writer.say(f"{lead}: {records.label(number)} has {what}: {join(shown)}.")
    else:
        none_found(writer, partners)
    found = bool(partners.main) and not without
    return finish("check-any", writer, partners, found, follow_ups=suggestions(partners))


def check_all(records: Records, number: int, ask: Ask) -> RecordAnswer:
    """Answer whether something holds for every partner of a place; if not, name those that it excludes."""
    claims = ("WHERE", "foreign", "active", "suspended", "ended", "stop")
    plain = replace(ask, where=(), order=tuple(tag for tag in ask.order if tag not in claims))
    partners, writer = Partners(records, number, plain), Writer(records)
    bonds = list(partners.main)
    if ask.has("ended", "stop"):
        bonds += [bond for bond in partners.ended if bond.relation in relations(plain)]
        partners.ended = [bond for bond in partners.ended if bond not in bonds]
    if not bonds:
        none_found(writer, partners)
        return finish("check-all", writer, partners, None)
    held = [(bond, _claimed(records, bond, number, ask)) for bond in bonds]
    against = [bond for bond, holds in held if holds is False]
    silent = [bond for bond, holds in held if holds is None]
    fitting = len(bonds) - len(against) - len(silent)
    what = f"{len(bonds)} {noun(plain, len(bonds))} of {records.label(number)} in the records"
    meant = f"{'is' if fitting == 1 else 'are'} {_claim_words(records, ask)}"
    named = against or silent or bonds
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    shown = join([item(writer, partners, bond) for bond in named[:SHOWN]]) + more
    if not (against or silent):
        writer.say(f"Yes: the {what} {meant}: {shown}.")
    else:
        writer.say(f"{'No: of' if against else 'Of'} the {what}, {fitting} {meant}.")
    if against:
        writer.say(f"Not so: {shown}.")
    if silent:
        writer.say(f"The records do not say it of {f'{len(silent)} of them' if against else shown}.")
    return finish("check-all", writer, partners, False if against else None if silent else True)


def _claimed(records: Records, bond: Bond, number: int, ask: Ask) -> bool | None:
    """Tell whether what is asked of all holds for one partner; None when the records do not say."""
    country, region = records.areas[bond.other(number)]
    if ask.where:
        inside = in_areas(records, ask.where, bond.other(number))
        return None if not (inside or region) and any(where.region for where in ask.where) else inside
    if ask.has("foreign"):
        return country != records.place(number).country
    if bond.status == "unknown":
        return None
    return bond.status in (over(ask) or ("active",))


def _claim_words(records: Records, ask: Ask) -> str:
    """Say what is asked of all."""
    if ask.where:
        return areas_named(records, ask.where).strip()
    if ask.has("foreign"):
        return "abroad"
    picked = over(ask) or {"active"}
    return f"recorded as {'suspended' if 'suspended' in picked else picked.pop()}"


def countries(records: Records, number: int, ask: Ask) -> RecordAnswer:
    """Answer in which countries a place has partners, or in how many."""
    partners, writer = Partners(records, number, ask), Writer(records)
    groups = _by_country(partners)
    if not groups:
        none_found(writer, partners)
    else:
        parts = []
        for country, bonds in list(groups.items())[:SHOWN]:
            names = [f"{records.place(bond.other(number)).name} {writer.cite(bond)}" for bond in bonds]
            parts.append(f"{country} ({', '.join(names)})")
        many = "1 country" if len(groups) == 1 else f"{len(groups)} countries"
        writer.say(f"{records.label(number)} has {noun(ask, 2)} in {many}: {join(parts)}.")
    value: Value = len(groups) if ask.has("many") else list(groups)
    return finish("countries", writer, partners, value)


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
        f"{records.label(number)} has the most {noun(ask, 2)} in {join(best)} "
        f"({most}{' each' if len(best) > 1 else ''}): {join(shown)}."
    )
    return finish("most-countries", writer, partners, best[0] if len(best) == 1 else best)


def dated(records: Records, number: int, ask: Ask, *, latest: bool, when: bool) -> RecordAnswer | None:
    """Answer which partnership of a place is the first or the latest, or when that was."""
    partners, writer = Partners(records, number, ask), Writer(records)
    if ranks_over(ask):
        return None if when or ask.has("longest") else _over_first(partners, writer, latest=latest)
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
    return finish(f"{order}{'-when' if when else ''}", writer, partners, value)


def _over_first(partners: Partners, writer: Writer, *, latest: bool) -> RecordAnswer | None:
    """Answer which partnership of a place was suspended or ended first or last."""
    same = over_at_edge(partners.main, latest=latest)
    if not same:
        return None
    shown = join([item(writer, partners, bond) for bond in same])
    was = "was suspended" if "suspended" in over(partners.ask) else "ended"
    writer.say(
        f"Of the {noun(partners.ask, 2)} of {partners.records.label(partners.number)}{partners.where()} in "
        f"the records, the {'last' if latest else 'first'} whose partnership {was} is {shown}."
    )
    undated = sum(over_date(bond) is None for bond in partners.main)
    if undated:
        writer.say(f"Of {undated} more the records do not say when.")
    labels = [partners.label(bond) for bond in same]
    value: Value = labels[0] if len(labels) == 1 else labels
    return finish("latest" if latest else "first", writer, partners, value)


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
    return finish("since-all", writer, partners, value)


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
    return finish(word, writer, partners, partners.label(bond))


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
        f"Of the {noun(ask, 2)} of {records.label(number)}, {join(shown)} {verb} {word} partners "
        f"in the records ({best[0]})."
    )
    labels = [partners.label(bond) for bond in same]
    return finish("most-of", writer, partners, labels[0] if len(labels) == 1 else labels)


def country_of(records: Records, number: int) -> RecordAnswer | None:
    """Answer in which country a place is."""
    found = _placed(records, number)
    if found is None:
        return None
    writer, where, mark = found
    writer.say(f"The records place {records.place(number).name} {where} {mark}.")
    value = records.place(number).country
    return RecordAnswer("country-of", writer.text, tuple(writer.statements), True, value)


def country_check(records: Records, number: int, ask: Ask) -> RecordAnswer | None:
    """Answer whether a place is in a country, region or continent."""
    found = _placed(records, number)
    if found is None:
        return None
    (writer, where, mark), place = found, records.place(number)
    said = ask.where[0] if ask.where else None
    inside = said is None or said.holds(place.country, region_name(place.region, place.country))
    other = "" if inside or said is None else f", not in {said.label}"
    writer.say(f"{'Yes' if inside else 'No'}: the records place {place.name} {where}{other} {mark}.")
    return RecordAnswer("country-check", writer.text, tuple(writer.statements), True, inside)


def _placed(records: Records, number: int) -> tuple[Writer, str, str] | None:
    """Return where a place is, in words, and the marker of a record that says so."""
    bonds = records.of.get(number, [])
    if not bonds:
        return None
    writer, place = Writer(records), records.place(number)
    where = f"in {place.region}, {place.country}" if place.region else f"in {place.country}"
    return writer, where, writer.cite(min(bonds, key=lambda bond: ORDER[bond.status]))
