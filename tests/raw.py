"""Search the raw bytes of a folder, as somebody would who wants to know what was left."""

from __future__ import annotations

from pathlib import Path


def holding(folder: Path, *words: str, but: tuple[str, ...] = ()) -> list[str]:
    """Return which files hold any of the words, in UTF-8 or UTF-16, whatever their case."""
    wanted = [word.encode(code).lower() for word in words for code in ("utf-8", "utf-16-le")]
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not set(path.relative_to(folder).parts) & set(but):
            data = path.read_bytes().lower()
            found += [f"{path.relative_to(folder)}: {word!r}" for word in wanted if word in data]
    return found
