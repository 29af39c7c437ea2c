"""Generations of the index on disk: written whole, checked against their manifest, switched at once.

index/CURRENT                     the name of the generation in use
index/<generation>/manifest.json  what it was built from, and size and SHA-256 of every file
index/<generation>/together/      the passages, and the records, of scopes that hold few
index/<generation>/<partition>/   the passages, or the records, of a scope that holds many
index/<generation>.damaged-…      set aside because it did not match its manifest
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from corpus.errors import StateDamagedError, StateError
from corpus.shortage import is_full
from corpus.store.clock import now
from index.durable import replace_text, sync_tree
from index.partition import Partition, PartitionKey
from index.together import open_together

FORMAT = 7
"""Changes when what is written changes; a generation of another format is not read but built again."""

FOLDER = "index"
"""Where generations stand in a state folder."""

CURRENT, MANIFEST, TOGETHER = "CURRENT", "manifest.json", "together"
_MAKING, _DAMAGED = ".making-", ".damaged-"
_NAME = re.compile(r"g\d{8,}-[0-9a-f]{8}")
_SMALL = 1_000_000
"""Files up to here are read when a generation is opened; larger ones only when it is verified."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from and what its files are: path -> [size, SHA-256]."""

    generation: str
    format: int
    revision: int
    model: str
    fingerprint: str
    dimensions: int
    passages: Mapping[str, int]
    units: Mapping[str, int]
    created: str
    files: Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Size:
    """How many passages a partition holds, and how many vectors."""

    passages: int
    units: int


def new_folder(index: Path) -> Path:
    """Return a new folder to build a generation in; what earlier builders left behind is removed.

    The caller holds the write lock, so no other process is building.
    """
    index.mkdir(parents=True, exist_ok=True)
    _clear(index)
    folder = index / f"{_MAKING}{secrets.token_hex(4)}"
    folder.mkdir()
    return folder


