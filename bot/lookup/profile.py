"""A place with its partners, years and sources, as an answer like any other: paged, with its sources."""

from __future__ import annotations

from bot.answering.answer import Answer, Citation
from bot.answering.blocks import Block, Completeness, Item, Listing, Statement
from bot.answering.citing import Citer
from bot.answering.language import dated, speaking
from bot.phrases.members import Phrases
from corpus.partnerships import Bond, Records

_CITED = 100


def place_profile(records: Records, number: int, p: Phrases) -> Answer:
    """Compose the profile of a place from what the records say of it; every partner cites its records."""
    with speaking(p.language):
        return _profile(records, number, p)


def _profile(records: Records, number: int, p: Phrases) -> Answer:
    bonds = sorted(records.of.get(number, ()), key=lambda bond: _order(records, bond, number))
    citations: list[Citation] = []
    items: list[Item] = []
    for bond in bonds:
        cited = [
            Citer.statement(statement, len(citations) + at)
            for at, statement in enumerate(bond.statements[:3], 1)
        ][: _CITED - len(citations)]
        citations += cited
        items.append(_partner(records, bond, number, p, tuple(one.number for one in cited)))
    head = _head(records, bonds, number, p)
    blocks: list[Block] = [Listing(head, tuple(items)) if items else Statement(head)]
    covered = records.covered.get(number)
    if covered is not None and covered.complete:
        blocks.append(Completeness(p.city_complete.format(source=covered.source_title), True))
    return Answer.of(blocks, records.label(number), confidence=1.0, citations=citations)


def _head(records: Records, bonds: list[Bond], number: int, p: Phrases) -> str:
    if not bonds:
        return p.city_none
    if len(bonds) == 1:
        return p.city_partner
    countries = {records.place(bond.other(number)).country for bond in bonds}
    return p.city_partners.format(count=len(bonds), countries=len(countries))


def _order(records: Records, bond: Bond, number: int) -> tuple[str, str]:
    place = records.place(bond.other(number))
    return place.country, place.name


def _partner(records: Records, bond: Bond, number: int, p: Phrases, cited: tuple[int, ...]) -> Item:
    details = []
    if bond.relation and bond.relation != "twin":
        details.append(p.relations.get(bond.relation, bond.relation))
    if bond.since:
        details.append(p.city_since.format(since=dated(bond.since)))
    if bond.status in ("suspended", "ended"):
        status = p.statuses[bond.status]
        date = bond.until or bond.status_date
        details.append(f"{status} {dated(date)}" if date else status)
    partner = bond.other(number)
    return Item(records.label(partner), ", ".join(details), cited, records.place(partner).country)
