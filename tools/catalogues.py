"""Compile the catalogues of phrases: python -m tools.catalogues [--check].

Reads bot/answering/language/*.po and writes the .mo file beside each. With --check nothing is written, and
the exit code is 1 where a .mo file is not what its .po file says.
"""

from __future__ import annotations

import datetime
import io
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent.parent / "bot/answering/language"
EPOCH = datetime.datetime.fromtimestamp(0, datetime.UTC)


def compiled(source: Path) -> bytes:
    """Return the compiled form of one catalogue; raises PoFileError where it cannot be read."""
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.stem, abort_invalid=True)
    catalogue.creation_date = EPOCH  # unless it is said, it is now: no two compilations would be alike
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def main(arguments: list[str]) -> int:
    """Compile or check every catalogue."""
    stale = []
    for source in sorted(FOLDER.glob("*.po")):
        target = source.with_suffix(".mo")
        made = compiled(source)
        if "--check" not in arguments:
            target.write_bytes(made)
        elif not target.is_file() or target.read_bytes() != made:
            stale.append(target.name)
    if stale:
        print(f"Not up to date: {', '.join(stale)}. Run `python -m tools.catalogues`.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
