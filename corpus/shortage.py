"""Tell a lack of memory or of room on the disk from a fault, whatever library met it, and in what words."""

from __future__ import annotations

import errno
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import FootbridgeError, ResourceError, StateError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_NO_MEMORY = (
    "bad_alloc",  # what C++ throws, as onnxruntime, FAISS and torch hand it on
    "cannot allocate memory",
    "can't start new thread",
    "failed to map segment",  # a library that does not fit any more
    "error return without exception set",  # an import that broke off half-way
)
_NOT_MAPPED = re.compile(rf"systemerror : {errno.ENOMEM}\b")  # onnxruntime, of a model
_ROOM = 1 << 20
"""Bytes: where not even these can be written, whatever failed there failed for want of room."""


def shortage(error: BaseException, folder: Path | None = None) -> FootbridgeError | None:
    """Return what to tell people where an error came of too little memory or room; None where it did not.

    `folder` is where was written: libraries that meet a full disk often fail later, at what they could not
    write, so whether there is room is looked at there.
    """
    causes = list(_causes(error))
    if any(_is_of_memory(one) for one in causes):
        return ResourceError(
            "There is too little memory for this. What was there is kept. Free some, or raise the limit that "
            "this process was given, and try again."
        )
    full = any(isinstance(one, OSError) and is_full(one) for one in causes)
    if full or (folder is not None and _has_no_room(folder)):
        return no_room(folder)
    return None


def is_full(error: OSError) -> bool:
    """Tell whether an error says that the disk, or what its owner may use of it, is full."""
    return error.errno in _FULL


def no_room(folder: Path | None) -> StateError:
    """Return what to tell people where nothing more can be written."""
    where = f"in {folder}" if folder is not None else "on the disk"
    return StateError(f"There is no room left {where}. What was there is kept. Make room and try again.")


def _is_of_memory(error: BaseException) -> bool:
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    said = str(error).casefold()
    if isinstance(error, FootbridgeError):
        return False
    return any(words in said for words in _NO_MEMORY) or _NOT_MAPPED.search(said) is not None


def _has_no_room(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * _ROOM)
            probe.flush()
    except OSError as error:
        return is_full(error)
    return False


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what led to it."""
    seen = set[int]()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
