"""Many partnerships in blocks: pairs with their years, and that the records may not hold all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.blocks import Completeness, Item
from bot.answering.language import phrases
from bot.answering.records.areas import Area, members
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer, Value, bond_note
from bot.answering.records.lexicon import RELATED
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_NEAR = 3  # partnerships cited where there is none as asked for
_PARTNERSHIPS = frozenset(("twinning", "twinnings", "sistering"))
"""Words that are signs of a twinning and mean the partnership, not the partner."""


def pair_label(records: Records, bond: Bond, area: Area | None = None) -> str:
    """Write a pair, the place in `area` first."""
    one, other = bond.a, bond.b
    if area:
        inside = members(records, (area,))
        if one not in inside and other in inside:
            one, other = other, one
    return f"{records.label(one)} – {records.label(other)}"


def list_pairs(
    draft: Draft,
    key: str,
    bonds: Sequence[Bond],
    *,
    first: Area | None = None,
    **slots: object,
) -> None:
    """Add a list of partnerships that a phrase leads in to, the place in `first` first."""
    items = [
        Item(pair_label(draft.records, bond, first), bond_note(bond), draft.cite(bond))
        for bond in bonds[:PAIRS_SHOWN]
    ]
    draft.list(key, items, len(bonds), more=max(0, len(bonds) - PAIRS_SHOWN), **slots)


def asks_for_partnerships(reading: Reading) -> bool:
    """Tell whether partnerships are asked for, not places that have them: "twinnings", not "twin towns"."""
    for sign, word in zip(reading.order, reading.words, strict=True):
        if sign in ("place", *RELATED):
            return sign == "partner" or word in _PARTNERSHIPS
    return True


def looser(query: Query) -> Query:
    """Return the query for partnerships of the other relations, which it leaves out."""
    others = [one for one in ("twin", "friendship", "contact") if one not in query.relations]
    return replace(query, relations=tuple(others))


def say_apart(draft: Draft, query: Query, count: int) -> None:
    """Say how many friendships and contacts were not counted as twinnings."""
    if count and "twin" in query.relations:
        draft.say("apart.count", count)


def say_standing(draft: Draft, query: Query) -> None:
    """Say that those listed are the ones that are suspended, or have ended, where these were asked for."""
    if query.over and not query.years:
        draft.say("listed.suspended" if "suspended" in query.over else "listed.ended")


def cite_nearest(draft: Draft, bonds: Sequence[Bond]) -> tuple[int, ...]:
    """Cite some of the partnerships that come nearest where there is none as asked for."""
    return draft.cite(*bonds[:_NEAR], compare=False)


def answer(kind: str, draft: Draft, value: Value | None) -> RecordAnswer:
    """Return an answer about many partnerships: the records never claim to hold every one."""
    draft.blocks.append(Completeness(phrases()("complete.never"), None))
    return draft.answer(kind, value)
