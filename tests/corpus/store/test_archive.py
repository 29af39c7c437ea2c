# ruff: noqa: ASYNC240 (a test may block its own loop)

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import RefusedError
from corpus.model import SHARED, Alias, NewDocument
from corpus.records import read_csv
from corpus.store import Store, archive, merging, purge, unarchive
from corpus.store.editing import edit
from corpus.store.history import verified
from tests.engines import Engine

HEADER = "id,city_a,country_a,city_b,country_b,source_title,note\n"
ROW = "{id},Kiel,Germany,Brest,France,Hall,{note}\n"


async def fill(store: Store) -> None:
    for text in ("# Boats\n\nBoats are built here. They float.", "# Boats\n\nShips are built here."):
        await store.add_document(NewDocument("boats.md", text.encode(), author="A. Author"), by="terminal")
    await store.change(
        edit,
        "boats",
        {"date": "2019-05", "as_of": "2019", "valid_until": "2020-01-31"},
        scope=SHARED,
        by="terminal",
    )
    await store.add_document(NewDocument("gone.txt", b"This was removed."), by="terminal")
    await store.remove_document("gone", scope=SHARED, by="terminal")
    await store.add_document(NewDocument("club.txt", b"A server's own."), scope="guild:7", by="discord:x")
    for note in ("first", "second"):
        await records(store, "P1", note)
    await store.import_aliases([Alias("Tilsit", "Kiel", None, "Germany", "former")], scope=SHARED, by=None)


async def records(store: Store, identity: str, note: str) -> None:
    rows = read_csv((HEADER + ROW.format(id=identity, note=note)).encode(), name="x.csv").rows
    await store.import_statements(rows, scope=SHARED, by="terminal")


async def whole(store: Store) -> dict[str, Any]:
    """Return all that is known, but for numbers and revisions, which are a corpus' own."""
    scopes = [SHARED, "guild:7"]
    documents = await store.documents(scopes) + await store.documents(scopes, removed=True)
    passages = [p for scope in scopes for p in await store.stored_passages(scope)]
    live = [p for scope in scopes for p in await store.passages(scope)]
    return {
        "documents": sorted(map(str, documents)),
        "versions": [str(v) for d in documents for v in await store.versions(d.id, scopes)],
        "originals": [await store.original(v.id, v.version) for d in documents
                      for v in await store.versions(d.id, scopes)],
        "passages": sorted(str(replace(p, number=0)) for p in passages),
        "live": sorted(str(replace(p, number=0)) for p in live),
        "statements": await store.statements(scopes),
        "aliases": await store.aliases(scopes),
        "history": [(e.at, e.by, e.action, e.detail, e.before, e.after)
                    for d in documents for e in await store.history(d.id, scopes)],
    }  # fmt: skip


@pytest.fixture
async def exported(store: Store, folder: Path, tmp_path: Path) -> Path:
    await fill(store)
    file = tmp_path / "all.zip"
    await archive.export(folder, file)
    return file


async def merged(store: Store, file: Path) -> merging.Merged:
    return await store.change(merging.merge, unarchive.read(file), by="terminal")


async def test_an_empty_corpus_becomes_the_same(
    engine: Engine, store: Store, exported: Path, tmp_path: Path
) -> None:
    there = engine.another(tmp_path / "other")
    async with await Store.open(tmp_path / "other", write=True, database=there) as other:
        done = await merged(other, exported)
        assert (set(done.documents), done.records) == ({"boats", "club-v3tq", "gone"}, 1)
        assert await whole(other) == await whole(store)
        assert (await verified(other)).problems == ()
        await archive.export(tmp_path / "other", tmp_path / "again.zip", there)
        again = unarchive.read(tmp_path / "again.zip")
        first = unarchive.read(exported)
        for table in ("documents", "versions", "passages", "statements", "aliases"):
            key = json.dumps
            assert sorted(map(key, again.rows[table])) == sorted(map(key, first.rows[table])), table


async def test_the_file_is_its_owner_s_alone_and_importing_it_twice_changes_nothing(
    store: Store, exported: Path
) -> None:
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600
    before = await whole(store)
    done = await merged(store, exported)
    assert (done.documents, done.changed, done.records, done.same) == ((), (), 0, 4)
    assert await whole(store) == before


async def test_what_earlier_rules_cut_is_cut_anew_and_can_be_removed_and_restored(
    engine: Engine, store: Store, exported: Path, tmp_path: Path
) -> None:
    there = engine.another(tmp_path / "other")
    earlier = unarchive.read(exported)
    for row in earlier.rows["passages"]:
        row["rules"] = 0
    async with await Store.open(tmp_path / "other", write=True, database=there) as other:
        await other.change(merging.merge, earlier, by="terminal")
        before = sorted(passage.text for passage in await other.passages(SHARED))
        assert before == sorted(passage.text for passage in await store.passages(SHARED))
        await other.remove_document("boats", scope=SHARED, by=None)
        await other.restore_document("boats", scope=SHARED, by=None)
        assert sorted(p.text for p in await other.passages(SHARED)) == before


