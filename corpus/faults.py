"""Tracebacks that can be kept and sent on: where it went wrong and what kind of fault it was.

The message of an exception is left out, since it may quote what somebody wrote, and so are the values of
variables; of the operating system's errors the reason stays, without the path.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator


def trace(error: BaseException) -> str:
    """Return the traceback of an error and of those that led to it, without what they quote."""
    return "\n".join(_blocks(error, set()))


def _blocks(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _blocks(before, seen)
        yield "which led to:"
    frames = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    yield "Traceback (most recent call last):\n" + "".join(frames.format()) + kind + reason
    for inner in getattr(error, "exceptions", ()):  # of a group
        if isinstance(inner, BaseException) and id(inner) not in seen:
            yield from _blocks(inner, seen)
