from __future__ import annotations

from pathlib import Path

from corpus.model import SHARED
from corpus.store import Store, purge
from index import Index, PassageIndex
from index.embedding import Embedder
from index.units import text_hash, units
from tests.engines import ALL, BOTH
from tests.index.conftest import opened
from tests.raw import holding

QUESTION = "When was the harbour of Oldport dredged?"


async def purged(store: Store, name: str = "harbour") -> None:
    await store.change(purge.purge_document, f"{name}-shared", scope=SHARED, by="terminal")


@BOTH
async def test_a_purged_document_leaves_no_vector_no_generation_and_no_word(
    store: Store, index: Index, folder: Path
) -> None:
    await index.rebuild()  # two generations hold it
    old = {path.name for path in (folder / "index").glob("g*")}
    texts = {text: text_hash(text) for passage in await store.passages(SHARED) for text in units(passage).all}
    own = [key for text, key in texts.items() if "crane" in text or "Ships of nine" in text]
    kept = [key for text, key in texts.items() if "choir" in text]
    model = index.embedder.fingerprint
    assert len(await store.embeddings(model, own)) == len(own) > 0
    await purged(store)
    await index.refresh()
    assert await store.embeddings(model, own) == {}
    assert len(await store.embeddings(model, kept)) == len(kept)
    assert old.isdisjoint(path.name for path in (folder / "index").glob("g*"))
    assert await store.scrub()
    assert holding(folder, "dredged", "dredg", "crane", but=("models",)) == []
    assert await index.verify() == []


@ALL
async def test_a_process_that_only_reads_learns_of_a_purge(
    store: Store, index: PassageIndex, folder: Path, embedder: Embedder
) -> None:
    async with await Store.open(folder, write=False) as reading, opened(reading, folder, embedder) as other:
        await purged(store)
        await other.refresh()
        assert await other.verify() == []
        found = await other.search(QUESTION, [SHARED])
        there = {passage.number for passage in await reading.passages(SHARED)}
        assert found.passages == len(there) and {hit.number for hit in found.hits} <= there


@ALL
async def test_unchanged_paragraphs_of_a_new_version_are_not_embedded_again(
    store: Store, index: PassageIndex, embedder: Embedder
) -> None:
    from corpus.model import NewDocument
    from tests.index.conftest import TEXTS

    embedded: list[str] = []
    embed = embedder.embed

    class Counting:
        def __getattr__(self, name: str) -> object:
            return getattr(embedder, name)

        def embed(self, texts):  # type: ignore[no-untyped-def]
            embedded.extend(texts)
            return embed(texts)

        def embed_with_tokens(self, texts):  # type: ignore[no-untyped-def]
            embedded.extend(texts)
            return embedder.embed_with_tokens(texts)

    index._embedder = Counting()  # type: ignore[assignment]
    text = TEXTS["harbour"] + "\n\nA lamp was lit at its mouth."
    await store.add_document(NewDocument("harbour.txt", text.encode(), id="harbour-shared"))
    await index.refresh()
    assert embedded and all("A lamp was lit at its mouth." in one for one in embedded)
