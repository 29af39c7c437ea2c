"""Damaged files of every format, read one after the other: python -m tests.corpus.readers.fuzzing SEED COUNT.

It says the number and the ending of each before it reads it, so that whoever waits knows which one it was.
"""

from __future__ import annotations

import io
import json
import random
import sys
import traceback
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from corpus.errors import RefusedError
from corpus.readers import read, supported_endings
from corpus.segment import passages
from tests.corpus.readers import files, noted

_PIECES = (
    b"\0", b"\xff\xfe", b"<", b">", b"</", b"&#x0;", b"&amp;", b"[^1]", b"[1]", b"](", b"|", b"\r", b"\x85",
    b"{\\footnote ", b"}", b"\\u-1?", b'"', b",", b"\n\n", b"---\n", b"BEGIN:VEVENT\n", b"%%EOF", b"endobj",
    "ﬁ\u202e\U000e0041한e\u0301".encode(), b"9" * 400, b"(" * 300, b"- " * 200, b"\xed\xa0\x80",
)  # fmt: skip


def originals() -> dict[str, bytes]:
    """Return a whole file for every ending that can be read."""
    prose = f"# {files.TITLE}\n\n{files.PROSE}\n\n- {files.FEES}\n".encode()
    table = "\n".join(",".join(row) for row in files.ROWS).encode()
    told = json.dumps({"title": files.TITLE, "text": files.PROSE, "date": "2024-05-03"}).encode()
    found = {
        ".txt": noted.text(), ".text": noted.raised_text(), ".md": noted.markdown(), ".markdown": prose,
        ".html": files.html(), ".htm": noted.html(), ".pdf": noted.pdf(), ".docx": noted.docx(),
        ".odt": noted.odt(), ".rtf": noted.rtf(), ".csv": table, ".xlsx": files.xlsx(), ".json": told,
        ".jsonl": told + b"\n" + told, ".eml": files.eml(), ".ics": files.ics(),
    }  # fmt: skip
    assert found.keys() == set(supported_endings()), "a reader that nothing is made for"
    return found


def damaged(data: bytes, chance: random.Random, others: Mapping[str, bytes]) -> bytes:
    """Return a file with some of it changed; of an archive, now and then a part within it."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _with_damaged_part(data, chance, others)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(data) + 1)
        until = min(len(data), at + chance.choice((1, 1, 8, 200)))
        put = chance.choice((
            bytes(chance.randrange(256) for _ in range(until - at)), b"", chance.choice(_PIECES),
            data[at:until] * chance.choice((2, 3, 50)), _slice(chance.choice(list(others.values())), chance),
        ))  # fmt: skip
        data = data[:at] + put + data[until:]
    return data[: chance.randrange(len(data) + 1)] if chance.random() < 0.1 else data


def _slice(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[at : at + chance.randrange(400)]


def _with_damaged_part(data: bytes, chance: random.Random, others: Mapping[str, bytes]) -> bytes:
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(parts))
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for one, content in parts.items():
            archive.writestr(one, damaged(content, chance, others) if one == name else content)
    return stream.getvalue()


def main(seed: int, count: int) -> int:
    """Read `count` damaged files; return how many were neither read nor refused in words for people."""
    whole, wrong = originals(), 0
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)
        ending = chance.choice(list(whole))
        data = damaged(whole[ending], chance, whole)
        sys.stdout.write(f"{number} {ending}\n")
        sys.stdout.flush()
        try:
            canonical = read(f"fuzzed{ending}", data).canonical
            for cut in passages(canonical):
                assert 0 <= cut.span.start < cut.span.end <= len(canonical.text)
        except RefusedError as error:
            assert len(str(error).splitlines()) == 1, "one line for people"
        except Exception:
            wrong += 1
            sys.stderr.write(f"seed {seed}, number {number}, {ending}:\n{traceback.format_exc()}\n")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]))))
