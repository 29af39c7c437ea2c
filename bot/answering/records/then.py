"""Whether a partnership was there, active, suspended or over in the years that a question names."""

from __future__ import annotations

import datetime

from bot.answering.records._asks import opening
from bot.answering.records.amounts import Years
from bot.answering.records.query import end_date, over_signs, year_of
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond

_EXISTING = frozenset(("alive", "exist", "exists", "existed", "existing"))
"""Words that ask whether there was a partnership, whatever its status."""


def status_then(bond: Bond, reading: Reading, years: Years) -> bool | None:
    """Tell whether it had the status asked about in these years; None when its dates do not say."""
    if years.how != "after" and years.low > datetime.datetime.now(datetime.UTC).year:
        return None
    if picked := over_signs(reading):
        event = (
            opening(reading.order) == "do"
            or reading.has("stop")
            or ("ended" in picked and opening(reading.order) == "be")
        )
        status = "suspended" if "suspended" in picked else "ended"
        return _came_to(bond, years, status, event=event or years.how == "after")
    active = reading.has("active") and _EXISTING.isdisjoint(reading.words)
    if years.how == "since":
        return _ever_since(bond, years, active=active)
    there = _there(bond, years)
    return _active(bond, years) if there and active else there


def _year(date: str | None) -> int | None:
    return year_of(date) if date else None


def _there(bond: Bond, years: Years) -> bool | None:
    """Tell whether there was a partnership at all in these years, suspended or not."""
    start, end = _year(bond.since), _year(end_date(bond))
    if (start is not None and start > years.high) or (end is not None and end < years.low):
        return False
    if bond.status == "ended" and end is None:
        return None
    return True if start is not None or years.how == "after" else None


def _ever_since(bond: Bond, years: Years, *, active: bool) -> bool | None:
    """Tell whether it has been there, or active, from these years until now."""
    start = _year(bond.since)
    if bond.status == "ended" or (active and bond.status == "suspended"):
        return False
    if start is None or (active and bond.status == "unknown"):
        return None if start is None or start <= years.high else False
    return start <= years.high


def _active(bond: Bond, years: Years) -> bool | None:
    """Tell whether a partnership that was there then was active too."""
    dated = _year(bond.status_date)
    if bond.status == "ended":
        return True
    if bond.status == "unknown" or (dated is None and bond.status == "suspended"):
        return None
    if dated is None or dated > years.high:
        return True
    if dated < years.low:  # what was active once may not have been later
        return None if bond.status == "active" else False
    return True if bond.status == "active" else None


def _came_to(bond: Bond, years: Years, status: str, *, event: bool) -> bool | None:
    """Tell whether it was suspended or had ended then; as an `event`, only if it came to that then."""
    start, end, dated = _year(bond.since), _year(end_date(bond)), _year(bond.status_date)
    if start is not None and start > years.high:
        return False
    if status == "suspended" and end is not None and end < years.low:
        return False
    if bond.status != status:  # what goes on now has not ended; whether it ever rested, nobody says
        goes_on = bond.status in ("active", "suspended") and (dated is None or dated >= years.low)
        return False if status == "ended" and goes_on else None
    date = end if status == "ended" else dated
    if date is None:
        return None
    return not event if date < years.low else date <= years.high
