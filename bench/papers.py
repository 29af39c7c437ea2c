"""Our own papers that the reading model has not seen, as documents and as questions about them.

They are the documents of `bench/train/own` that are not trained on: `bench.fit` learns to decide on them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from bench.train import own
from bench.train.texts import Text
from corpus.model import NewDocument


def unseen() -> list[Text]:
    """Return the passages of the papers that are not trained on, those of a paper one after the other."""
    return [text for text in own.read_all() if own.is_held_out(text)]


def documents(passages: Sequence[Text]) -> list[NewDocument]:
    """Return the papers as Markdown."""
    titles = dict.fromkeys(text.group for text in passages)
    return [
        NewDocument(f"{_name(title)}.md", _markdown([text for text in passages if text.group == title]))
        for title in titles
    ]


def questions(passages: Sequence[Text], every: int = 2) -> list[dict[str, Any]]:
    """Return what is asked of the papers, one question of `every` so many.

    `passage` is the text that holds the answer `quote`.
    """
    asked = [
        {
            "id": f"{_name(text.group)}-{number}-{place}",
            "kind": "own" if ask.span else "impossible",
            "question": ask.text,
            "document": text.group,
            "passage": text.body,
            "quote": _pattern(text.body[slice(*ask.span)]) if ask.span else None,
        }
        for number, text in enumerate(passages)
        for place, ask in enumerate(text.asks)
    ]
    return asked[::every]


def _name(title: str) -> str:
    return "paper-" + hashlib.sha256(title.encode()).hexdigest()[:8]


def _pattern(answer: str) -> str:
    """Return what matches an answer however its lines are broken."""
    return r"[\s\-*|]*".join(re.escape(part) for part in re.findall(r"\w+|[^\w\s]", answer))


def _markdown(passages: Sequence[Text]) -> bytes:
    title = passages[0].group
    parts = [f"# {title}"]
    for text in passages:
        heading = text.context.removeprefix(title).strip()
        parts += [f"## {heading}", text.body] if heading else [text.body]
    return "\n\n".join(parts).encode()
