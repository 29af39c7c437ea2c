"""The partnerships of one place that a question asks for, and sentences about them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.records._areas import areas_named, in_areas
from bot.answering.records._ask import Ask, Years
from bot.answering.records._result import (
    RecordAnswer,
    Value,
    Writer,
    bond_note,
    completeness,
    join,
    name_dispute,
    year_of,
)
from corpus import wording
from corpus.partnerships import Bond, Records

ORDER = {"active": 0, "unknown": 0, "suspended": 1, "ended": 2}


def _last(years: Years) -> int:
    """Return the last year that counts: "since 2010" asks for that year and all after it."""
    return 9999 if years.how == "since" else years.high


def in_year(bond: Bond, years: Years) -> bool | None:
    """Tell whether a partnership fits the years; None when its dates are unknown."""
    end = end_date(bond)
    if bond.since is None:  # what was over before neither began nor went on then
        over_before = years.how != "before" and end is not None and year_of(end) < years.low
        return False if over_before else None
    start = year_of(bond.since)
    if years.how != "as-of":
        low = 0 if years.how == "before" else years.low
        return low <= start <= _last(years)
    if start > years.high or bond.status != "ended":
        return start <= years.high
    return None if end is None else year_of(end) >= years.low


def began_by_some(bond: Bond, years: Years) -> bool:
    """Tell whether only some sources have a partnership begin in these years, against most of them."""
    dates = [row.since for row in bond.statements if row.since]
    return (
        years.how == "start"
        and in_year(bond, years) is False
        and any(years.low <= year_of(date) <= years.high for date in dates)
    )


def end_date(bond: Bond) -> str | None:
    """Return when a partnership ended; None when it has not or nobody says when."""
    return bond.until or (bond.status_date if bond.status == "ended" else None)


def over_date(bond: Bond) -> str | None:
    """Return when a partnership was suspended or ended."""
    return bond.until or bond.status_date


def over_at_edge(bonds: Sequence[Bond], *, latest: bool) -> list[Bond]:
    """Return those that were over first or last; of dates that one cannot order (2022, May 2022) all."""

    def passed(one: str, other: str) -> bool:
        shared = min(len(one), len(other))
        return one[:shared] < other[:shared] if latest else one[:shared] > other[:shared]

    dates = [over_date(bond) or "" for bond in bonds]
    return [
        bond
        for bond, date in zip(bonds, dates, strict=True)
        if date and not any(other and passed(date, other) for other in dates)
    ]


def ranks_over(ask: Ask) -> bool:
    """Tell whether first and last mean the suspension or end ("the oldest" still means the start)."""
    started = any(word in ("oldest", "newest", "youngest", "original") for word in ask.words)
    return bool(over(ask)) and not started


def over_in(bond: Bond, years: Years) -> bool:
    """Tell whether a partnership was suspended or ended in these years; one without a date was not."""
    date = over_date(bond)
    return date is not None and years.low <= year_of(date) <= _last(years)


def over(ask: Ask) -> set[str]:
    """Return which ways of being over are asked about."""
    picked = {name for name in ("suspended", "ended") if ask.has(name)}
    return picked | {"ended"} if ask.has("stop") else picked


def asks_active(ask: Ask) -> bool:
    """Tell whether only active ones count; of a past year the records do not say which were."""
    return ask.has("active") and not ask.years and not over(ask)


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
        if ask.where:
            bonds = [bond for bond in bonds if in_areas(records, ask.where, bond.other(number))]
        if ask.has("foreign"):
            home = records.place(number).country
            bonds = [bond for bond in bonds if self._area(bond)[0] != home]
        self.undated: list[Bond] = []
        if ask.years and over(ask):
            bonds = [bond for bond in bonds if over_in(bond, ask.years)]
        elif ask.years:
            fits = [(bond, in_year(bond, ask.years)) for bond in bonds]
            self.undated = [bond for bond, fit in fits if fit is None]
            bonds = [bond for bond, fit in fits if fit or began_by_some(bond, ask.years)]
        wanted = self._wanted_status()
        kinds = relations(ask)
        self.main = [bond for bond in bonds if bond.relation in kinds and bond.status in wanted]
        self.by_some = [bond for bond in self.main if ask.years and began_by_some(bond, ask.years)]
        self.apart = [bond for bond in bonds if bond.relation not in kinds and bond.status in wanted]
        self.ended = [bond for bond in bonds if bond.status == "ended" and "ended" not in wanted]
        self.suspended = [bond for bond in bonds if bond.status == "suspended" and asks_active(ask)]
        if not wanted.isdisjoint({"suspended", "ended"}) and "active" not in wanted:
            self.ended = []

    def _rank(self, bond: Bond) -> tuple[int, str, str]:
        return ORDER[bond.status], bond.since or "9999", self.records.label(bond.other(self.number))

    def _area(self, bond: Bond) -> tuple[str, str]:
        return self.records.areas[bond.other(self.number)]

    def _wanted_status(self) -> frozenset[str]:
        """Return the statuses that count; in a past year, also what has ended since."""
        if picked := over(self.ask):
            return frozenset(picked)
        if self.ask.years:
            return frozenset(("active", "unknown", "suspended", "ended"))
        if asks_active(self.ask):
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
        text = areas_named(self.records, self.ask.where)
        if self.ask.has("foreign"):
            text += " abroad"
        years = self.ask.years
        if years is None:
            return text
        span = str(years.low) if years.low == years.high else f"{years.low} to {years.high}"
        if picked := over(self.ask):
            when = {
                "before": f"before {years.high + 1}",
                "after": f"after {years.low - 1}",
                "since": f"since {years.low}",
            }
            how = "was suspended" if "suspended" in picked else "ended"
            return f"{text} whose partnership {how} {when.get(years.how, f'in {span}')}"
        return (
            text
            + {
                "as-of": f" in {span}",
                "start": f" that began in {span}",
                "before": f" that began before {years.high + 1}",
                "after": f" that began after {years.low - 1}",
                "since": f" that began since {years.low}",
            }[years.how]
        )


def noun(ask: Ask, count: int) -> str:
    """Return what the question calls partners."""
    word = "friendship cit" if ask.has("friendship") else "sister cit" if ask.has("rel") else "partner cit"
    if ask.has("suspended", "ended") and not ask.years:
        word = ("suspended " if ask.has("suspended") else "former ") + word
    if asks_active(ask):
        word = f"active {word}"
    return word + ("y" if count == 1 else "ies")


def item(writer: Writer, partners: Partners, bond: Bond) -> str:
    """Write one partner with years, status and markers."""
    return f"{partners.label(bond)}{bond_note(bond)} {writer.cite(bond)}"


def _remarks(writer: Writer, partners: Partners) -> None:
    """Add what does not count but belongs to the truth: of another kind, suspended, ended, undated."""
    for bonds, words in (
        (partners.by_some if not over(partners.ask) else [], "By some of the sources only:"),
        (partners.apart, "Of another kind:"),
        (partners.suspended, "Suspended, and not counted:"),
        (partners.ended, "Ended, and not counted:"),
        (partners.undated, "Of unknown date, and not counted:"),
    ):
        if bonds:
            shown = [item(writer, partners, bond) for bond in bonds[:10]]
            more = f" and {len(bonds) - 10} more" if len(bonds) > 10 else ""
            writer.say(f"{words} {join(shown)}{more}.")


def finish(
    kind: str, writer: Writer, partners: Partners, value: Value | None, *, follow_ups: tuple[str, ...] = ()
) -> RecordAnswer:
    _remarks(writer, partners)
    writer.say(completeness(partners.records, partners.number))
    for found in name_dispute(partners.number, partners.main, partners.records):
        writer.dispute(found)
    return RecordAnswer(
        kind,
        writer.text,
        tuple(writer.statements),
        value is not None,
        value,
        partners.records.complete(partners.number),
        tuple(writer.disputes),
        follow_ups,
    )


def none_found(writer: Writer, partners: Partners) -> None:
    """Say that there are none, and whether that is certain."""
    name = partners.records.label(partners.number)
    what = f"{noun(partners.ask, 2)}{partners.where()}"
    if partners.records.complete(partners.number):
        writer.say(f"{name} has no {what}.")
    else:
        writer.say(f"The records hold no {what} of {name}, but they do not claim to be complete.")
    rest = partners.records.of.get(partners.number, [])
    if rest and not (partners.apart or partners.suspended or partners.ended or partners.undated):
        shown = sorted(rest, key=lambda bond: ORDER[bond.status])[:3]
        texts = [item(writer, partners, bond) for bond in shown]
        more = f" and {len(rest) - 3} more" if len(rest) > 3 else ""
        writer.say(f"The records do hold {join(texts)}{more}.")


def suggestions(partners: Partners) -> tuple[str, ...]:
    name = partners.records.place(partners.number).name
    asked = []
    if partners.main:
        first = partners.records.place(partners.main[0].other(partners.number)).name
        asked.append(f"Since when are {name} and {first} twinned?")
        asked.append(f"How far is {name} from {first}?")
    asked.append(f"In which countries does {name} have sister cities?")
    return tuple(asked[:3])


def describe_bond(writer: Writer, bond: Bond, first: int) -> str:
    """Write a partnership as a sentence about the pair, place `first` first, with markers."""
    a, b = writer.records.place(first), writer.records.place(bond.other(first))
    said = wording.words(
        a, b, relation=bond.relation, since=bond.since, until=bond.until, status=bond.status,
        status_date=bond.status_date,
    )  # fmt: skip
    return f"{said.removesuffix('.')} {writer.cite(bond)}."
