from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.store import Store
from index import Hit, Index, PassageIndex, Weights
from index.embedding import Embedder
from index.units import in_context
from tests.engines import ALL, Engine, property_of
from tests.index.conftest import TEXTS, add, opened

QUESTIONS = (
    "When was the harbour dredged?",
    "What are rowing boats made of?",
    "Who sang in Oldport, and what were they given?",
    "How long does bread keep?",
    "zzz",
    "",
    "?!",
)


def same(one: tuple[Hit, ...], other: tuple[Hit, ...]) -> None:
    """Assert that two searches found the same passages with the same scores."""
    assert [hit.number for hit in one] == [hit.number for hit in other]
    for left, right in zip(one, other, strict=True):
        assert left.score == pytest.approx(right.score, abs=1e-4)
        assert left.bm25 == pytest.approx(right.bm25, abs=1e-6)
        assert left.sentences == pytest.approx(right.sentences, abs=1e-5)


@ALL
async def test_the_passage_that_answers_comes_first(index: PassageIndex, store: Store) -> None:
    for question, word in (
        ("When was the harbour dredged?", "1911"),
        ("What wood do the people of Tarnes make their boats from?", "larch"),
        ("What present did the singers get?", "silver bell"),
    ):
        found = await index.search(question, ["shared"])
        first = (await store.passage_rows([found.hits[0].number]))[found.hits[0].number]
        assert word in first.text
        assert found.hits[0].sentence == pytest.approx(max(found.hits[0].sentences))


@ALL
async def test_a_hit_tells_every_score(index: PassageIndex, store: Store) -> None:
    found = await index.search("When was the harbour dredged?", ["shared"])
    rows = await store.passage_rows([hit.number for hit in found.hits])
    weights = Weights()
    for hit in found.hits:
        passage = rows[hit.number]
        assert len(hit.sentences) == len(passage.sentences)
        assert len(hit.windows) == len(passage.sentences) - 1
        parts = [passage.text[s.start - passage.start : s.end - passage.start] for s in passage.sentences]
        # a passage of one sentence is searched as a whole, in its context
        texts = [in_context(passage), *(parts if len(parts) > 1 else [in_context(passage)])]
        cosines = (await index.embed(texts)) @ found.vector
        assert (hit.paragraph, *hit.sentences) == pytest.approx(cosines.tolist(), abs=2e-3)
        dense = hit.paragraph_z + hit.sentence_z + hit.window_z
        assert hit.score == pytest.approx(weights.dense * dense + weights.words * hit.bm25_z)
    assert found.passages == len(rows) == 5
    assert found.frequencies == {"harbour": 3, "dredg": 1}, "in one it is the title's"
    assert found.terms == ("harbour", "dredg")


@ALL
async def test_the_same_question_is_answered_the_same(
    index: PassageIndex, folder: Path, embedder: Embedder
) -> None:
    for question in QUESTIONS:
        first = await index.search(question, ["shared"])
        assert (await index.search(question, ["shared"])).hits == first.hits
        async with (
            await Store.open(folder, write=False) as reader,
            opened(reader, folder, embedder) as again,
        ):
            assert (await again.search(question, ["shared"])).hits == first.hits


@ALL
async def test_searches_may_run_at_the_same_time(index: PassageIndex) -> None:
    alone = [(await index.search(question, ["shared"])).hits for question in QUESTIONS]
    together = await asyncio.gather(*(index.search(question, ["shared"]) for question in QUESTIONS))
    assert [found.hits for found in together] == alone


@ALL
async def test_weights_and_limits_are_heeded(index: PassageIndex) -> None:
    question = "Who sings while the wood dries?"
    dense = await index.search(question, ["shared"], weights=Weights(words=0))
    words = await index.search(question, ["shared"], weights=Weights(dense=0))
    assert dense.hits[0].score != words.hits[0].score
    assert [hit.bm25 for hit in words.hits] == sorted((hit.bm25 for hit in words.hits), reverse=True)
    assert len((await index.search(question, ["shared"], limit=2)).hits) == 2
    assert (await index.search(question, ["shared"], limit=0)).hits == ()


