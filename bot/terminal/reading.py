"""Have files read by a process of their own, so that none of them can hold up or end the command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import RefusedError
from corpus.model import SHARED, NewDocument

if TYPE_CHECKING:
    from bot.uploads.reader import Bounds
    from corpus.store.documents import Prepared


async def prepared(folder: Path, new: NewDocument, bounds: Bounds | None = None) -> Prepared:
    """Read and cut a document within limits on time, memory and output; raises RefusedError."""
    from bot.uploads.reader import Bounds, Reader, UnreadableError  # noqa: PLC0415

    limits = bounds or Bounds(seconds=120.0, compare=0.0)
    try:
        found = await Reader(folder, limits).document(new.name, new.data, [SHARED])
    except UnreadableError as error:
        why = {
            "slow": f"reading it took longer than {limits.seconds:.0f} seconds",
            "large": f"reading it took more than {limits.memory >> 20} MiB of memory, or gives too much text",
            "broken": "it cannot be read",
        }[error.why]
        raise RefusedError(f"{new.name} was not added: {why}. Split it, or save it as plain text.") from None
    return found.prepared(new)
