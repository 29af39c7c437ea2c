"""Which places a question denies something of: "neither B nor C", "with A but not with B"."""

from __future__ import annotations

from bot.answering.records.reading import Reading

_LEADING = ("with", "to", "of", "by", "article", "filler")


def bare(reading: Reading) -> tuple[list[str], list[int]]:
    """Return the signs without those that only lead on to a name, and where among them places stand."""
    order = [sign for sign in reading.order if sign not in _LEADING]
    return order, [at for at, sign in enumerate(order) if sign == "CITY"]


def only_undenied(reading: Reading) -> int | None:
    """Return the one place that does not stand right after "neither", "nor" or "or"; None without one."""
    order, cities = bare(reading)
    alone = [which for which, at in enumerate(cities) if order[at - 1 : at] not in (["negated"], ["or"])]
    return alone[0] if len(alone) == 1 else None


def only_before(reading: Reading) -> int | None:
    """Return the one place that stands before what denies; None where there are none or several."""
    order, cities = bare(reading)
    before = [which for which, at in enumerate(cities) if at < order.index("negated")]
    return before[0] if len(before) == 1 else None
