"""A place with its partners, years and sources, as an answer like any other: paged, with its sources."""

from __future__ import annotations

from bot.answering.answer import Answer, Citation
from bot.answering.citing import Citer
from bot.phrases.members import Phrases
from corpus.partnerships import Bond, Records

_CITED = 100


def place_profile(records: Records, number: int, p: Phrases) -> Answer:
    """Compose the profile of a place from what the records say of it; every partner cites its records."""
    bonds = sorted(records.of.get(number, ()), key=lambda bond: _order(records, bond, number))
    citations: list[Citation] = []
    lines: list[str] = []
    for bond in bonds:
        markers = ""
        for statement in bond.statements[:3]:
            if len(citations) < _CITED:
                citations.append(Citer.statement(statement, len(citations) + 1))
                markers += f"[{len(citations)}]"
        lines.append(f"• {_partner(records, bond, number, p)} {markers}".rstrip())
    covered = records.covered.get(number)
    text = "\n".join([_head(records, bonds, number, p), "", *lines])
    if covered is not None and covered.complete:
        text += "\n\n" + p.city_complete.format(source=covered.source_title)
    return Answer(
        id="",
        question=records.label(number),
        answer=text,
        abstained=False,
        confidence=1.0,
        citations=tuple(citations),
    )


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


def _partner(records: Records, bond: Bond, number: int, p: Phrases) -> str:
    details = []
    if bond.relation and bond.relation != "twin":
        details.append(p.relations.get(bond.relation, bond.relation))
    if bond.since:
        details.append(p.city_since.format(since=bond.since))
    if bond.status in ("suspended", "ended"):
        status = p.statuses[bond.status]
        details.append(f"{status} {bond.until or bond.status_date or ''}".strip())
    label = records.label(bond.other(number))
    return f"{label} ({', '.join(details)})" if details else label
