from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from corpus import bundled, records
from corpus.model import SHARED
from corpus.partnerships import Records
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


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the bundled world wanted, as it is where nobody says otherwise."""
    monkeypatch.delenv("FOOTBRIDGE_WORLD", raising=False)


@pytest.mark.usefixtures("world")
async def test_a_store_from_before_the_world_is_given_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        monkeypatch.setenv("FOOTBRIDGE_WORLD", "off")
        await bundled.set_up(store)
        assert await bundled.is_set_up(store)
        own = {statement.id for statement in await store.statements([SHARED])}
        monkeypatch.delenv("FOOTBRIDGE_WORLD")
        assert not await bundled.is_set_up(store)
        await bundled.set_up(store)
        assert await bundled.is_set_up(store)
        found = {statement.id for statement in await store.statements([SHARED])}
        assert own < found
        assert len(found) > 24_000
        listed = [row for row in await store.statements([SHARED]) if row.id not in own]
        assert {row.status for row in listed} == {"unknown"}
        assert not any(row.until or row.note for row in listed)
        assert all(
            row.source_title.endswith(("(Hekman/twincities)", "(muenchdo/TwinTowns)")) for row in listed
        )
        removed = listed[0].id
        await store.remove_statement(removed, scope=SHARED, by="me")
        await store.note_fact("bundled world", "an earlier version's")
        await bundled.set_up(store)
        assert removed not in {statement.id for statement in await store.statements([SHARED])}


@pytest.mark.usefixtures("world")
async def test_the_world_is_not_among_the_passages(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await bundled.set_up(store)
        assert len(await store.statements([SHARED])) > 24_000
        assert len(await store.passages(SHARED)) < 1_000


@pytest.mark.usefixtures("world")
async def test_an_empty_store_has_no_world(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await bundled.set_up(store, empty=True)
        await bundled.set_up(store)
        assert await bundled.is_set_up(store)
        assert await store.statements([SHARED]) == []


def test_every_label_of_the_world_is_read_back_as_the_same_place() -> None:
    rows = records.read_csv(lzma.decompress(bundled.WORLD.read_bytes()), name="world").accept("world")
    found = Records(rows)
    gazetteer = found.gazetteer
    unread = []
    for number, place in enumerate(gazetteer.places):
        hit = gazetteer.look_up(place.label)
        if hit is None or hit.places != (number,):
            unread.append(place.label)
    assert unread == []
    assert not [bond for bond in found.bonds if bond.a == bond.b]


def test_namesakes_of_the_world_are_told_apart() -> None:
    rows = records.read_csv(lzma.decompress(bundled.WORLD.read_bytes()), name="world").accept("world")
    found = Records(rows)

    def partners(label: str) -> set[str]:
        hit = found.gazetteer.look_up(label)
        assert hit is not None
        return {found.place(bond.other(hit.places[0])).name for bond in found.of[hit.places[0]]}

    oregon, maine = (
        partners("Portland, Oregon, United States"),
        partners("Portland, Maine, United States"),
    )
    assert {"Sapporo", "Bologna"} <= oregon
    assert "Arkhangelsk" in maine
    assert not oregon & maine
