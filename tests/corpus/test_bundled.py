from __future__ import annotations

from pathlib import Path

from corpus import bundled
from corpus.model import SHARED
from corpus.store import Store


async def test_a_new_store_is_given_the_bundled_corpus_once(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        assert not await bundled.is_set_up(store)
        steps: list[str] = []
        await bundled.set_up(store, step=steps.append)
        assert len(steps) == 2
        assert await bundled.is_set_up(store)
        essay = await store.document("essay", [SHARED])
        assert essay is not None
        assert (essay.title, essay.author, essay.language) == ("Sister Cities", "Alisha Rao", "en")
        assert await store.original("essay", 1) == (bundled.BUNDLED / "sister_cities_essay.txt").read_bytes()
        assert len(await store.statements([SHARED])) >= 60
        assert await store.aliases([SHARED])
        assert await store.coverage([SHARED])
        revision = await store.revision()
        await bundled.set_up(store)
        assert await store.revision() == revision


async def test_an_empty_store_stays_empty(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await bundled.set_up(store, empty=True)
        await bundled.set_up(store)
        assert await bundled.is_set_up(store)
        assert await store.scopes() == []


async def test_a_set_up_that_was_cut_off_is_finished(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await store.add_document(bundled.documents()[0])
        await bundled.set_up(store)
        assert await store.statements([SHARED])


async def test_what_was_removed_stays_removed_when_a_later_version_comes(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await bundled.set_up(store)
        await store.remove_document("essay", scope=SHARED, by="me")
        first = (await store.statements([SHARED]))[0].id
        await store.remove_statement(first, scope=SHARED, by="me")
        await store.note_fact("bundled", "an earlier version's")
        await bundled.set_up(store)
        assert await store.documents([SHARED]) == []
        assert first not in {statement.id for statement in await store.statements([SHARED])}
