"""A check of an index in a database: it notices damage, and sees one state of what is changed meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.store import Store
from index.postgres import checking, generations
from index.postgres.index import DatabaseIndex
from tests import engines
from tests.index.conftest import add


@engines.VECTORS
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM index_units_{place} WHERE kind = 2", "sentence vectors for"),
        ("DELETE FROM index_words_{place} WHERE number = 1", "is not in the index"),
        ("UPDATE index_parts SET passages = passages + 1", "in two ways"),
        (
            "UPDATE index_units_{place} SET at = "
            "(SELECT at FROM index_units_{place} WHERE number = 1 LIMIT 1) WHERE kind = 0",
            "that is not its text's",
        ),
        ("UPDATE index_words_{place} SET number = 999 WHERE number = 1", "is indexed but not live"),
    ],
)
async def test_verify_notices_what_is_wrong(database: DatabaseIndex, damage: str, said: str) -> None:
    async with database._connections.connection() as connection:
        place = await connection.fetchval("SELECT place FROM index_parts LIMIT 1")
        await connection.execute(damage.format(place=place))
    problems = await database.verify()
    assert any(said in line for line in problems), problems
    await database.rebuild()
    assert await database.verify() == []


@engines.VECTORS
async def test_what_is_applied_during_a_check_is_no_fault(
    database: DatabaseIndex, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(store, "bread", scope="guild:1")
    await database.refresh()
    await database.settle()  # what still gave parts their places would ask for them as well, under the lock
    summary, parts, done = checking.summary, generations.parts, list[str]()

    async def begun(*given: Any) -> Any:
        done.append("begun")
        return await summary(*given)

    async def then_more(*given: Any) -> Any:
        found = await parts(*given)
        if done == ["begun"]:
            done.append("more")
            await add(store, "choir", scope="guild:1")
            await database.refresh()
        return found

    monkeypatch.setattr(checking, "summary", begun)
    monkeypatch.setattr(generations, "parts", then_more)
    wrong = await database.verify()
    assert "more" in done and not [line for line in wrong if "in two ways" in line]
