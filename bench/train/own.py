"""Read our own passages in `own/`: papers as committees and clubs keep them, asked about as people ask.

Each line of a file is a passage with `title`, `heading`, `text`, `asks` (question `q` and its answer `a`, a
stretch of the text) and `misses`, questions that look as if the text answered them. Passages of one title are
of one document: a question of one is a hard one to ask of the others.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

from bench.train.texts import Ask, Text

FOLDER = Path(__file__).parent / "own"
SINGLE = "single passages of "
"""Begins the group of passages that stand alone, by file."""

HELD_OUT = 0.15
"""The part of our documents of several passages that is not trained on: `bench.fit` learns on them."""


def read_all(folder: Path = FOLDER) -> list[Text]:
    """Return the passages of every file; raises ValueError for an answer that its text does not hold."""
    rows = [
        (file.stem, json.loads(line))
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
        if line.strip()
    ]
    passages = Counter(row["title"] for _, row in rows)
    return [_text(row, row["title"] if passages[row["title"]] > 1 else SINGLE + stem) for stem, row in rows]


def is_held_out(text: Text) -> bool:
    """Tell whether a passage is of a document that is not trained on; by its title, so it stays so."""
    return not text.group.startswith(SINGLE) and random.Random(text.group).random() < HELD_OUT


def _text(row: dict[str, Any], group: str) -> Text:
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
