"""Have files read by a process of their own, so that none of them can hold up or end the command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import RefusedError
from corpus.model import SHARED, NewDocument

if TYPE_CHECKING:
    from bot.shared.reading.findings import DocumentFound
    from bot.shared.reading.reader import Bounds

_COMPARE = 20.0
"""Seconds that comparing a document with the corpus may take."""


async def read(
    folder: Path, new: NewDocument, bounds: Bounds | None = None, *, compare: bool = False
) -> DocumentFound:
    """Read and cut a document within limits on time, memory and output; raises RefusedError.

    With `compare` it is also compared with the corpus in the state folder `folder`, which takes seconds.
    """
    from bot.shared.reading.reader import Bounds, Reader, UnreadableError  # noqa: PLC0415

    limits = bounds or Bounds(seconds=120.0, compare=_COMPARE if compare else 0.0)
    try:
        return await Reader(folder, limits).document(new.name, new.data, [SHARED])
    except UnreadableError as error:
        why = {
            "slow": f"reading it took longer than {limits.seconds:.0f} seconds",
            "large": f"reading it took more than {limits.memory >> 20} MiB of memory, or gives too much text",
            "broken": "it cannot be read",
        }[error.why]
        raise RefusedError(f"{new.name} was not added: {why}. Split it, or save it as plain text.") from None


async def masked(folder: Path, new: NewDocument, found: DocumentFound) -> tuple[NewDocument, DocumentFound]:
    """Return a document without the details of people that were found in it, and what is found in that."""
    less = found.masked(new)
    return less, await read(folder, less)
