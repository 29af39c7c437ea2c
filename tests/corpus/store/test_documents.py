from __future__ import annotations

import asyncio
import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.citation_id import version_key
from corpus.errors import RefusedError
from corpus.model import SHARED, NewDocument
from corpus.store import Store

TEXT = b"Burlington is twinned with Yaroslavl. It is so since 1988.\n\nIt has other partners too."


def new(text: bytes = TEXT, name: str = "burlington.txt", **fields: str) -> NewDocument:
    return NewDocument(name, text, **fields)


async def test_a_document_is_kept_as_it_came_and_as_it_is_read(store: Store) -> None:
    added = await store.add_document(
        new(b"\xef\xbb\xbf" + TEXT, author="A. Writer", note="from a friend"), by="me"
    )
    assert added.changed
    assert added.passages == added.document.passages == 2
    assert added.document.title == "burlington"
    assert added.document.author == "A. Writer"
    assert added.document.sha256 == hashlib.sha256(b"\xef\xbb\xbf" + TEXT).hexdigest()
    assert await store.original("burlington", 1) == b"\xef\xbb\xbf" + TEXT
    assert await store.text("burlington", 1) == TEXT.decode()
    assert await store.documents([SHARED]) == [added.document]
    assert await store.document("burlington", [SHARED]) == added.document
    assert await store.document("burlington", ["guild:1"]) is None


async def test_passages_and_sentences_are_spans_of_the_text(store: Store) -> None:
    await store.add_document(new())
    text = await store.text("burlington", 1)
    passages = await store.passages(SHARED)
    assert [p.text for p in passages] == TEXT.decode().split("\n\n")
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
    assert [text[s.start : s.end] for p in passages for s in p.sentences] == [
        "Burlington is twinned with Yaroslavl.",
        "It is so since 1988.",
        "It has other partners too.",
    ]
    assert await store.passage_rows([passages[1].number, 99]) == {passages[1].number: passages[1]}


@pytest.mark.parametrize("again", [TEXT, b"\xef\xbb\xbf" + TEXT.replace(b"\n", b"\r\n")])
async def test_the_same_text_is_stored_once_in_a_scope(store: Store, again: bytes) -> None:
    first = await store.add_document(new())
    revision = await store.revision()
    second = await store.add_document(new(again, name="other.md"))
    assert (second.duplicate_of, second.changed, second.document) == ("burlington", False, first.document)
    assert await store.revision() == revision
    elsewhere = await store.add_document(new(again), scope="guild:1")
    assert elsewhere.duplicate_of is None
    assert elsewhere.document.id != "burlington"


async def test_the_same_name_with_other_content_is_the_next_version(store: Store) -> None:
    await store.add_document(new())
    before = await store.revision()
    added = await store.add_document(new(b"Burlington has grown."))
    assert (added.document.id, added.document.version) == ("burlington", 2)
    assert any("version 2" in warning for warning in added.warnings)
    assert await store.text("burlington", 1) == TEXT.decode()
    assert [p.text for p in await store.passages(SHARED)] == ["Burlington has grown."]
    assert await store.removed_passages(SHARED, before) == [1, 2]
    assert [p.number for p in await store.passages(SHARED, after_revision=before)] == [3]
    assert [d.version for d in await store.versions("burlington", [SHARED])] == [1, 2]


async def test_other_files_that_would_share_an_id_get_a_number(store: Store) -> None:
    ids = []
    for n, name in enumerate(["Städte.txt", "stadte.txt", "a/Städte.txt", "Ярославль.txt"]):
        ids.append((await store.add_document(new(f"Text {n}.".encode(), name=name))).document.id)
    assert ids[:3] == ["stadte", "stadte-2", "a-stadte"]
    assert ids[3].startswith("document-")


async def test_the_id_of_a_file_deep_in_folders_ends_with_its_own_name(store: Store) -> None:
    ids = []
    for name in ("minutes", "letters"):
        path = f"archive/{'of-the-twinning-committee/' * 3}{name}.txt"
        ids.append((await store.add_document(new(name.encode(), name=path))).document.id)
    assert [identity.rpartition("-")[2] for identity in ids] == ["minutes", "letters"]
    assert max(map(len, ids)) <= 60


async def test_an_earlier_text_under_its_own_name_comes_back(store: Store) -> None:
    await store.add_document(new())
    await store.add_document(new(b"Burlington has grown."))
    added = await store.add_document(new())
    assert (added.document.version, added.changed, added.duplicate_of) == (1, True, None)
    assert [p.text for p in await store.passages(SHARED)] == TEXT.decode().split("\n\n")


async def test_removal_keeps_everything_and_can_be_undone(store: Store) -> None:
    await store.add_document(new())
    passages = await store.passages(SHARED)
    added_at = await store.revision()
    removed = await store.remove_document("burlington", scope=SHARED, by="me")
    assert removed.removed_at is not None
    assert await store.passages(SHARED) == []
    assert await store.documents([SHARED]) == []
    assert await store.documents([SHARED], removed=True) == [removed]
    assert await store.removed_passages(SHARED, added_at) == [1, 2]
    assert await store.original("burlington", 1) == TEXT
    gone_at = await store.revision()
    await store.restore_document("burlington", scope=SHARED, by="me")
    assert await store.passages(SHARED) == passages
    assert await store.passages(SHARED, after_revision=gone_at) == passages
    assert await store.removed_passages(SHARED, added_at) == []
    history = await store.history("burlington", [SHARED])
    assert [(event.action, event.by) for event in history] == [
        ("add", None),
        ("remove", "me"),
        ("restore", "me"),
    ]
    assert [event.revision for event in history] == [added_at, gone_at, gone_at + 1]


