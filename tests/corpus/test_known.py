"""What the records say, put together once and kept in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.known import Known
from corpus.model import SHARED, Alias, Coverage, Place, Statement
from corpus.partnerships import Records
from corpus.records import build
from corpus.store import Store
from corpus.store.files import KNOWN

PARIS = Place("Paris", None, "France", 48.8567, 2.3522)
PORTLAND_OREGON = Place("Portland", "Oregon", "United States", 45.52, -122.67)
PORTLAND_MAINE = Place("Portland", "Maine", "United States", 43.66, -70.26)


def many() -> list[Statement]:
    """Return more statements than a file is worth from: a place of its own with each of a thousand."""
    towns = [Place(f"Ort {number} (Gau)", None, "Germany") for number in range(1_200)]
    return [
        build(f"P{number}", PARIS, town, source_title="Town", since="1990")
        for number, town in enumerate(towns)
    ]


def same(one: Records, other: Records) -> None:
    assert list(one.bonds) == list(other.bonds)
    assert dict(one.of) == dict(other.of)
    assert list(one.gazetteer.places) == list(other.gazetteer.places)
    assert one.covered == other.covered
    assert one.areas == other.areas
    assert (one.ids, one.said) == (other.ids, other.said)
    assert one.gazetteer.longest == other.gazetteer.longest
    for name in (
        "Paris",
        "Portland",
        "Lutetia",
        "Ort 7",
        "ort 7 (gau), germany",
        "Parijs",
        "Portland, Maine",
    ):
        assert one.gazetteer.look_up(name) == other.gazetteer.look_up(name)
    for place in one.gazetteer.sightings:
        assert one.gazetteer.number(place) == other.gazetteer.number(place)


def test_frozen_records_are_the_same_thawed() -> None:
    rows = [
        *many()[:50],
        build("A", PORTLAND_OREGON, PARIS, source_title="One", since="1959"),
        build("B", PORTLAND_OREGON, PARIS, source_title="Two", since="1960", status="suspended"),
        build("C", PORTLAND_MAINE, PARIS, source_title="Two", relation="friendship", note="Of old."),
    ]
    records = Records(
        rows,
        [Alias("Lutetia", "Paris", None, "France", "former")],
        [Coverage(PORTLAND_MAINE, True, "2020", "Town", None, "All of them.")],
    )
    same(records, Records.thaw(records.freeze()))


async def test_the_file_is_made_used_and_made_anew(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await store.import_statements(many(), scope=SHARED, by=None)
        first = await Known(store).of([SHARED])
        kept = tmp_path / KNOWN / "shared.bin"
        before = kept.read_bytes()
        same(first, await Known(store).of([SHARED]))
        assert kept.read_bytes() == before
        await store.import_statements(
            [build("X", PARIS, PORTLAND_MAINE, source_title="Town")], scope=SHARED, by=None
        )
        later = await Known(store).of([SHARED])
        assert later.said == first.said + 1
        assert kept.read_bytes() != before


@pytest.mark.parametrize("damage", [b"", b"x" * 10, None])
async def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await store.import_statements(many(), scope=SHARED, by=None)
        first = await Known(store).of([SHARED])
        kept = tmp_path / KNOWN / "shared.bin"
        whole = kept.read_bytes()
        kept.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)
        same(first, await Known(store).of([SHARED]))
        assert kept.read_bytes() == whole


async def test_what_a_server_added_is_in_no_file(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await store.import_statements(many(), scope=SHARED, by=None)
        own = build("X", PARIS, PORTLAND_MAINE, source_title="Town of the server")
        await store.import_statements([own], scope="guild:1", by=None)
        await Known(store).of([SHARED])
        both = await Known(store).of([SHARED, "guild:1"])
        assert both.said == 1_201
        assert b"Town of the server" not in (tmp_path / KNOWN / "shared.bin").read_bytes()


async def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await store.import_statements(many(), scope=SHARED, by=None)
        (tmp_path / KNOWN).write_text("a file is in the way")
        assert (await Known(store).of([SHARED])).said == 1_200


async def test_those_who_add_no_records_share_what_is_shared(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await store.import_statements(many(), scope=SHARED, by=None)
        known = Known(store)
        first = await known.of([SHARED, "guild:1"])
        own = build("X", PARIS, PORTLAND_MAINE, source_title="Town of the server")
        await store.import_statements([own], scope="guild:2", by=None)
        assert await known.of([SHARED, "guild:3"]) is first, "nothing of it has changed"
        assert (await known.of([SHARED, "guild:2"])).said == first.said + 1
        await store.import_aliases(
            [Alias("Lutetia", "Paris", None, "France", "former")], scope=SHARED, by=None
        )
        later = await known.of([SHARED])
        assert later is not first
        assert later.gazetteer.look_up("Lutetia")
