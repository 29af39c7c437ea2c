"""Tell by its first bytes what a file is, whatever its name says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from corpus.errors import RefusedError

_SIGNATURES = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP archive or an Office document", b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"\x1f\x8b": "a gzip archive",
    b"SQLite format 3": "a database", b"\x7fELF": "a program", b"MZ\x90": "a program",
    b"\xd0\xcf\x11\xe0": "an old or an encrypted Office document", b"{\\rtf": "an RTF document",
}  # fmt: skip
_EXPECTED = {
    ".pdf": ("a PDF", b"%PDF"), ".docx": ("a Word document", b"PK"), ".xlsx": ("an Excel workbook", b"PK"),
    ".odt": ("an OpenDocument text", b"PK"), ".rtf": ("an RTF document", b"{\\rtf"),
}  # fmt: skip
_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".odt": "content.xml"}
_MOST_UNPACKED = 100 * 1024 * 1024
_ENCRYPTED = b"\xd0\xcf\x11\xe0"


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Say plainly that a file is damaged where a library's reader fails over it, in whatever way it does."""
    try:
        yield
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # zlib's, zipfile's, lxml's, the library's own: damage shows in all of them
        raise RefusedError(f"{name} was not added: it is damaged; save it anew.") from error


def seen_as(data: bytes) -> str | None:
    """Return what a file is by its first bytes, None where it may be text."""
    return next((what for mark, what in _SIGNATURES.items() if data.startswith(mark)), None)


def check_kind(name: str, data: bytes) -> None:
    """Raise RefusedError where a file is empty, or is something else than its name says."""
    if not data.strip(b" \t\r\n\x0b\x0c\0"):
        raise RefusedError(f"{name} was not added: it is empty.")
    ending = PurePath(name).suffix.lower()
    seen = seen_as(data)
    if ending not in _EXPECTED:
        if seen is not None:
            raise RefusedError(f"{name} was not added: it is {seen}, not text.")
        return
    wanted, mark = _EXPECTED[ending]
    if data.startswith(_ENCRYPTED) and mark == b"PK":
        raise RefusedError(
            f"{name} was not added: it is encrypted, or of an old format. Save it anew without a password."
        )
    begins = data[:1024].find(mark) if ending == ".pdf" else data.find(mark, 0, len(mark))
    if begins < 0:
        told = seen or f"not {wanted}"
        raise RefusedError(f"{name} was not added: its name ends in {ending}, but it is {told}.")
    if mark == b"PK":
        _check_archive(name, data, ending, wanted)


def _check_archive(name: str, data: bytes, ending: str, wanted: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise RefusedError(f"{name} was not added: it is damaged; save it anew.") from None
    if _PARTS[ending] not in {part.filename for part in parts}:
        raise RefusedError(
            f"{name} was not added: its name ends in {ending}, but it is another archive than {wanted}."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError(f"{name} was not added: it is encrypted. Save it without a password.")
    if sum(part.file_size for part in parts) > _MOST_UNPACKED or len(parts) > 10_000:
        raise RefusedError(f"{name} was not added: it unpacks to more than {_MOST_UNPACKED >> 20} MiB.")