async def test_adding_what_was_removed_brings_it_back(store: Store) -> None:
    await store.add_document(new())
    await store.remove_document("burlington", scope=SHARED, by=None)
    added = await store.add_document(new())
    assert (added.changed, added.document.removed_at, added.document.version) == (True, None, 1)
    assert len(await store.passages(SHARED)) == 2


async def test_an_earlier_version_can_be_restored(store: Store) -> None:
    await store.add_document(new())
    await store.add_document(new(b"Burlington has grown."))
    document = await store.restore_document("burlington", scope=SHARED, by=None, version=1)
    assert document.version == 1
    assert [p.version for p in await store.passages(SHARED)] == [1, 1]


async def test_what_cannot_be_done_is_refused_and_changes_nothing(store: Store) -> None:
    await store.add_document(new())
    revision = await store.revision()
    with pytest.raises(RefusedError, match="no document “x”"):
        await store.remove_document("x", scope=SHARED, by=None)
    with pytest.raises(RefusedError, match="no document"):
        await store.remove_document("burlington", scope="guild:1", by=None)
    with pytest.raises(RefusedError, match="there already"):
        await store.restore_document("burlington", scope=SHARED, by=None)
    with pytest.raises(RefusedError, match="no version 9"):
        await store.restore_document("burlington", scope=SHARED, by=None, version=9)
    with pytest.raises(RefusedError, match="taken"):
        await store.add_document(new(b"Other.", id="burlington"), scope="guild:1")
    with pytest.raises(RefusedError, match=r"was not added: .* cannot be a document's id"):
        await store.add_document(new(b"Other.", id="../etc"))
    with pytest.raises(RefusedError, match="no version 3"):
        await store.text("burlington", 3)
    await store.remove_document("burlington", scope=SHARED, by=None)
    with pytest.raises(RefusedError, match="removed already"):
        await store.remove_document("burlington", scope=SHARED, by=None)
    assert await store.revision() == revision + 1


async def test_a_citation_finds_its_text_whatever_became_of_it(store: Store) -> None:
    await store.add_document(new())
    key = version_key("burlington", TEXT.decode())
    found = await store.find_version(key, [SHARED])
    assert found is not None
    assert (found.kind, found.source, found.version, found.text, found.current) == (
        "passage", "burlington", 1, TEXT.decode(), True,
    )  # fmt: skip
    await store.add_document(new(b"Burlington has grown."))
    found = await store.find_version(key, [SHARED])
    assert found is not None
    assert not found.current
    assert await store.find_version(key, ["guild:1"]) is None
    assert await store.find_version("00000000", [SHARED]) is None


async def test_scopes_are_kept_apart(store: Store) -> None:
    await store.add_document(new())
    await store.add_document(new(b"Only for the guild."), scope="guild:1")
    assert await store.scopes() == ["guild:1", SHARED]
    assert [p.text for p in await store.passages("guild:1")] == ["Only for the guild."]
    assert len(await store.documents([SHARED, "guild:1"])) == 2
    assert await store.documents([]) == []


async def test_many_at_once_are_all_added(store: Store) -> None:
    names = [f"d{n}.txt" for n in range(12)]
    await asyncio.gather(*(store.add_document(new(f"Document {n}.".encode(), name=n)) for n in names))
    assert {d.id for d in await store.documents([SHARED])} == {name[:-4] for name in names}
    assert await store.revision() == 12


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=300))
def test_what_goes_in_comes_out(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    async def round_trip() -> None:
        async with await Store.open(tmp_path_factory.mktemp("s"), write=True) as store:
            try:
                added = await store.add_document(NewDocument("any.txt", data))
            except RefusedError:
                assert await store.revision() == 0
                return
            assert await store.original("any", 1) == data
            text = await store.text("any", 1)
            assert len(text) == added.document.characters
            for passage in await store.passages(SHARED):
                assert text[passage.start : passage.end] == passage.text

    asyncio.run(round_trip())


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # its own way to tell how it finds
async def test_adding_looks_at_the_document_and_not_at_the_corpus(store: Store) -> None:
    """Ask the engine itself how it finds each thing that adding and refreshing ask for."""
    import sqlite3

    from corpus.store import index_queries, queries

    await store.add_document(new())
    database = sqlite3.connect(store.folder / "footbridge.db")
    asked = [
        queries.live_passages(SHARED, 3),
        index_queries.removed_passages(SHARED, 3),
        queries.passages_by_number([1, 2]),
        queries.document("x"),
        queries.versions_of("x"),
        queries.cited_document("k", [SHARED]),
        queries.cited_statement("k", [SHARED]),
        queries.statement_versions(["P1"], SHARED),
        queries.statement_givers(["P1"], SHARED),
        queries.embeddings("m", [b"1"]),
        queries.history("x", [SHARED]),
        index_queries.changed(3),
        index_queries.revision_of([SHARED]),
        queries.Query("SELECT 1 FROM versions WHERE sha256 = '' OR text_sha256 = ''"),
        queries.Query(
            "UPDATE passages SET removed_revision = 1 WHERE source = '' AND scope = '' AND kind = '' "
            "AND removed_revision IS NULL"
        ),
    ]
    for query in asked:
        plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {query.sql}", query.parameters)]
        assert not any(step.startswith("SCAN") for step in plan), (query.sql, plan)
    database.close()
