"""Read a calendar by icalendar: an entry is a passage, its name, time, place and description a line each.

What the file only marks, how an entry comes again or that it is cancelled, is said in words beside the
passage and stands in no quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from corpus.characters import repair_characters
from corpus.readers.lines import squeeze
from corpus.readers.registry import check_length
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.text import Block

_ENTRIES = ("VEVENT", "VTODO", "VJOURNAL")
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
    "SU": "Sunday",
}  # fmt: skip
_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_TOLD_APART = {"CANCELLED": "cancelled", "TENTATIVE": "not yet certain"}


def read_ics(name: str, data: bytes) -> Source:
    """Read the entries of an .ics file's calendars in the order of their time."""
    from icalendar import Calendar  # noqa: PLC0415  (only where such a file is read)

    warnings = check_length(name, data.decode("utf-8", "replace"))
    with readable(name):
        calendars = Calendar.from_ical(data, multiple=True)
        if not calendars:
            raise ValueError("it holds no calendar")
        entries = [entry for calendar in calendars for kind in _ENTRIES for entry in calendar.walk(kind)]
        entries.sort(key=lambda entry: str(_when(entry, "DTSTART") or _when(entry, "DUE")))
        blocks = [Block("list", "\n".join(_lines(entry)), lead=_told(entry)) for entry in entries]
    title = calendars[0].get("X-WR-CALNAME")
    return Source(tuple(blocks), title=str(title) if title else None, warnings=tuple(warnings))


def _lines(entry: Any) -> list[str]:
    start, end, due = _when(entry, "DTSTART"), _end(entry), _when(entry, "DUE")
    found = [_said(entry, "SUMMARY"), f"{start} – {end}" if end and end != start else start, due]
    found += [_said(entry, "LOCATION"), _organizer(entry)]
    for key in ("DESCRIPTION", "COMMENT", "CONTACT", "URL"):
        for value in _several(entry.get(key)):
            found += [squeeze(repair_characters(line)) for line in str(value).split("\n")]
    return [line for line in found if line]


def _told(entry: Any) -> str | None:
    """Say in words what the file marks of an entry; None where it marks nothing."""
    return "; ".join(word for word in _words(entry) if word) or None


def _words(entry: Any) -> Iterator[str]:
    yield _TOLD_APART.get(_said(entry, "STATUS").upper(), "")
    if due := _when(entry, "DUE"):
        yield f"due {due}"
    for rule in _several(entry.get("RRULE")):
        yield _again(rule)
    left_out = [one for some in _several(entry.get("EXDATE")) for one in getattr(some, "dts", ())]
    if left_out:
        yield f"not on {', '.join(_written(one.dt) for one in left_out)}"
    if organizer := _organizer(entry):
        yield f"organised by {organizer}"


def _end(entry: Any) -> str:
    """Return when an entry ends: of whole days the last one, where the file names the day after it."""
    start, end = (getattr(entry.get(key), "dt", None) for key in ("DTSTART", "DTEND"))
    lasts = getattr(entry.get("DURATION"), "dt", None)
    if end is None and isinstance(start, date) and isinstance(lasts, timedelta):
        end = start + lasts
    if isinstance(end, date) and not isinstance(end, datetime) and isinstance(start, date) and end > start:
        end -= timedelta(days=1)
    return _written(end)


def _again(rule: Any) -> str:
    """Say in words how an entry comes again."""
    told = {str(key).upper(): value for key, value in rule.items()}
    unit = _UNITS.get(str(_first(told.pop("FREQ", ""))).upper())
    if unit is None:
        return ""
    every = int(_first(told.pop("INTERVAL", 1)))
    words = [f"every {unit}" if every == 1 else f"every {every} {unit}s"]
    if days := [_day(str(one).upper()) for one in _several(told.pop("BYDAY", None))]:
        words.append(f"on {' and '.join(days)}")
    if "COUNT" in told:
        words.append(f"{_first(told.pop('COUNT'))} times")
    if "UNTIL" in told:
        words.append(f"until {_written(_first(told.pop('UNTIL')))}")
    told.pop("WKST", None)
    words += [f"{key.lower()} {', '.join(map(str, _several(value)))}" for key, value in told.items()]
    return ", ".join(words)


def _day(told: str) -> str:
    """Say "1MO" as "the first Monday"."""
    number, day = told[:-2], _DAYS.get(told[-2:], told[-2:])
    if not number:
        return day
    value = int(number)
    return f"the {_PLACES.get(value, f'{value}.')} {day}"


def _organizer(entry: Any) -> str:
    name = getattr(entry.get("ORGANIZER"), "params", {}).get("CN", "")
    return squeeze(repair_characters(str(name)))


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _said(entry: Any, key: str) -> str:
    return squeeze(repair_characters(str(entry.get(key) or "")))


def _when(entry: Any, key: str) -> str:
    return _written(getattr(entry.get(key), "dt", None))


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else ""
