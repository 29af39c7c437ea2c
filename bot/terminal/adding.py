"""Add documents from the command line; where a person is there, each is shown before it counts."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.terminal import scrutiny
from bot.terminal.layout import Line, shown
from bot.terminal.opening import opened
from bot.terminal.paint import is_terminal, note, paint, write_json
from bot.terminal.place import TERMINAL, Place
from bot.terminal.reading import masked, read
from corpus.errors import RefusedError, UsageError
from corpus.model import SHARED, Added, NewDocument

if TYPE_CHECKING:
    from bot.shared.knowledge_base import KnowledgeBase
    from bot.shared.reading.findings import DocumentFound

DESCRIPTIONS = "documents.json"
"""Written by `corpus export` beside the documents: by file name, what is said of each document."""


@dataclass(frozen=True, slots=True)
class Described:
    """What the person says about the document; it wins over what the file says about itself."""

    title: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    id: str | None = None
    note: str | None = None
    date: str | None = None
    replaces: str | None = None
    as_of: str | None = None
    valid_until: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A file and the name by which it is known again: in a folder, with the folders inside of that one.

    Files of one name in two of them are two documents, not two versions of one.
    """

    file: Path
    name: str
    described: Described | None = Described()


@dataclass(frozen=True, slots=True)
class Wish:
    """How files are added: details of people masked, without asking a person first, told as JSON."""

    mask: bool = False
    yes: bool = False
    as_json: bool = False

    @property
    def asks(self) -> bool:
        """Tell whether a person is shown what was understood, and asked."""
        return not (self.yes or self.as_json) and sys.stdin.isatty() and is_terminal(sys.stderr)


async def add(place: Place, paths: Sequence[Path], described: Described, wish: Wish) -> int:
    """Add files, and the files of folders; a file that is refused does not keep the others out."""
    files = _apart([named for path in paths for named in _files(path)])
    if any(value is not None for value in asdict(described).values()):
        if len(files) != 1:
            raise UsageError(
                f"what is said of a document (--title, --author, --date, --id …) is of one, and {len(files)} "
                "files were named; nothing was added. Add that document alone."
            )
        files = [replace(files[0], described=described)]
    kept = refused = left = 0
    async with opened(place, write=True) as kb:
        if described.replaces and await kb.store.document(described.replaces, (SHARED,)) is None:
            raise RefusedError(  # said before anybody reads the new one
                f"there is no document “{shown(described.replaces)}” to be replaced; nothing was added. "
                "`corpus list` names them all."
            )
        for named in files:
            try:
                added, told = await _add_file(kb, named, wish)
            except _LeftOutError:
                left += 1
                continue
            except RefusedError as error:
                note(f"footbridge: {error}")
                refused += 1
                continue
            kept += added.changed
            _report(named, added, told, as_json=wish.as_json)
        await kb.index.refresh()
    if refused and len(files) > 1:  # of a single file enough has been said
        note(f"footbridge: {refused} of {len(files)} files refused; {kept} added and kept.")
    if left:
        note(
            f"footbridge: {left} of {len(files)} file{'' if len(files) == 1 else 's'} left out, as you said."
        )
    return 1 if refused else 0


def _files(path: Path) -> Iterator[Named]:
    """Give a file, or the files anywhere in a folder but hidden ones, and how an export described them."""
    if not path.is_dir():
        yield Named(path, _storable(path.name))
        return
    inside = [
        p for p in sorted(path.rglob("*")) if p.is_file() and p.name != DESCRIPTIONS and _stays(p, path)
    ]
    for link in sorted(p for p in path.rglob("*") if p.is_symlink() and not p.is_file()):
        note(f"{shown(str(link))}: a link to a folder, or to nothing; it was not followed")
    seen = [p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)]
    if not seen:
        raise RefusedError(f"{path} holds no files; nothing was added.")
    told = _descriptions(path / DESCRIPTIONS) if _stays(path / DESCRIPTIONS, path) else {}
    for file in seen:
        name = _storable(file.relative_to(path).as_posix())
        yield Named(file, name, told.get(name, Described()))