async def test_versions_that_go_on_from_what_is_here_are_added(
    engine: Engine, store: Store, exported: Path, tmp_path: Path
) -> None:
    there = engine.another(tmp_path / "other")
    async with await Store.open(tmp_path / "other", write=True, database=there) as other:
        await other.add_document(NewDocument("boats.md", b"# Boats\n\nBoats are built here. They float."))
        await records(other, "P1", "zeroth")
        done = await merged(other, exported)
        assert done.changed == ("boats",)
        assert [one.version for one in await other.versions("boats", [SHARED])] == [1, 2]
        (passage,) = [p for p in await other.passages(SHARED) if p.source == "boats"]
        assert passage.version == 2 and passage.text.endswith("Ships are built here.")
        assert "second" in {s.note for s in await other.statements([SHARED])}
        assert await other.problems() == []


async def test_where_both_went_on_the_imported_text_is_the_next_version(
    engine: Engine, store: Store, exported: Path, tmp_path: Path
) -> None:
    there = engine.another(tmp_path / "other")
    async with await Store.open(tmp_path / "other", write=True, database=there) as other:
        for text in (b"# Boats\n\nRafts.", b"# Boats\n\nCanoes.", b"# Boats\n\nKayaks."):
            await other.add_document(NewDocument("boats.md", text))
        await merged(other, exported)
        assert await other.text("boats", 3) == "Boats\n\nKayaks."
        assert await other.text("boats", 4) == await store.text("boats", 2)
        live = [p for p in await other.passages(SHARED) if p.source == "boats"]
        text = await other.text("boats", 4)
        assert live and all(p.version == 4 and text[p.start : p.end] == p.text for p in live)


async def test_what_was_purged_here_does_not_come_back(store: Store, exported: Path) -> None:
    await store.change(purge.purge_document, "boats", scope=SHARED, by=None)
    await store.change(purge.purge_statement, "P1", scope=SHARED, by=None)
    done = await merged(store, exported)
    assert done.purged == ("P1", "boats")
    assert await store.document("boats", [SHARED]) is None
    assert await store.statement_ids(SHARED) == []


async def test_an_id_of_another_scope_refuses_all_of_it(
    engine: Engine, store: Store, exported: Path, tmp_path: Path
) -> None:
    there = engine.another(tmp_path / "other")
    async with await Store.open(tmp_path / "other", write=True, database=there) as other:
        await other.add_document(NewDocument("x.txt", b"Ours.", id="gone"), scope="guild:9")
        with pytest.raises(RefusedError, match="gone is the id"):
            await merged(other, exported)
        assert await other.documents([SHARED]) == []


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(file) as old:
        held = {name: old.read(name) for name in old.namelist()}
    change(held)
    other = file.with_name("changed.zip")
    with zipfile.ZipFile(other, "w") as new:
        for name, data in held.items():
            new.writestr(name, data)
    return other


def resealed(held: dict[str, bytes], name: str, old: bytes, new: bytes) -> None:
    import hashlib

    assert old in held[name]
    held[name] = held[name].replace(old, new)
    manifest = json.loads(held["manifest.json"])
    manifest["files"][name]["sha256"] = hashlib.sha256(held[name]).hexdigest()
    held["manifest.json"] = json.dumps(manifest).encode()


CHANGES: dict[str, Callable[[dict[str, bytes]], None]] = {
    "damaged": lambda h: h.update({"versions.jsonl": h["versions.jsonl"] + b"{}\n"}),
    "no export of Footbridge": lambda h: h.pop("manifest.json") and None,
    "later Footbridge": lambda h: h.update(
        {"manifest.json": h["manifest.json"].replace(b'"version": 1', b'"version": 9')}
    ),
    "text of boats that is not": lambda h: resealed(h, "versions.jsonl", b"Ships are", b"Shops are"),
    "passage that": lambda h: resealed(h, "passages.jsonl", b"Ships are", b"Shops are"),
    "whose title cannot be": lambda h: resealed(h, "versions.jsonl", b'"title":"gone"', b'"title":7'),
    "original that is not": lambda h: h.update({n: b"x" for n in h if n.startswith("originals/")}),
    "holds what no export holds": lambda h: resealed(h, "documents.jsonl", b"{", b"[{"),
    "whose id cannot be one": lambda h: (
        [
            resealed(h, n, b'"boats"', b'"../boats"')
            for n in ("documents.jsonl", "versions.jsonl", "passages.jsonl")
        ]
        and None
    ),
}


@pytest.mark.parametrize("told", CHANGES)
def test_a_file_that_is_not_what_was_written_is_refused(exported: Path, told: str) -> None:
    with pytest.raises(RefusedError, match=told) as refused:
        unarchive.read(rewritten(exported, CHANGES[told]))
    assert "\n" not in str(refused.value)


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    for data in (b"", b"no zip", b"PK\x03\x04" + b"x" * 50):
        file = tmp_path / "x.zip"
        file.write_bytes(data)
        with pytest.raises(RefusedError):
            unarchive.read(file)
    with pytest.raises(RefusedError, match="cannot be read"):
        unarchive.read(tmp_path / "none.zip")
