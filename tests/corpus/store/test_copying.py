"""Copying a corpus between databases: all of it, the same, or nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from corpus.errors import RefusedError, StateDamagedError
from corpus.model import SHARED, Alias, NewDocument
from corpus.records import read_csv
from corpus.store import Store, copying, editing, purge
from corpus.store.community import Community
from corpus.store.history import verified
from corpus.store.people import AskedQuestion, KeptAnswer, Server, new_key
from corpus.store.postgres import PostgresDatabase
from corpus.store.sqlite_database import SqliteDatabase
from tests.postgres import PostgresServer

HEADER = "id,city_a,country_a,city_b,country_b,source_title\n"


async def fill(store: Store) -> None:
    """Store a bit of everything: versions, what was removed and purged, records, what people left behind."""
    for text in ("The first text of Åre.", "The second text.\n\nIt is longer."):
        await store.add_document(NewDocument("plan.txt", text.encode(), title="Plan"), by="7")
    await store.change(editing.edit, "plan", {"author": "Ann", "valid_until": "2020"}, scope=SHARED, by="7")
    gone = await store.add_document(NewDocument("gone.txt", b"It is gone."), scope="guild:9")
    await store.remove_document(gone.document.id, scope="guild:9", by="7")
    purged = await store.add_document(NewDocument("purged.txt", b"It was purged."))
    await store.change(purge.purge_document, purged.document.id, scope=SHARED, by="7")
    rows = read_csv(f"{HEADER}P1,Lyon,France,Oslo,Norway,Hall\n".encode(), name="x.csv").rows
    await store.import_statements(rows, scope=SHARED, by="7")
    await store.import_aliases([Alias("Lion", "Lyon", None, "France", "exonym")], scope=SHARED, by="7")
    await store.put_embeddings("model", {bytes([n]) * 32: bytes(8) for n in range(200)})
    community = await Community.open(store.database)
    asked = AskedQuestion(new_key(), "Who?", community.asker(7), "guild:9", 5, True, ("plan",), 3)
    await community.keep(
        KeptAnswer(new_key(), "guild:9", asked.asker, "{}", False, 5, 2**40, channel=2**60), asked
    )
    await community.servers.save(Server(9, channels=(1, 2)))
    await community.additions.keep(
        scope="guild:9", asker=asked.asker, kind="document", name="x", data=b"\0\xff", reading=b"r", about={},
        seconds=60, most=5,
    )  # fmt: skip
    await community.close()


@pytest.fixture
async def source(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "file", write=True) as store:
        await fill(store)
    async with await Store.open(tmp_path / "file", write=False) as reading:
        yield reading


async def test_there_and_back_everything_is_what_it_was(
    source: Store, postgres: PostgresServer, tmp_path: Path
) -> None:
    there = PostgresDatabase(source.folder, postgres.database())
    async with await Store.open(source.folder, write=True, database=there) as other:
        done = await copying.copy(source, other)
        assert done.rows["versions"] == 3 and done.rows["questions"] == 1 and done.rows["embeddings"] == 200
        assert done.cited == 4
        assert (await verified(other)).problems == () and await other.revision() == await source.revision()
        added = await other.add_document(NewDocument("more.txt", b"Numbers go on."))
        assert added.changed
        await other.change(purge.purge_document, "more", scope=SHARED, by=None)
        back = SqliteDatabase(tmp_path / "back")
        async with await Store.open(tmp_path / "back", write=True, database=back) as again:
            await copying.copy(other, again)
            assert await again.stored_passages(SHARED) == await source.stored_passages(SHARED)
            assert await again.history("plan", [SHARED]) == await source.history("plan", [SHARED])
            assert await again.versions("plan", [SHARED]) == await source.versions("plan", [SHARED])
            assert await again.problems() == []


async def test_what_is_not_empty_is_not_copied_into(source: Store, postgres: PostgresServer) -> None:
    there = PostgresDatabase(source.folder, postgres.database())
    async with await Store.open(source.folder, write=True, database=there) as other:
        await other.add_document(NewDocument("own.txt", b"It was here."))
        with pytest.raises(RefusedError, match="holds a corpus already"):
            await copying.copy(source, other)
        assert [one.id for one in await other.documents([SHARED])] == ["own"]


async def test_a_copy_that_is_not_the_same_is_undone(source: Store, postgres: PostgresServer) -> None:
    address = postgres.database()
    there = PostgresDatabase(source.folder, address)
    async with await Store.open(source.folder, write=True, database=there) as other:
        postgres.sql(
            address,
            "CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN NEW.lead := 'another'; RETURN NEW; END$$; "
            "CREATE TRIGGER other BEFORE INSERT ON passages FOR EACH ROW EXECUTE FUNCTION other()",
        )
        with pytest.raises(StateDamagedError, match="copy of passages is not what was copied"):
            await copying.copy(source, other)
        assert await other.documents([SHARED]) == [] and await other.revision() == 0
