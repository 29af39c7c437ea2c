"""Read a calendar by icalendar: an event is a passage, its name, time, place and description a line each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from corpus.characters import repair_characters
from corpus.readers.lines import squeeze
from corpus.readers.registry import check_length
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.text import Block


def read_ics(name: str, data: bytes) -> Source:
    """Read the events of an .ics file in the order of their time."""
    from icalendar import Calendar  # noqa: PLC0415  (only where such a file is read)

    warnings = check_length(name, data.decode("utf-8", "replace"))
    with readable(name):
        calendar = Calendar.from_ical(data)
        events = sorted(calendar.walk("VEVENT"), key=lambda event: str(_when(event, "DTSTART")))
        blocks = [Block("paragraph", "\n".join(_lines(event))) for event in events]
    title = calendar.get("X-WR-CALNAME")
    return Source(tuple(blocks), title=str(title) if title else None, warnings=tuple(warnings))


def _lines(event: Any) -> list[str]:
    start, end = _when(event, "DTSTART"), _when(event, "DTEND")
    when = f"{start} to {end}" if end and end != start else start
    found = [_said(event, "SUMMARY"), when, _said(event, "LOCATION")]
    for line in str(event.get("DESCRIPTION") or "").split("\n"):
        found.append(squeeze(repair_characters(line)))
    return [line for line in found if line]


def _said(event: Any, key: str) -> str:
    return squeeze(repair_characters(str(event.get(key) or "")))


def _when(event: Any, key: str) -> str:
    value = getattr(event.get(key), "dt", None)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else ""