SCOPES = ("shared", "guild:1", "guild:2", "guild:empty")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SCOPES), max_size=4), st.sampled_from(QUESTIONS), st.integers(1, 20))
def test_no_passage_of_a_scope_that_was_not_named(
    scoped: tuple[Index, dict[int, str], asyncio.Runner], named: list[str], question: str, limit: int
) -> None:
    index, scope_of, runner = scoped
    found = runner.run(index.search(question, named, limit))
    for hit in found.hits:
        assert hit.scope in named
        assert scope_of[hit.number] == hit.scope
    wanted = [number for number, scope in scope_of.items() if scope in named]
    assert found.passages == len(wanted)
    assert len(found.hits) <= min(limit, len(wanted))
    assert len({hit.number for hit in found.hits}) == len(found.hits)


@pytest.fixture(scope="module")
def scoped(
    embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Index, dict[int, str], asyncio.Runner]]:
    """Yield an index whose scopes hold partly the same texts: some in the generation, some added since."""
    folder = tmp_path_factory.mktemp("scoped")

    async def build() -> tuple[Index, dict[int, str]]:
        async with await Store.open(folder, write=True) as store:
            await add(store, "harbour", "choir")
            await add(store, "harbour", "boats", scope="guild:1")
            index = await Index.open(store, folder, embedder)
            await add(store, "bread")
            await add(store, "bread", "choir", scope="guild:2")
            await store.remove_document("boats-guild-1", scope="guild:1", by=None)
            await add(store, "boats", scope="guild:2")
            await index.refresh()
            found = {}
            for scope in await store.scopes():
                found |= {passage.number: scope for passage in await store.passages(scope)}
            return index, found

    with asyncio.Runner() as runner:
        index, found = runner.run(build())
        yield index, found, runner


@ALL
async def test_what_was_added_and_removed_is_found_as_after_a_rebuild(
    index: PassageIndex, store: Store, embedder: Embedder, folder: Path
) -> None:
    await add(store, "bread")
    await index.refresh()
    await store.remove_document("boats-shared", scope="shared", by=None)
    await index.refresh()
    await store.remove_document("choir-shared", scope="shared", by=None)
    await store.restore_document("choir-shared", scope="shared", by=None)
    await index.refresh()
    before = [await index.search(question, ["shared"]) for question in QUESTIONS]
    assert (await index.status()).changed > 0
    assert await index.rebuild()
    assert (await index.status()).changed == 0
    for found, question in zip(before, QUESTIONS, strict=True):
        after = await index.search(question, ["shared"])
        same(found.hits, after.hits)
        assert (found.passages, found.frequencies) == (after.passages, after.frequencies)
    assert await index.verify() == []


ORDERS = st.lists(st.tuples(st.sampled_from(sorted(TEXTS)), st.booleans()), min_size=1, max_size=12)


def _any_order_of_changes_leaves_what_a_rebuild_leaves(
    one_engine: Engine,
    embedder: Embedder,
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[str, bool]],
) -> None:
    folder = tmp_path_factory.mktemp("changes")

    async def run() -> None:
        async with await Store.open(folder, write=True, database=one_engine.another(folder)) as store:
            await add(store, "harbour")
            async with opened(store, folder, embedder) as index:
                await apply(store, index)

    async def apply(store: Store, index: PassageIndex) -> None:
        from corpus.errors import RefusedError

        for name, removes in changes:
            try:
                if removes:
                    await store.remove_document(f"{name}-shared", scope="shared", by=None)
                else:
                    await add(store, name)
            except RefusedError:
                continue
            await index.refresh()
        assert await index.verify() == []
        before = [await index.search(question, ["shared"]) for question in QUESTIONS[:4]]
        await index.rebuild()
        for found in before:
            same(found.hits, (await index.search(found.question, ["shared"])).hits)

    asyncio.run(run())


(
    test_any_order_of_changes_leaves_what_a_rebuild_leaves,
    test_any_order_of_changes_leaves_what_a_rebuild_leaves_on_a_server,
    test_any_order_of_changes_leaves_what_a_rebuild_leaves_for_long,
) = property_of(_any_order_of_changes_leaves_what_a_rebuild_leaves, given(ORDERS), file=8, served=3, soak=32)


async def test_records_are_found_beside_passages(prepared_state: Path, embedder: Embedder) -> None:
    async with await Store.open(prepared_state, write=False) as store:
        index = await Index.open(store, prepared_state, embedder)
        found = await index.search("Which town is Yaroslavl twinned with?", ["shared"], limit=5, records=3)
    kinds = [hit.kind for hit in found.hits]
    assert kinds.count("record") == 3
    assert kinds.count("passage") == 5