def _stays(file: Path, folder: Path) -> bool:
    """Tell whether a file is in the folder itself and no link leads out of it; says so where one does."""
    if file.resolve().is_relative_to(folder.resolve()):
        return True
    note(f"{shown(str(file))}: a link that leads out of {shown(str(folder))}; it was not followed")
    return False


def _apart(files: list[Named]) -> list[Named]:
    """Name files of one name by their paths as they were given: they are documents of their own."""
    count = Counter(named.name for named in files)
    return [
        named if count[named.name] == 1 else replace(named, name=_storable(named.file.as_posix()))
        for named in files
    ]


def _storable(name: str) -> str:
    """Return a name with a mark for each byte that is no UTF-8: file systems keep those, databases do not."""
    return name.encode("utf-8", "replace").decode()


def _descriptions(file: Path) -> dict[str, Described | None]:
    """Return what a folder's file of descriptions says of each file, None where that is no description."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return {name: _description(row) for name, row in rows.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, RecursionError):
        note(f"{file}: not what `corpus export` writes; it was not read")
        return {}


def _description(row: Any) -> Described | None:
    known = {field.name for field in fields(Described)}
    return Described(**row) if isinstance(row, dict) and row.keys() <= known else None


class _LeftOutError(Exception):
    """A person has said no."""


async def _add_file(kb: KnowledgeBase, named: Named, wish: Wish) -> tuple[Added, list[str]]:
    """Add a file, once a person who is there has agreed; return what to say of it besides."""
    from corpus.readers.registry import MAX_BYTES  # noqa: PLC0415
    from corpus.store import documents  # noqa: PLC0415

    try:
        if named.file.exists() and not named.file.is_file():  # opening it might wait for ever
            raise RefusedError(f"{named.file} was not added: it is no file.")
        with named.file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)  # one more than the limit is enough for it to be refused
    except OSError as error:
        raise RefusedError(f"{named.file} was not added: it cannot be read ({error.strerror}).") from None
    if named.described is None:
        raise RefusedError(f"{named.file} was not added: what {DESCRIPTIONS} says of it is no description.")
    new = NewDocument(named.name, data, **asdict(named.described))
    found = await read(kb.store.folder, new, compare=wish.asks)
    if wish.mask and found.personal:
        new, found = await masked(kb.store.folder, new, found)
    if wish.asks:
        new, found = await _agreed(kb.store.folder, named.file, new, found)
        told = []
    else:
        told = scrutiny.stands_out(found)
    return await kb.store.change(documents.add, found.prepared(new), scope=SHARED, by=TERMINAL), told


async def _agreed(
    folder: Path, file: Path, new: NewDocument, found: DocumentFound
) -> tuple[NewDocument, DocumentFound]:
    """Show what was understood of a file and ask; raises _LeftOutError where the answer is no."""
    while True:
        paint(scrutiny.seen(file, new, found), sys.stderr)
        said = scrutiny.ask("Add it?", mask=bool(found.personal))
        if said == "no":
            raise _LeftOutError
        if said == "yes":
            return new, found
        new, found = await masked(folder, new, found)


def _report(named: Named, added: Added, told: Sequence[str], *, as_json: bool) -> None:
    file, warnings = named.file, [*added.warnings, *told]
    replaced = named.described.replaces if named.described else None
    for warning in warnings:
        note(f"{file}: {warning}")
    if as_json:
        row = {
            "file": str(file),
            "id": added.document.id,
            "version": added.document.version,
            "passages": added.passages,
            "duplicate_of": added.duplicate_of,
            "changed": added.changed,
            "warnings": warnings,
        }
        write_json(row)
    elif added.duplicate_of:
        paint(
            [
                Line(
                    "source",
                    f"{shown(added.duplicate_of)}: already there, nothing added ({shown(str(file))})",
                )
            ]
        )
    else:
        version = f", version {added.document.version}" if added.document.version > 1 else ""
        counted = f"{added.passages} passage{'' if added.passages == 1 else 's'}"
        paint([Line("source", f"{shown(added.document.id)}: {counted}{version} ({shown(str(file))})")])
    if replaced and not as_json:
        paint([Line("source", f"{shown(replaced)}: removed; {shown(added.document.id)} takes its place")])