def _clear(index: Path) -> None:
    """Remove what builders left behind that were ended."""
    for leftover in index.glob(f"{_MAKING}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def partition_folder(generation: Path, pkey: PartitionKey) -> Path:
    """Return a partition's folder; a scope may hold what a file name may not."""
    return generation / quote(str(pkey), safe="")


def publish(
    folder: Path,
    sizes: Mapping[PartitionKey, Size],
    *,
    revision: int,
    model: str,
    fingerprint: str,
    dimensions: int,
) -> Manifest:
    """Make the generation built in `folder` the one in use; on any failure the old one stays in use."""
    name = f"g{_last(folder.parent) + 1:08d}-{secrets.token_hex(4)}"
    files = {
        path.relative_to(folder).as_posix(): (path.stat().st_size, _sha256(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    manifest = Manifest(
        generation=name,
        format=FORMAT,
        revision=revision,
        model=model,
        fingerprint=fingerprint,
        dimensions=dimensions,
        passages={str(pkey): size.passages for pkey, size in sizes.items()},
        units={str(pkey): size.units for pkey, size in sizes.items()},
        created=now(),
        files=files,
    )
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n", "utf-8")
    sync_tree(folder)
    wrong = problems(folder, manifest, all_files=True)
    if wrong:
        raise StateDamagedError(f"The new index could not be written rightly: {wrong[0]}. The old one stays.")
    place = folder.parent / name
    folder.rename(place)
    sync_tree(folder.parent, deep=False)
    replace_text(folder.parent / CURRENT, name + "\n")
    return manifest


def current(index: Path) -> str | None:
    """Return the name that CURRENT holds; None when there is none, or none that a generation can have."""
    try:
        name = (index / CURRENT).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _NAME.fullmatch(name) else None


def _last(index: Path) -> int:
    """Return the highest number that a generation has; the corpus may not have changed since."""
    return max((int(name[1:].partition("-")[0]) for name in names(index)), default=0)


def names(index: Path) -> list[str]:
    """Return the names of all generations: the one in use first, then from the newest to the oldest."""
    found = sorted((folder.name for folder in index.glob("g*") if _NAME.fullmatch(folder.name)), reverse=True)
    used = current(index)
    return sorted(found, key=lambda name: name != used)


def open_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest; raises StateDamagedError."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        found["files"] = {path: (int(size), str(digest)) for path, (size, digest) in found["files"].items()}
        manifest = Manifest(**found)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StateDamagedError(f"{MANIFEST} of {folder.name} cannot be read") from error
    if manifest.generation != folder.name:
        raise StateDamagedError(f"{folder.name} holds the manifest of {manifest.generation}")
    return manifest


def open_partitions(folder: Path, manifest: Manifest) -> dict[PartitionKey, Partition]:
    """Open a generation's partitions by key; raises StateDamagedError where anything does not match."""
    wrong = problems(folder, manifest, all_files=False)
    if wrong:
        raise StateDamagedError(wrong[0])
    sizes = {
        PartitionKey.named(name): Size(passages, manifest.units[name])
        for name, passages in manifest.passages.items()
    }
    return read_partitions(folder, sizes)


def read_partitions(folder: Path, sizes: Mapping[PartitionKey, Size]) -> dict[PartitionKey, Partition]:
    """Open the partitions in a folder, each of its size; raises StateDamagedError."""
    try:
        found = open_together(folder / TOGETHER)
        found |= {pkey: Partition.open(partition_folder(folder, pkey)) for pkey in sizes if pkey not in found}
    except Exception as error:  # FAISS, numpy and tantivy each raise their own
        raise StateDamagedError(f"{folder.name} cannot be read ({type(error).__name__}: {error})") from error
    held = {pkey: Size(len(one.numbers), one.units) for pkey, one in found.items()}
    for pkey in sizes.keys() | held.keys():
        if sizes.get(pkey) != held.get(pkey):
            raise StateDamagedError(f"{folder.name} does not hold what its manifest counts in {pkey}")
    return {pkey: found[pkey] for pkey in sizes}


def problems(folder: Path, manifest: Manifest, *, all_files: bool) -> list[str]:
    """Compare the files of a generation with its manifest: sizes, and SHA-256 of the small or all files."""
    found = []
    for name, (size, digest) in manifest.files.items():
        path = folder / name
        try:
            seen = path.stat().st_size
            if seen != size:
                found.append(f"{unquote(name)} of {folder.name} has {seen} bytes instead of {size}")
            elif (all_files or size <= _SMALL) and _sha256(path) != digest:
                found.append(f"{unquote(name)} of {folder.name} has been changed")
        except OSError:
            found.append(f"{unquote(name)} of {folder.name} is missing")
    return found


def damage(index: Path) -> str | None:
    """Say what is wrong with the generation in use, which opening the index would mend; None if nothing is.

    One that is not there yet, or that an earlier Footbridge built, is made anew and is not damaged. Where
    no generation is pointed at, the newest is the one in use.
    """
    used = next(iter(names(index)), None)
    if used is None:
        return None
    try:
        manifest = open_manifest(index / used)
        if manifest.format == FORMAT:
            open_partitions(index / used, manifest)
    except StateDamagedError as error:
        return str(error)
    return None


def set_aside(folder: Path) -> None:
    """Rename a damaged generation, so that it is not used and can still be looked at; one is kept."""
    for older in folder.parent.glob(f"g*{_DAMAGED}*"):
        shutil.rmtree(older, ignore_errors=True)
    with suppress(OSError):
        folder.rename(folder.with_name(f"{folder.name}{_DAMAGED}{secrets.token_hex(3)}"))


def use(index: Path, name: str) -> None:
    """Make a generation that is there the one in use."""
    replace_text(index / CURRENT, name + "\n")


def prune(index: Path, last_purge: int = -1) -> None:
    """Remove all generations but the one in use and the one before it; and all from before a purge.

    Those hold what was purged, so one that was set aside goes as well, and what ended builders left.
    The caller holds the write lock.
    """
    _clear(index)
    others = [index / name for name in names(index)[1:]]
    spared = [*others[:1], *index.glob(f"g*{_DAMAGED}*")]
    for folder in [*others[1:], *(one for one in spared if _revision(one) < last_purge)]:
        shutil.rmtree(folder, ignore_errors=True)


def unwritten(index: Path, error: OSError) -> StateError:
    """Return what to tell where a generation could not be written for this reason; the one in use stays."""
    said = f"could not be written ({error.strerror})"
    if is_full(error):
        advice = "Make room"
    elif isinstance(error, FileExistsError | NotADirectoryError):
        said = f"could not be written: {error.filename or f'something in {index}'} is in the way of a folder"
        advice = "Remove or rename that"
    else:
        advice = f"See that {index} can be written"
    return StateError(f"The index {said}. It is as it was. {advice}, and try again.")


def outdated(index: Path, last_purge: int) -> list[Path]:
    """Return every folder of a generation, whole, damaged or unfinished, that is from before a purge."""
    found = [*index.glob("g*"), *index.glob(f"{_MAKING}*")]
    return [folder for folder in found if folder.is_dir() and _revision(folder) < last_purge]


def _revision(folder: Path) -> int:
    """Return the revision that a generation, damaged or not, was built from; -1 where it does not say."""
    try:
        return int(json.loads((folder / MANIFEST).read_text("utf-8"))["revision"])
    except (OSError, ValueError, TypeError, KeyError):
        return -1


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
