"""What holds for PostgreSQL alone: several processes on one database, and what is said where it is not."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection
from sqlalchemy.util import await_only

from corpus.errors import (
    FootbridgeError,
    RefusedError,
    StateDamagedError,
    StateError,
    StateInUseError,
    StateReadOnlyError,
    UsageError,
)
from corpus.model import SHARED, NewDocument
from corpus.store import Store, databases
from corpus.store import postgres as postgres_database
from corpus.store.community import Community
from corpus.store.history import verified
from corpus.store.people import KEY_FILE
from corpus.store.people import SETTING as KEY
from tests.postgres import PostgresServer


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://somebody:very-secret@127.0.0.1:1/x", "cannot be reached"),
        ("postgresql://footbridge:very-secret@127.0.0.1:{port}/none", "cannot be opened"),
        ("postgresql://somebody:very-secret@127.0.0.1:{port}/postgres", "cannot be opened"),
        ("postgresql://footbridge:very-secret@127.0.0.1:high/none", "cannot be read"),
        ("mysql://footbridge:very-secret@127.0.0.1/none", "begins with postgresql://"),
        ("postgresql://somebody:very-secret@127.0.0.1:99999/x", "cannot be read"),
        ("postgresql://somebody:very-secret@127.0.0.1:0/x", "cannot be read"),
        ("postgresql://somebody:very-secret@h..x/x", "cannot be read"),
        ("postgresql://somebody:very-secret@127.0.0.1\n/x", "cannot be read"),
        ("postgresql://somebody:a@very-secret@127.0.0.1:1/x", "%40"),
        ("postgresql://somebody:1/very-secret@127.0.0.1:1/x", "%2F"),
        ("postgresql://somebody:1?very-secret@127.0.0.1:1/x", "%3F"),
        ("postgresql://somebody:a@1/very-secret@127.0.0.1:1/x", "%2F"),
    ],
)
@pytest.mark.parametrize("write", [True, False])
async def test_a_database_that_cannot_be_used_is_said_to_be_without_its_password(
    postgres: PostgresServer, folder: Path, address: str, told: str, write: bool
) -> None:
    with pytest.raises(FootbridgeError, match=told) as caught:
        await Store.open(
            folder, write=write, database=databases.of(folder, address.format(port=postgres.port))
        )
    assert "very-secret" not in str(caught.value) and "\n" not in str(caught.value)
    assert isinstance(caught.value, (StateError, UsageError))


@pytest.mark.parametrize("write", [True, False])
async def test_a_user_without_the_right_to_read_is_told_of_that_right(
    postgres: PostgresServer, in_postgres: str, folder: Path, write: bool
) -> None:
    await (await Store.open(folder, write=True)).close()
    name = f"reader_{secrets.token_hex(4)}"
    postgres.sql(in_postgres, f"CREATE ROLE {name} LOGIN")
    theirs = databases.of(folder, in_postgres.replace("footbridge@", f"{name}@"))
    with pytest.raises(StateReadOnlyError, match="cannot be read or written") as told:
        await Store.open(folder, write=write, database=theirs)
    assert "permission denied" in str(told.value) and "Give this user the right" in str(told.value)


async def test_two_machines_write_one_after_the_other_and_lose_nothing(
    in_postgres: str, tmp_path: Path
) -> None:
    async with (
        await Store.open(tmp_path / "one", write=True) as one,
        await Store.open(tmp_path / "two", write=True) as two,
    ):

        async def add(store: Store, number: int) -> None:
            await store.add_document(NewDocument(f"{number}.txt", f"The bridge of {number}.".encode()))

        await asyncio.gather(*(add(store, at) for at, store in enumerate([one, two] * 6)))
        assert await one.revision() == await two.revision() == 12
        assert len({passage.number for passage in await one.passages(SHARED)}) == 12
        assert (await verified(two)).problems == ()


async def test_what_is_looked_up_before_it_is_written_is_true_for_all_processes(
    in_postgres: str, tmp_path: Path
) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        several = [await Community.open(databases.of(tmp_path)) for _ in range(8)]
        said = await asyncio.gather(*(one.notes.wait(7, SHARED, "Who?", language=None) for one in several))
        for one in several:
            await one.close()
        assert sorted(said) == ["already"] * 7 + ["noted"] and store.writable


async def test_a_writer_that_holds_on_for_long_is_said_to_be_one(
    in_postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_database, "_BUSY", 1)
    async with (
        await Store.open(tmp_path / "one", write=True) as one,
        await Store.open(tmp_path / "two", write=True) as two,
    ):
        holding, let_go = asyncio.Event(), asyncio.Event()

        def hold(_connection: Connection) -> None:
            holding.set()
            await_only(let_go.wait())

        held = asyncio.ensure_future(two.change(hold))
        await holding.wait()
        with pytest.raises(StateInUseError, match="another writer"):
            await one.add_document(NewDocument("a.txt", b"A text."))
        assert await one.revision() == 0, "reading goes on"
        let_go.set()
        await held
        assert (await one.add_document(NewDocument("a.txt", b"A text."))).changed


async def test_all_processes_hear_of_a_change(in_postgres: str, tmp_path: Path) -> None:
    async with (
        await Store.open(tmp_path / "one", write=True) as one,
        await Store.open(tmp_path / "two", write=True) as two,
    ):
        community, heard = await Community.open(two.database), asyncio.Event()
        listening = asyncio.ensure_future(community.listen(lambda _: heard.set()))
        await asyncio.wait_for(heard.wait(), 30)  # at the beginning, for what came before
        heard.clear()
        await one.note_fact("no", "change of what is known")
        await one.add_document(NewDocument("a.txt", b"A text."))
        await asyncio.wait_for(heard.wait(), 30)
        assert await two.revision() == 1 and [one.id for one in await two.documents([SHARED])] == ["a"]
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await community.close()


async def test_a_lost_connection_is_said_to_who_listens_and_made_again_for_the_rest(
    postgres: PostgresServer, in_postgres: str, folder: Path
) -> None:
    async with await Store.open(folder, write=True) as store:
        community, heard = await Community.open(store.database), asyncio.Event()
        listening = asyncio.ensure_future(community.listen(lambda _: heard.set()))
        await asyncio.wait_for(heard.wait(), 30)
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        postgres.sql(in_postgres, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        with pytest.raises(StateError, match="cannot be reached"):
            await asyncio.wait_for(listening, 30)
        assert (await store.add_document(NewDocument("a.txt", b"A text."))).changed
        assert await community.servers.known() == set() and await store.revision() == 1
        await community.close()


async def test_what_is_derived_from_one_database_is_never_used_for_another_at_the_same_address(
    postgres: PostgresServer, in_postgres: str, folder: Path
) -> None:
    async with await Store.open(folder, write=True) as store:
        derived = store.database.derived
        assert derived.parent == folder
    async with await Store.open(folder, write=False) as store:
        assert store.database.derived == derived
    postgres.sql(in_postgres, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    async with await Store.open(folder, write=True) as store:
        assert store.database.derived != derived and not derived.exists()


async def test_machines_that_would_hash_people_differently_do_not_start(
    in_postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await Store.open(tmp_path / "one", write=True) as store:
        community = await Community.open(store.database)
        asker = community.asker(7)
        await community.close()
    async with await Store.open(tmp_path / "two", write=True) as store:
        with pytest.raises(StateDamagedError, match=f"another {KEY_FILE}"):
            await Community.open(store.database)
        monkeypatch.setenv(KEY, (tmp_path / "one" / KEY_FILE).read_bytes().hex())
        community = await Community.open(store.database)
        assert community.asker(7) == asker
        await community.close()
        monkeypatch.setenv(KEY, "short")
        with pytest.raises(UsageError, match="64 hexadecimal digits"):
            await Community.open(store.database)


async def test_the_one_character_that_cannot_be_stored_is_refused(in_postgres: str, folder: Path) -> None:
    async with await Store.open(folder, write=True) as store:
        with pytest.raises(RefusedError, match="character zero"):
            await store.note_fact("a", "b\0c")
        assert await store.fact("a") is None


async def test_documents_are_listed_in_the_same_order_on_each_engine(store: Store) -> None:
    titles = ["zebra", "Åland", "alpha", "Zulu", "éclair", "10", "9"]
    for number, title in enumerate(titles):
        await store.add_document(NewDocument(f"{number}.txt", f"Text {number}.".encode(), title=title))
    assert [one.title for one in await store.documents([SHARED])] == sorted(titles)
