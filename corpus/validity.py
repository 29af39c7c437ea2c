"""Until when what a document says holds: its dates checked, and told from those that have passed.

Dates are YYYY, YYYY-MM or YYYY-MM-DD; one without a day means its whole month or year.
"""

from __future__ import annotations

import datetime
from typing import Protocol

from corpus import _cells
from corpus.wording import when

DATES = ("date", "as_of", "valid_until")
"""The dates of a document: its own, that whose state it tells, and the last one for which it holds."""


def date_problem(name: str, value: str) -> str | None:
    """Return why a value cannot be that date of a document, in words that follow it; None where it can."""
    last = datetime.date.max if name == "valid_until" else _today()
    return _cells.date_problem(value, last)


def order_problem(as_of: str | None, valid_until: str | None) -> str | None:
    """Return why the two cannot both be; None where they can."""
    if as_of and valid_until and _cells.later(as_of, valid_until):
        return f"it cannot hold until {valid_until} and tell the state of {as_of}, which is later"
    return None


class Dated(Protocol):
    """What says of when and until when it holds: a document, or a citation of one."""

    @property
    def as_of(self) -> str | None: ...  # noqa: D102
    @property
    def valid_until(self) -> str | None: ...  # noqa: D102


def holding(source: Dated) -> list[str]:
    """Say in words whose state a source tells and until when it holds, or held; nothing unless it says so."""
    said = [f"as of {when(source.as_of)}"] if source.as_of else []
    if source.valid_until:
        held = "was valid" if has_passed(source.valid_until) else "valid"
        said.append(f"{held} until {when(source.valid_until)}")
    return said


def has_passed(date: str) -> bool:
    """Tell whether all of a date is over."""
    return _today().isoformat()[: len(date)] > date


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
