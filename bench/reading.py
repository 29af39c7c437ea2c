"""Measure how a folder of documents is read: what is lost, what is found, how long the quoted units are.

    python -m bench.reading DOCUMENTS [--questions QUESTIONS.jsonl] [--state FOLDER] [--titles]

DOCUMENTS is a folder of files; a line of QUESTIONS names a `document` (a file's name without its ending), a
`question`, and in `quote` a pattern that the right passage matches. `--state` keeps what was embedded for
the next run.
"""

# ruff: noqa: ASYNC240 (nothing else waits here)

from __future__ import annotations

import argparse
import asyncio
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import RefusedError
from corpus.model import SHARED, Document, NewDocument, Passage
from corpus.store import Store
from index import Index, embedding

DEPTHS = (1, 6, 20)
_LONG = 400
"""Characters from which on a quoted unit is long."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document as the store holds it: its canonical text and its passages."""

    document: Document
    text: str
    passages: tuple[Passage, ...]


async def measure(documents: Path, questions: Path | None, state: Path, *, titles: bool) -> None:
    """Read the documents into a state folder and print the figures."""
    store = await Store.open(state, write=True)
    for file in sorted(path for path in documents.rglob("*") if path.is_file()):
        try:
            await store.add_document(NewDocument(file.name, file.read_bytes(), id=_identity(file.stem)))
        except RefusedError as error:
            print(error)
    index = await Index.open(store, state, embedding.load(None, state))
    found = await store.passages(SHARED)
    held = []
    for document in await store.documents([SHARED]):
        own = tuple(one for one in found if one.source == document.id)
        held.append(Held(document, await store.text(document.id, document.version), own))
    print_letters(held)
    print_units(held)
    print_titles(held, every=titles)
    await print_lines(held, index)
    if questions is not None:
        await print_recall(questions, index, {one.number: one for one in found})
    await store.close()


def _identity(stem: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", stem.lower()).strip("-")


def print_letters(held: Sequence[Held]) -> None:
    """Print how many letters and digits lie in no passage."""
    letters = lost = 0
    for one in held:
        covered = bytearray(len(one.text))
        for passage in one.passages:
            covered[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
        letters += sum(character.isalnum() for character in one.text)
        lost += sum(character.isalnum() and not covered[at] for at, character in enumerate(one.text))
    print(f"documents {len(held)}, passages {sum(len(one.passages) for one in held)}")
    print(f"letters in no passage {lost} of {letters} ({lost / max(1, letters):.2%})")


def print_units(held: Sequence[Held]) -> None:
    """Print how long the units are that are quoted."""
    sizes = sorted(
        span.end - span.start for one in held for passage in one.passages for span in passage.sentences
    )
    long = sum(size > _LONG for size in sizes)
    print(f"units {len(sizes)}, median {sizes[len(sizes) // 2]} characters, over {_LONG}: {long}")


def print_titles(held: Sequence[Held], *, every: bool) -> None:
    """Print how many titles were made of the file's name, or hold no word; with `every`, print them all."""
    named = [one for one in held if _identity(one.document.title) == one.document.id]
    wordless = [one for one in held if not re.search(r"[^\W\d_]{3}", one.document.title)]
    print(f"titles from file names {len(named)}, without a word {len(wordless)}")
    if every:
        for one in held:
            print(f"  {one.document.id:45} {one.document.title[:90]}")


async def print_lines(held: Sequence[Held], index: Index) -> None:
    """Print how many lines of the texts a search for them does not find among the first twenty."""
    lines = missed = 0
    for one in held:
        texts = {passage.number: passage.text for passage in one.passages}
        for line in {line.strip() for line in one.text.split("\n") if re.search(r"\w", line)}:
            lines += 1
            hits = (await index.search(line, [SHARED], DEPTHS[-1])).hits
            missed += not any(line in texts.get(hit.number, "") for hit in hits)
    print(f"lines not found by searching for them {missed} of {lines}")


async def print_recall(questions: Path, index: Index, passages: dict[int, Passage]) -> None:
    """Print for how many questions the right passage is among the first hits."""
    rows = [json.loads(line) for line in questions.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if row.get("quote") and row.get("document")]
    ranks = []
    for row in rows:
        hits = (await index.search(row["question"], [SHARED], DEPTHS[-1])).hits
        ranks.append(_rank([passages[hit.number] for hit in hits], row))
    told = " / ".join(str(sum(rank <= depth for rank in ranks)) for depth in DEPTHS)
    print(f"right passage among the first {' / '.join(map(str, DEPTHS))}: {told} of {len(rows)}")


def _rank(hits: Sequence[Passage], row: dict[str, str]) -> int:
    for rank, passage in enumerate(hits, start=1):
        is_of = passage.source == _identity(row["document"])
        if is_of and re.search(row["quote"], passage.text, re.IGNORECASE):
            return rank
    return DEPTHS[-1] + 1


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--state", type=Path)
    parser.add_argument("--titles", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="footbridge-bench-") as folder:
        state = given.state or Path(folder)
        asyncio.run(measure(given.documents, given.questions, state, titles=given.titles))


if __name__ == "__main__":
    main()
