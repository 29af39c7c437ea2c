"""Read our own passages in `own/`: papers as committees and clubs keep them, asked about as people ask.

Each line of a file is a passage with `title`, `heading`, `text`, `asks` (question `q` and its answer `a`, a
stretch of the text) and `misses`, questions that look as if the text answered them.
"""

from __future__ import annotations

import json
from pathlib import Path

from bench.train.texts import Ask, Text

FOLDER = Path(__file__).parent / "own"


def read_all(folder: Path = FOLDER) -> list[Text]:
    """Return the passages of every file; raises ValueError for an answer that its text does not hold."""
    return [
        _text(line, f"own-{file.stem}")
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
        if line.strip()
    ]


def _text(line: str, group: str) -> Text:
    row = json.loads(line)
    body = row["text"]
    asks = []
    for ask in row["asks"]:
        start = body.find(ask["a"])
        if start < 0:
            raise ValueError(f"{ask['a']!r} is not in the text {body[:40]!r} of {group}.")
        asks.append(Ask(ask["q"], (start, start + len(ask["a"])), "answered"))
    asks += [Ask(miss, None, "impossible") for miss in row["misses"]]
    context = f"{row['title']}\n{row['heading']}" if row["heading"] else row["title"]
    return Text("own", group, context, body, tuple(asks))
