"""When a weekly digest is due: on a day and at an hour of a place, whatever its clocks do meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from corpus.store.people import Digest


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days before a digest: from when to when (seconds since 1970), and the day that it is of."""

    start: int
    end: int
    day: str


@cache
def zones() -> tuple[str, ...]:
    """Return the names of the time zones that are known, in their order."""
    return tuple(sorted(available_timezones()))


def week_before(now: int, wanted: Digest) -> Week:
    """Return the last week that has ended.

    The day is what it is known by, so that an hour that comes twice makes one digest; an hour that is left
    out counts as the one after it.
    """
    zone = ZoneInfo(wanted.zone)
    here = datetime.fromtimestamp(now, zone)
    day = here.date() - timedelta(days=(here.weekday() - wanted.weekday) % 7)
    end = datetime.combine(day, time(wanted.hour), zone)
    if end.timestamp() > now:
        day -= timedelta(days=7)
        end = datetime.combine(day, time(wanted.hour), zone)
    start = datetime.combine(day - timedelta(days=7), time(wanted.hour), zone)
    return Week(round(start.timestamp()), round(end.timestamp()), day.isoformat())


def next_after(now: int, wanted: Digest) -> int:
    """Return when the next digest is due, seconds since 1970."""
    zone = ZoneInfo(wanted.zone)
    last = datetime.fromtimestamp(week_before(now, wanted).end, zone)
    return round(datetime.combine(last.date() + timedelta(days=7), time(wanted.hour), zone).timestamp())
