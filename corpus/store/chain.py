"""The chain of the audit: how a line is bound to the one before, and what is wrong with a chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_BOUND = ("number", "revision", "at", "by", "action", "scope", "subject", "version", "content")


@dataclass(frozen=True, slots=True)
class Chain:
    """An audit looked through: how many lines, the last one's chain, what is wrong, a line for people each.

    Whoever has written down `head` can tell later that nothing before it was changed or cut off.
    """

    lines: int
    head: str
    problems: tuple[str, ...]


def content_of(line: Mapping[str, Any]) -> str:
    """Return the digest of what a purge may take out of a line."""
    return _digest([line[name] for name in ("salt", "detail", "was", "became")])


def chained(line: Mapping[str, Any], before: str | None) -> str:
    """Return the digest that binds a line to the chain before it."""
    return _digest([before or "", *(line[name] for name in _BOUND)])


def check(lines: Sequence[Mapping[str, Any]], counted: int) -> Chain:
    """Follow the chain through all lines, in order; `counted` lines were ever written."""
    blanked = _blanked(lines)
    problems = list(_problems(lines, blanked))
    last = int(lines[-1]["number"]) if lines else 0
    if last != counted:
        problems.append(f"the last line is {last}, and {counted} were written")
    return Chain(len(lines), str(lines[-1]["chain"]) if lines else "", tuple(problems))


def _problems(lines: Sequence[Mapping[str, Any]], blanked: dict[int, bool]) -> Iterator[str]:
    before: str | None = None
    there = {int(line["number"]) for line in lines} | set(_told(lines, "seal", "missing"))
    last = max(there, default=0)
    yield from (f"line {number} is missing" for number in range(1, last) if number not in there)
    for line in lines:
        number = int(line["number"])
        if blanked.get(number) is not True and line["chain"] != chained(line, before):
            yield f"line {number} is not what was written, or what stood before it was"
        if number in blanked and line["salt"] is None:
            if any(line[name] is not None for name in ("detail", "was", "became")):
                yield f"line {number} was purged, and holds something again"
        elif line["content"] != content_of(line):
            yield f"line {number} does not hold the details that were written"
        before = str(line["chain"])


def _blanked(lines: Sequence[Mapping[str, Any]]) -> dict[int, bool]:
    """Return the lines that purges took something out of, and whether they took out all of it."""
    found: dict[int, bool] = {}
    for action in {str(line["action"]) for line in lines}:
        if action.startswith("purge"):
            whole = action == "purge"
            found |= {n: whole or found.get(n, False) for n in _told(lines, action, "blanked")}
    return found


def _told(lines: Sequence[Mapping[str, Any]], action: str, name: str) -> Iterator[int]:
    """Give the numbers that lines of an action tell of under a name."""
    for line in lines:
        if line["action"] == action and line["became"]:
            for stretch in json.loads(line["became"]).get(name, "").split():
                first, _, last = stretch.partition("-")
                yield from range(int(first), int(last or first) + 1)


def _digest(values: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()
