"""Of a table that row is quoted that names what is asked of, alone, and with the names of its columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED, NewDocument

PLACES = (
    "Tarnby", "Ulvsund", "Orrin", "Brandvik", "Vellmar", "Kotkala", "Marnfeld", "Skeld", "Anholm", "Borvik",
    "Cresta", "Dalmar", "Edvik", "Fornes", "Gelting", "Holmby", "Istrad", "Jarnvik", "Kelmar", "Lomvik",
)  # fmt: skip
ROWS = {place: f"{place} | {1900 + 3 * at} | {30 + at} m" for at, place in enumerate(PLACES)}
TABLE = "\n".join(["harbour,opened,length", *(row.replace(" | ", ",") for row in ROWS.values())])


@pytest.fixture
async def kb(state: Path) -> KnowledgeBase:
    return await KnowledgeBase.open(state, write=True)


async def test_the_row_that_is_asked_of_is_quoted_with_its_columns(kb: KnowledgeBase) -> None:
    await kb.store.add_document(NewDocument("harbours.csv", TABLE.encode(), title="Harbours"), scope=SHARED)
    await kb.index.refresh()
    try:
        for place in PLACES[::5]:
            answer = await kb.answer(f"When was the harbour of {place} opened?")
            assert [citation.quote for citation in answer.citations] == [ROWS[place]]
            assert answer.answer.startswith("“Harbours” says (harbour | opened | length): ")
    finally:
        await kb.close()
