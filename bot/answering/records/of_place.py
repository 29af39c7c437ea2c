"""The partners of one place in blocks: items, what does not count but is told, whether that is all."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from bot.answering.blocks import Item
from bot.answering.language import joined, phrases
from bot.answering.records import query as q
from bot.answering.records.amounts import Amount, Years
from bot.answering.records.areas import Area, groups
from bot.answering.records.draft import SHOWN, Draft, RecordAnswer, Value, bond_note, name_disputes
from bot.answering.records.query import ORDER, Query, Selection
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_CITED = 3  # partnerships of each place that is counted
_ASIDE = 10
"""How many of each sort of partner that does not count are told."""


@dataclass(slots=True)
class OfPlace:
    """A place, what was asked of its partnerships, and the draft of the answer."""

    records: Records
    number: int
    reading: Reading
    query: Query
    selection: Selection
    draft: Draft

    @classmethod
    def ask(
        cls,
        records: Records,
        number: int,
        reading: Reading,
        query: Query | None = None,
        draft: Draft | None = None,
    ) -> OfPlace:
        """Select the partners of a place that a question, or another query, asks for, into a draft."""
        query, draft = query or Query.of(reading), draft or Draft(records)
        return cls(records, number, reading, query, q.partners(records, number, query), draft)

    @property
    def label(self) -> str:
        """Return the place's label."""
        return self.records.label(self.number)

    def partner(self, bond: Bond) -> str:
        """Return a partner's label."""
        return self.records.label(bond.other(self.number))

    def noun(self, count: int) -> str:
        """Return what the question calls its partners, as many as that."""
        return noun(self.reading, count)

    def where(self) -> str:
        """Say the filters of the question: " in Japan that began in 1985"."""
        held = {bond.other(self.number) for bond in self.records.of.get(self.number, ())}
        return where(self.records, self.query, held)

    def item(self, bond: Bond) -> Item:
        """Write one partner with years, status and citations."""
        partner = bond.other(self.number)
        return Item(
            self.partner(bond), bond_note(bond), self.draft.cite(bond), self.records.place(partner).country
        )

    def items(self, bonds: tuple[Bond, ...] | list[Bond], most: int = SHOWN) -> tuple[list[Item], int]:
        """Write partners, and count those beyond `most`."""
        return [self.item(bond) for bond in bonds[:most]], max(0, len(bonds) - most)

    def list(self, key: str, bonds: tuple[Bond, ...] | list[Bond], **slots: object) -> None:
        """Add a list of partners that a phrase leads in to."""
        items, more = self.items(bonds)
        self.draft.list(key, items, len(bonds), more=more, **slots)

    def none(self) -> None:
        """Say that there are none, and whether that is certain; and what there is instead."""
        certain = self.records.complete(self.number)
        key = "none.certain" if certain else "none.open"
        self.draft.say(key, place=self.label, what=f"{self.noun(2)}{self.where()}")
        rest = self.records.of.get(self.number, [])
        if rest and not self.selection.beside:
            shown = sorted(rest, key=lambda bond: ORDER[bond.status])
            items = [self.item(bond) for bond in shown[:3]]
            self.draft.list("none.instead", items, more=max(0, len(rest) - 3))

    def undated(self, count: int, key: str = "undated.start") -> None:
        """Say of how many more no date is known."""
        if count:
            self.draft.say(key, count)

    def answer(self, kind: str, value: Value | None, *, follow_ups: tuple[str, ...] = ()) -> RecordAnswer:
        """Add what does not count and whether that is all, and return the answer."""
        beside = (
            ("aside.by-some", self.selection.by_some if not self.query.over else ()),
            ("aside.apart", self.selection.apart),
            ("aside.suspended", self.selection.suspended),
            ("aside.ended", self.selection.ended),
            ("aside.undated", self.selection.undated),
        )
        for key, bonds in beside:
            if bonds:
                items, more = self.items(bonds, _ASIDE)
                self.draft.list(key, items, more=more)
        self.draft.completeness(self.number)
        for found in name_disputes(self.number, self.selection.main, self.records):
            self.draft.dispute(found)
        return self.draft.answer(
            kind, value, complete=self.records.complete(self.number), follow_ups=follow_ups
        )

    def asked_next(self) -> tuple[str, ...]:
        """Return questions that could be asked next."""
        say, name = phrases(), self.records.place(self.number).name
        asked = []
        if self.selection.main:
            first = self.records.place(self.selection.main[0].other(self.number)).name
            asked = [say("next.since", one=name, other=first), say("next.distance", one=name, other=first)]
        return (*asked, say("next.countries", place=name))


def counted(draft: Draft, places: Sequence[int], query: Query) -> tuple[list[Item], list[int]]:
    """Write places with how many partners each has, some of them cited, and return these numbers beside."""
    bonds = [q.partners(draft.records, number, query).main for number in places]
    items = [
        Item(draft.records.label(number), str(len(held)), draft.cite(*held[:_CITED], compare=False))
        for number, held in zip(places, bonds, strict=True)
    ]
    return items, list(map(len, bonds))


def noun(reading: Reading, count: int) -> str:
    """Return what a question calls partners: "sister cities", "suspended partner city"."""
    friends, twins = reading.has("friendship") or "friendship" in reading.included, reading.has("rel")
    kind = "partner" if friends == twins else "friendship" if friends else "twin"
    standing = ""
    if reading.has("suspended", "ended") and not reading.years:
        standing = ".suspended" if reading.has("suspended") else ".former"
    elif reading.has("active") and not reading.years and not q.over_signs(reading):
        standing = ".active"
    return phrases()(f"noun.{kind}{standing}", count)


def areas_named(records: Records, areas: tuple[Area, ...]) -> str:
    """Say areas: " in China and Japan", " in Hesse in Germany"."""
    parts = [phrases()("where.inside").join(area.label for area in group) for group in groups(records, areas)]
    return phrases()("where.areas", areas=joined(parts)) if parts else ""


def where(records: Records, query: Query, held: Set[int] = frozenset()) -> str:
    """Say the filters of a query; of places that are left out those that are `held`, if any are."""
    say = phrases()
    text = areas_named(records, query.areas)
    if query.outside:
        text += say("where.outside", areas=joined([area.label for area in query.outside]))
    if query.without:
        left_out = query.without & held or query.without
        text += say("where.without", places=joined(sorted(map(records.label, left_out))))
    if query.foreign:
        text += say("where.abroad")
    if query.years is None:
        return text
    if query.over:
        word = "suspended" if "suspended" in query.over else "ended"
        return text + say(f"where.{word}", when=when(query.years))
    return text + say("where.as-of" if query.years.how == "as-of" else "where.began", when=when(query.years))


def when(years: Years) -> str:
    """Say years with their preposition: "in 1985", "before 1990", "since 2010"."""
    say = phrases()
    if years.how == "before":
        return say("years.before", year=years.high + 1)
    if years.how == "after":
        return say("years.after", year=years.low - 1)
    if years.how == "since":
        return say("years.since", year=years.low)
    key = "years.in" if years.low == years.high else "years.span"
    return say(key, year=years.low, last=years.high)


def how_many(amount: Amount | None) -> str:
    """Say an amount that is compared with: "exactly 5", "more than 5"; empty without one."""
    return phrases()(f"amount.{amount.how}", amount.number) if amount else ""
