"""Questions about all records: most partners, the first of all, between two countries, inside one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bot.answering.records._areas import areas_named, in_areas
from bot.answering.records._ask import Ask, Where, Years
from bot.answering.records._decide import is_yes_no
from bot.answering.records._partners import (
    asks_active,
    in_year,
    noun,
    over,
    over_at_edge,
    over_date,
    over_in,
    ranks_over,
    relations,
)
from bot.answering.records._result import (
    SHOWN,
    RecordAnswer,
    Value,
    Writer,
    bond_note,
    join,
    year_of,
)
from corpus.partnerships import Bond, Records


def _holds(records: Records, where: Where, number: int) -> bool:
    return where.holds(*records.areas[number])


def _inside(records: Records, wheres: tuple[Where, ...]) -> frozenset[int]:
    """Return the places that lie in all of these."""
    return frozenset(n for n in range(len(records.areas)) if all(_holds(records, w, n) for w in wheres))


def _live(records: Records, ask: Ask) -> list[Bond]:
    """Return the partnerships that count for a question about many."""
    kinds = relations(ask)
    bonds = [bond for bond in records.bonds if bond.relation in kinds]
    years = ask.years
    picked = over(ask)
    if picked and years:  # the years are then those in which it came to that
        return [bond for bond in bonds if bond.status in picked and over_in(bond, years)]
    if years:
        return [bond for bond in bonds if in_year(bond, years)]
    return [bond for bond in bonds if (bond.status in picked if picked else bond.status != "ended")]


def _ordered(records: Records, bonds: list[Bond]) -> list[Bond]:
    return sorted(
        bonds, key=lambda bond: (bond.since or "9999", records.label(bond.a), records.label(bond.b))
    )


def _pair(records: Records, bond: Bond, where: Where | None = None) -> str:
    """Write a pair, the place in `where` first."""
    one, other = bond.a, bond.b
    if where and not _holds(records, where, one) and _holds(records, where, other):
        one, other = other, one
    return f"{records.label(one)} – {records.label(other)}"


def _result(kind: str, writer: Writer, value: Value | None) -> RecordAnswer:
    writer.say("The records do not claim to hold every partnership.")
    return RecordAnswer(
        kind, writer.text, tuple(writer.statements), value is not None, value, None, tuple(writer.disputes)
    )


def _shown(writer: Writer, bonds: list[Bond], where: Where | None = None) -> str:
    limit = SHOWN // 2
    texts = [
        f"{_pair(writer.records, bond, where)}{bond_note(bond)} {writer.cite(bond)}" for bond in bonds[:limit]
    ]
    return join(texts) + (f" and {len(bonds) - limit} more" if len(bonds) > limit else "")


def between(records: Records, ask: Ask) -> RecordAnswer | None:
    """Answer which partnerships there are between two countries, or how many."""
    one, other = ask.where
    writer, here, there = Writer(records), _inside(records, (one,)), _inside(records, (other,))
    bonds = _ordered(
        records,
        [
            bond
            for bond in _live(records, ask)
            if (bond.a in here and bond.b in there) or (bond.b in here and bond.a in there)
        ],
    )
    names = f"{one.label} and {other.label}"
    if not bonds:
        writer.say(f"The records hold no partnerships between places in {names}.")
    else:
        what = "partnership" if len(bonds) == 1 else "partnerships"
        writer.say(
            f"Between places in {names} the records hold {len(bonds)} {what}: {_shown(writer, bonds, one)}."
        )
    sides = [n for bond in bonds for n in (bond.a, bond.b) if n in here]
    cities = list(dict.fromkeys(records.label(n) for n in sides))
    of_cities = ask.has("place") and not ask.has("partner", "between")
    value: Value
    if is_yes_no(ask):
        value = bool(bonds)
    elif ask.has("many"):
        value = (
            len(cities) if of_cities and ask.order.index("place") < ask.order.index("WHERE") else len(bonds)
        )
    else:
        value = cities if of_cities else [_pair(records, bond, one) for bond in bonds]
    return _result("between", writer, value)


def inside(records: Records, ask: Ask) -> RecordAnswer | None:
    """Answer which places of a country have partners, or how many; or its partnerships."""
    where = ask.where[0]
    if not (ask.has("many", "which", "ask", "who", "suspended", "ended") or is_yes_no(ask)):
        return None
    writer = Writer(records)
    there = _inside(records, (where,))
    bonds = [bond for bond in _live(records, ask) if bond.a in there or bond.b in there]
    counts = Counter(n for bond in bonds for n in (bond.a, bond.b) if n in there)
    ranked = sorted(counts, key=lambda n: (-counts[n], records.label(n)))
    if not bonds:
        writer.say(f"The records hold no partnerships of places in {where.label}.")
        empty: Value = False if is_yes_no(ask) else 0 if ask.has("many") else []
        return _result("inside", writer, empty)
    pairs = ask.has("partner") or ask.has("suspended", "ended") or ask.order[-1:] == ("have",)
    if pairs:
        what = "partnership" if len(bonds) == 1 else "partnerships"
        ordered = _ordered(records, bonds)
        writer.say(
            f"Places in {where.label} have {len(bonds)} {what} in the records: "
            f"{_shown(writer, ordered, where)}."
        )
        found = [_pair(records, bond, where) for bond in ordered]
    else:
        first = {n: next(b for b in bonds if n in (b.a, b.b)) for n in ranked[: SHOWN // 2]}
        texts = [
            f"{records.label(n)} ({counts[n]}) {writer.cite(bond, compare=False)}"
            for n, bond in first.items()
        ]
        more = f" and {len(ranked) - len(texts)} more" if len(ranked) > len(texts) else ""
        what = "place" if len(ranked) == 1 else "places"
        writer.say(
            f"The records hold partnerships of {len(ranked)} {what} in {where.label}: {join(texts)}{more}."
        )
        found = [records.label(n) for n in ranked]
    value: Value = True if is_yes_no(ask) else len(found) if ask.has("many") else found
    return _result("inside", writer, value)


def most(records: Records, ask: Ask) -> RecordAnswer | None:
    """Answer which place or country has most (or fewest) partners."""
    bonds, writer = _live(records, ask), Writer(records)
    if asks_active(ask):
        bonds = [bond for bond in bonds if bond.status != "suspended"]
    sides = _sides(ask)
    if sides is None or (ask.has("country") and not _of_countries(ask)):
        return None
    if ask.where and ask.has("country"):
        return _most_with(records, ask, bonds) if not sides[0] or _acts(ask) else None
    places, partners = sides
    counts = _counts(records, ask, bonds, places, partners)
    if not counts:
        return None
    edge = min(counts.values()) if ask.has("least") else max(counts.values())
    sign = 1 if ask.has("least") else -1
    top = sorted(set(counts.values()), key=lambda count: sign * count)[: ask.top or 1]
    near = [key for key, count in counts.items() if count in top]
    best = sorted(near, key=lambda key: (sign * counts[key], _name(records, key)))[: ask.top]
    texts = []
    for key in best[: SHOWN // 2]:
        proof = [bond for bond in bonds if _touches(records, bond, key, partners)]
        proof = _ordered(records, proof)[: 3 if len(best) < 4 else 1]
        marks = "".join(writer.cite(bond, compare=False) for bond in proof)
        texts.append(f"{_name(records, key)} ({counts[key]}) {marks}")
    more = f" and {len(best) - len(texts)} more" if len(best) > len(texts) else ""
    what = noun(ask, 2).replace("partner cities", "partnerships")
    if ask.has("country", "partner"):
        what = what.replace("sister cities", "partnerships")
    inside_ = areas_named(records, partners) + (
        f" of all places{areas_named(records, places)}" if places else ""
    )
    has = ("has" if len(best) == 1 else "have") + (" the fewest" if ask.has("least") else " the most")
    writer.say(f"In the records, {join(texts)}{more} {has} {what}{inside_}.")
    labels = [_name(records, key) for key in best]
    value: Value = edge if ask.has("many") and ask.has("how") else labels[0] if len(labels) == 1 else labels
    return _result("most", writer, value)


def _name(records: Records, key: int | str) -> str:
    return key if isinstance(key, str) else records.label(key)


def _of_countries(ask: Ask) -> bool:
    """Tell whether countries are to be counted: not in "Which city has partners in the most countries?"."""
    first = next(
        tag for tag in ask.order if tag in ("country", "place", "rel", "partner", "friendship", "who")
    )
    return first == "country" and ask.order.count("country") == 1


def _acts(ask: Ask) -> bool:
    """Tell whether the area is whose partnerships count, as in "does Japan have", not "country in Europe"."""
    before = [tag for tag in ask.order[: ask.order.index("WHERE")] if tag != "article"]
    return before[-1:] in (["do"], ["have"], ["be"])


def _sides(ask: Ask) -> tuple[tuple[Where, ...], tuple[Where, ...]] | None:
    """Return the areas in which places and in which their partners are to lie, None when that is open.

    "Which city in Germany has the most partners in Japan?" has one of each; before "most" an area
    belongs to the places, unless a word for partners has come before it.
    """
    order, places, partners = ask.order, [], []
    at = [position for position, tag in enumerate(order) if tag == "WHERE"]
    if len(at) != len(ask.where):
        return None
    ranked = min((order.index(tag) for tag in ("most", "least") if tag in order), default=len(order))
    for position, where in zip(at, ask.where, strict=True):
        related = any(tag in ("rel", "partner", "friendship") for tag in order[:position])
        if position < ranked and not related:
            places.append(where)
        elif position > ranked and {"place", "who", "country"} & set(order[:ranked]):
            if "of" in order[ranked:position]:  # "the most partners of all cities in Germany"
                return None
            partners.append(where)
        else:
            return None
    return tuple(places), tuple(partners)


def _counts(
    records: Records, ask: Ask, bonds: list[Bond], places: tuple[Where, ...], partners: tuple[Where, ...]
) -> Counter[int | str]:
    """Return how many partnerships each country, or each place with what the filters leave, has."""
    counts: Counter[int | str] = Counter()
    if ask.has("country"):
        for bond in bonds:
            counts.update({records.areas[bond.a][0], records.areas[bond.b][0]})
        return counts
    counts.update(
        n
        for bond in bonds
        for n in (bond.a, bond.b)
        if in_areas(records, places, n) and in_areas(records, partners, bond.other(n))
    )
    return counts


def _touches(records: Records, bond: Bond, key: int | str, partners: tuple[Where, ...]) -> bool:
    if isinstance(key, str):
        return key in (records.place(bond.a).country, records.place(bond.b).country)
    return key in (bond.a, bond.b) and in_areas(records, partners, bond.other(key))


def _most_with(records: Records, ask: Ask, bonds: list[Bond]) -> RecordAnswer | None:
    """Answer with which country a country has most partnerships."""
    if len(ask.where) != 1 or ask.has("least"):
        return None
    where, writer = ask.where[0], Writer(records)
    groups: dict[str, list[Bond]] = {}
    for bond in bonds:
        for one, other in ((bond.a, bond.b), (bond.b, bond.a)):
            if _holds(records, where, one) and not _holds(records, where, other):
                groups.setdefault(records.place(other).country, []).append(bond)
    if not groups:
        return None
    edge = max(len(group) for group in groups.values())
    best = sorted(country for country, group in groups.items() if len(group) == edge)
    proof = "".join(writer.cite(bond, compare=False) for bond in groups[best[0]][:3])
    writer.say(
        f"Places in {where.label} have most partnerships ({edge}) with places in {join(best)} {proof}."
    )
    return _result("most", writer, best[0] if len(best) == 1 else best)


def most_two(records: Records, ask: Ask) -> RecordAnswer | None:
    """Answer between which two countries there are most partnerships."""
    groups: dict[tuple[str, str], list[Bond]] = {}
    for bond in _live(records, ask):
        one, other = sorted((records.place(bond.a).country, records.place(bond.b).country))
        if one != other:
            groups.setdefault((one, other), []).append(bond)
    if not groups or ask.has("least"):
        return None
    writer = Writer(records)
    one, other = min(groups, key=lambda key: (-len(groups[key]), key))
    proof = "".join(writer.cite(bond, compare=False) for bond in groups[one, other][:3])
    writer.say(
        f"Most partnerships in the records are between {one} and {other} ({len(groups[one, other])}) {proof}."
    )
    return _result("most-two", writer, [one, other])


def edge_of_all(records: Records, ask: Ask, *, latest: bool) -> RecordAnswer | None:
    """Answer which partnership of all (or of a country) began first or last."""
    if ranks_over(ask):
        return _over_first(records, ask, latest=latest)
    bonds = [
        bond
        for bond in _live(records, ask)
        if bond.since and all(_holds(records, w, bond.a) or _holds(records, w, bond.b) for w in ask.where)
    ]
    if not bonds:
        return None
    years = [year_of(bond.since or "") for bond in bonds]
    edge = max(years) if latest else min(years)
    best = _ordered(records, [bond for bond in bonds if year_of(bond.since or "") == edge])
    writer = Writer(records)
    word = "latest" if latest else "first"
    inside_ = "".join(f" with a place in {where.label}" for where in ask.where)
    noun = "partnership" if len(best) == 1 else "partnerships"
    verb = "is" if len(best) == 1 else "are"
    writer.say(f"The {word} {noun}{inside_} in the records {verb} {_shown(writer, best)}.")
    asks_when = ask.has("when")
    labels = [records.label(n) for bond in best for n in (bond.a, bond.b)]
    return _result(f"{word}-all", writer, edge if asks_when else labels)


def _over_first(records: Records, ask: Ask, *, latest: bool) -> RecordAnswer | None:
    """Answer which partnership of all (or of a country) was suspended or ended first or last."""
    bonds = [
        bond
        for bond in _live(records, ask)
        if all(_holds(records, w, bond.a) or _holds(records, w, bond.b) for w in ask.where)
    ]
    best = _ordered(records, over_at_edge(bonds, latest=latest))
    if not best or ask.has("longest"):
        return None
    writer = Writer(records)
    was = "suspended" if "suspended" in over(ask) else "ended"
    verb = "" if was == "ended" else "was " if len(best) == 1 else "were "
    noun = "partnership that" if len(best) == 1 else "partnerships that"
    inside_ = "".join(f" with a place in {where.label}" for where in ask.where)
    is_ = "is" if len(best) == 1 else "are"
    order = ("last" if latest else "first") + (f" {_when(ask.years)}" if ask.years else "")
    writer.say(f"The {noun} {verb}{was} {order}{inside_} in the records {is_} {_shown(writer, best)}.")
    undated = sum(over_date(bond) is None for bond in bonds)
    if undated:
        writer.say(f"Of {undated} more the records do not say when.")
    dates = {over_date(bond) or "" for bond in best}
    labels = [records.label(n) for bond in best for n in (bond.a, bond.b)]
    value: Value = year_of(min(dates)) if ask.has("when") else labels
    return _result("latest-all" if latest else "first-all", writer, value)


def _when(years: Years) -> str:
    span = f"in {years.low}" if years.low == years.high else f"from {years.low} to {years.high}"
    return {
        "before": f"before {years.high + 1}",
        "after": f"after {years.low - 1}",
        "since": f"since {years.low}",
    }.get(years.how, span)


def standing(records: Records, ask: Ask) -> RecordAnswer:
    """Answer which partnerships are suspended or have ended, at all or in, before or after a year."""
    bonds, writer = _ordered(records, _live(records, replace(ask, years=None))), Writer(records)
    word = "suspended" if ask.has("suspended") else "ended"
    when = ""
    if ask.years:
        undated = sum(not (bond.until or bond.status_date) for bond in bonds)
        bonds = [bond for bond in bonds if over_in(bond, ask.years)]
        when = f" {_when(ask.years)}"
    if not bonds:
        is_so = word if when and word == "ended" else f"{'was' if when else 'is'} {word}"
        writer.say(f"The records hold no partnership that {is_so}{when}.")
    else:
        what = "partnership" if len(bonds) == 1 else "partnerships"
        were = "" if word == "ended" else "was " if len(bonds) == 1 else "were "
        told = f"{what} that {were}{word}{when}" if when else f"{word} {what}"
        writer.say(f"The records hold {len(bonds)} {told}: {_shown(writer, bonds)}.")
    if when and undated:
        writer.say(f"Of {undated} more the records do not say since when.")
    pairs = [_pair(records, bond) for bond in bonds]
    return _result("standing", writer, len(pairs) if ask.has("many") else pairs)


def of_years(records: Records, ask: Ask) -> RecordAnswer | None:
    """Answer which partnerships began in, before or after a year."""
    years = ask.years
    if years is None:
        return None
    if years.how == "as-of":  # "Which cities were twinned in 1988?" means that they were joined then
        years = Years("start", years.low, years.high)
    bonds, writer = _ordered(records, _live(records, replace(ask, years=years))), Writer(records)
    how = _when(years)
    if not bonds:
        writer.say(f"The records hold no partnership that began {how}.")
    else:
        what = "partnership" if len(bonds) == 1 else "partnerships"
        writer.say(f"The records hold {len(bonds)} {what} that began {how}: {_shown(writer, bonds)}.")
    pairs = [_pair(records, bond) for bond in bonds]
    return _result("years", writer, len(pairs) if ask.has("many") else pairs)


def count_all(records: Records, ask: Ask) -> RecordAnswer | None:
    """Answer how many partnerships the records hold."""
    bonds, writer = _live(records, ask), Writer(records)
    if not bonds:
        return None
    places = {n for bond in bonds for n in (bond.a, bond.b)}
    lands = {records.place(n).country for n in places}
    writer.say(
        f"The records hold {len(bonds)} partnerships of {len(places)} places in {len(lands)} countries, "
        f"for example {_shown(writer, bonds[:1])}."
    )
    return _result("count-all", writer, len(lands) if ask.has("country") else len(bonds))
