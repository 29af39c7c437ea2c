"""Partitions that share files: each is its own, whatever is added, removed, purged and rebuilt beside it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import RefusedError
from corpus.store import Store
from index import Index, PassageIndex, generation, open_index, together
from index.embedding import Embedder
from tests.engines import ALL, BOTH, Engine, property_of
from tests.index.conftest import TEXTS, add, document_id

SCOPES = ("shared", "guild:1", "guild:2", "guild:3")


def files(folder: Path) -> list[str]:
    place = folder / "index" / str(generation.current(folder / "index"))
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


@BOTH
async def test_a_small_scope_costs_what_it_holds(
    index: Index, store: Store, folder: Path, embedder: Embedder
) -> None:
    alone = files(folder)
    for scope in SCOPES[1:]:
        await add(store, "bread", "boats", scope=scope)
    await index.rebuild()
    assert files(folder) == alone, "no file is a scope's own"
    place = folder / "index" / index.generation
    beside = sum(path.stat().st_size for path in (place / "together").iterdir())
    vectors = (await index.status()).units * 2 * embedder.dimensions
    assert beside < 1.3 * vectors
    lives = [live for _, live in index._state.searched(SCOPES)]
    assert len(lives) == len(SCOPES)
    assert [moments for live in lives for moments in live.moments] == [None] * 3 * len(SCOPES)


@pytest.mark.parametrize("most_rows", [0, 3, 1000])
@BOTH
async def test_small_and_large_partitions_answer_alike(
    store: Store, folder: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch, most_rows: int
) -> None:
    """However many are kept together, each partition has the passages and the vectors of its scope."""
    for number, scope in enumerate(SCOPES, start=1):
        await add(store, *sorted(TEXTS)[:number], scope=scope)
    index = await Index.open(store, folder, embedder)
    wanted = {scope: await index.search("A bell in the harbour", [scope]) for scope in SCOPES}
    monkeypatch.setattr(together, "MOST_ROWS", most_rows)
    await index.rebuild()
    assert await index.verify() == []
    for scope, before in wanted.items():
        found = await index.search("A bell in the harbour", [scope])
        assert [hit.number for hit in found.hits] == [hit.number for hit in before.hits]
        scores = [hit.score for hit in before.hits]
        assert [hit.score for hit in found.hits] == pytest.approx(scores, abs=1e-4)


async def test_a_count_that_is_not_that_of_the_rows_is_noticed(index: Index, folder: Path) -> None:
    place = folder / "index" / index.generation / "together"
    for name in ("units", "terms"):
        kept = (place / name).read_bytes()
        counts = np.frombuffer(kept, "<i4").copy()
        counts[0] += 1
        (place / name).write_bytes(counts.tobytes())
        with pytest.raises(ValueError, match="in two ways"):
            together.open_together(place)
        (place / name).write_bytes(kept)
    assert len(together.open_together(place)) == 1


@ALL
async def test_a_change_in_one_scope_reads_nothing_of_another(
    index: PassageIndex, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for scope in SCOPES[1:]:
        await add(store, "boats", scope=scope)
    await index.refresh()
    asked: list[str] = []

    def noting(name: str) -> None:
        ask = getattr(store, name)

        async def noted(scope: str, *rest: object, **named: object) -> object:
            asked.append(scope)
            return await ask(scope, *rest, **named)

        monkeypatch.setattr(store, name, noted)

    for name in ("passages", "removed_passages", "live_numbers"):
        noting(name)
    await add(store, "bread", scope="guild:2")
    await index.refresh()
    assert set(asked) == {"guild:2"}
    found = await index.search("How long does bread keep?", ["guild:2"])
    assert found.frequencies["bread"] == 1


CHANGE = st.sampled_from(["add", "add", "add", "remove", "purge", "rebuild", "refresh", "open"])
CHANGES = st.lists(st.tuples(CHANGE, st.sampled_from(SCOPES), st.sampled_from(sorted(TEXTS))), max_size=14)


def _no_scope_finds_anothers_passage_whatever_was_done(
    one_engine: Engine,
    embedder: Embedder,
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[str, str, str]],
) -> None:
    folder = tmp_path_factory.mktemp("operations")

    async def change(store: Store, index: PassageIndex, what: str, scope: str, name: str) -> None:
        if what == "add":
            await add(store, name, scope=scope)
        elif what == "remove":
            await store.remove_document(document_id(name, scope), scope=scope, by=None)
        elif what == "purge" and scope != "shared":
            await store.purge(scope)
        elif what == "rebuild":
            await index.rebuild()

    async def look(store: Store, index: PassageIndex) -> None:
        for scope in SCOPES:
            own = {passage.number for passage in await store.passages(scope)}
            found = await index.search("When was the harbour of Oldport dredged?", [scope], limit=50)
            assert {hit.number for hit in found.hits} == own
            assert {hit.scope for hit in found.hits} <= {scope}
            assert found.passages == len(own)

    async def run() -> None:
        async with await Store.open(folder, write=True, database=one_engine.another(folder)) as store:
            index = await open_index(store, folder, embedder)
            for what, scope, name in changes:
                try:
                    await change(store, index, what, scope, name)
                except RefusedError:
                    continue
                if what == "open":
                    await index.close()
                    index = await open_index(store, folder, embedder)
                await index.refresh()
                await look(store, index)
            assert await index.verify() == []
            await index.close()

    asyncio.run(run())


(
    test_no_scope_finds_anothers_passage_whatever_was_done,
    test_no_scope_finds_anothers_passage_whatever_was_done_on_a_server,
    test_no_scope_finds_anothers_passage_whatever_was_done_for_long,
) = property_of(
    _no_scope_finds_anothers_passage_whatever_was_done, given(CHANGES), file=15, served=4, soak=60
)
