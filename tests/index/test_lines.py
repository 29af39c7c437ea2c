from __future__ import annotations

import itertools
from pathlib import Path

from corpus.model import SHARED, NewDocument
from corpus.store import Store
from index import Index
from index.embedding import Embedder
from tests.corpus import civic


def minutes(number: int) -> str:
    """Return minutes of their own: officers, a heading, prose, prices, items and a table."""
    pairs = list(itertools.product(civic.ROLES, civic.NAMES))
    officers = [f"{role} {name}" for role, name in pairs[number * 5 : number * 5 + 5]]
    prices = [f"{12 + number} € pour un couple", f"{7 + number} € pour une personne seule"]
    items = [f"- Item {number}: {name} reports" for name in civic.NAMES[:3]]
    rows = ["Town\tSince\tNote", f"{civic.PLACES[number]}\t\tactive", f"Tarn {number}\t19{70 + number}\t"]
    return "\n\n".join(
        [f"Minutes {number} of {civic.PLACES[number]}", *officers, civic.SENTENCES[number], "Membership",
         *prices, *civic.SENTENCES[2:5], "\n".join(items), "\n".join(rows)]
    )  # fmt: skip


async def test_a_search_for_any_line_finds_it(store: Store, folder: Path, embedder: Embedder) -> None:
    for number in range(5):
        await store.add_document(NewDocument(f"minutes-{number}.txt", minutes(number).encode()))
    index = await Index.open(store, folder, embedder)
    for document in await store.documents([SHARED]):
        text = await store.text(document.id, document.version)
        for line in {line.strip() for line in text.split("\n")} - {""}:
            found = (await index.search(line, [SHARED])).hits
            rows = await store.passage_rows([hit.number for hit in found])
            assert any(line in row.text for row in rows.values()), line
