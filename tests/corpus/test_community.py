from __future__ import annotations

import os
import stat
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect

from corpus.errors import StateDamagedError
from corpus.store import Store, people_tables
from corpus.store.community import DAY, Community
from corpus.store.notes import MOST_WAITING, WAIT_DAYS
from corpus.store.people import KEY_FILE, AskedQuestion, KeptAnswer, Server, hash_key, new_key
from corpus.store.sqlite_database import SqliteDatabase
from tests.engines import Engine


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def community(engine: Engine, tmp_path: Path, clock: Clock) -> AsyncIterator[Community]:
    async with await Store.open(tmp_path, write=True) as store:
        opened = await Community.open(store.database, clock=clock)
        yield opened
        await opened.close()


def an_answer(community: Community, user: int = 7, **other: object) -> KeptAnswer:
    now = community.now()
    kept = KeptAnswer(
        new_key(), "guild:1", community.asker(user), '{"answer": "x"}', False, now, now + 30 * DAY, channel=5
    )
    return replace(kept, **other)  # type: ignore[arg-type]


def a_question(community: Community, user: int = 7, **other: object) -> AskedQuestion:
    asked = AskedQuestion(
        new_key(), "Who?", community.asker(user), "guild:1", community.now(), True, ("essay",), 12
    )
    return replace(asked, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # looks into the file
async def test_the_tables_are_those_of_the_migration(community: Community, tmp_path: Path) -> None:
    made = create_engine(f"sqlite:///{tmp_path / 'footbridge.db'}")
    found = inspect(made)
    for table in (
        people_tables.questions, people_tables.answers, people_tables.feedback, people_tables.subscriptions,
        people_tables.notified, people_tables.servers, people_tables.departures, people_tables.jobs,
    ):  # fmt: skip
        columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
        keys = found.get_pk_constraint(table.name)["constrained_columns"]
        assert keys == [column.name for column in table.primary_key.columns]
    made.dispose()


async def test_an_answer_is_found_by_key_and_question_until_it_expires(
    community: Community, clock: Clock
) -> None:
    kept = an_answer(community, message=11, question_message=12)
    await community.keep(kept)
    assert await community.answer(kept.key) == kept
    assert await community.answer_to(12) == kept
    clock.now += 30 * DAY
    assert await community.answer(kept.key) is None


async def test_an_edited_questions_answer_takes_the_place_of_the_former(community: Community) -> None:
    first, second = an_answer(community, question_message=12), an_answer(community, question_message=12)
    await community.keep(first)
    await community.keep(second)
    assert await community.answer(first.key) is None
    assert (await community.answer_to(12)) == second


async def test_an_answer_is_shared_once(community: Community) -> None:
    kept = an_answer(community)
    await community.keep(kept)
    assert await community.share(kept.key)
    assert not await community.share(kept.key)
    await community.unshare(kept.key)
    assert await community.share(kept.key)
    assert not await community.share(new_key())


async def test_ratings_come_with_reason_and_question_and_one_user_has_one(community: Community) -> None:
    asked = a_question(community)
    kept = an_answer(community, question_id=asked.id)
    await community.keep(kept, asked)
    await community.rate(kept, 7, good=True, reason=None)
    await community.rate(kept, 7, good=False, reason="out of date")
    await community.rate(kept, 8, good=True, reason=None)
    (down,) = await community.ratings("guild:1", good=False)
    assert (down.reason, down.question) == ("out of date", "Who?")
    assert len(await community.ratings("guild:1")) == 2
    assert await community.ratings("guild:2") == []


async def test_questions_are_a_scopes_own_and_expire(community: Community, clock: Clock) -> None:
    await community.keep(an_answer(community), a_question(community))
    await community.keep(an_answer(community), a_question(community, text="When?", abstained=False))
    await community.keep(an_answer(community), a_question(community, scope="guild:2"))
    assert {q.text for q in await community.questions("guild:1")} == {"Who?", "When?"}
    assert [q.documents for q in await community.questions("guild:1", abstained=True)] == [("essay",)]
    clock.now += 90 * DAY + 1
    await community.expire(question_days=90)
    assert await community.stored() == {
        "questions": 0, "answers": 0, "feedback": 0, "subscriptions": 0, "jobs": 0,
    }  # fmt: skip


async def test_a_user_is_told_once(community: Community, clock: Clock) -> None:
    async def note(question: str) -> str:
        return await community.notes.wait(7, "guild:1", question, language=None)

    assert await note("Who?") == "noted"
    assert await note("who?") == "already"
    (waiting,) = await community.notes.waiting(before_revision=1)
    await community.notes.asked_in_vain(waiting.id, 4)
    assert await community.notes.waiting(before_revision=4) == []
    assert await community.notes.claim(waiting.id)
    assert not await community.notes.claim(waiting.id)
    for n in range(MOST_WAITING):
        assert await note(f"Question {n}?") == "noted"
    assert await note("One more?") == "full"
    clock.now += WAIT_DAYS * DAY
    assert await community.notes.waiting(before_revision=99) == []


async def test_forgetting_leaves_nothing_of_the_user_and_all_of_the_others(community: Community) -> None:
    for user in (7, 8):
        asked = a_question(community, user)
        kept = an_answer(community, user, message=user * 100, question_id=asked.id)
        await community.keep(kept, asked)
        await community.rate(kept, 7, good=False, reason="mine")
        await community.rate(kept, 8, good=True, reason=None)
        await community.notes.wait(user, "guild:1", "Who?", language=None)
        await community.servers.add_job("ask", "guild:1", {"question": "?"}, asker=community.asker(user))
    forgotten = await community.forget(7)
    assert (forgotten.questions, forgotten.answers, forgotten.feedback, forgotten.waiting) == (1, 1, 2, 1)
    assert forgotten.messages == ((5, 700),)
    assert await community.stored() == {
        "questions": 1, "answers": 1, "feedback": 1, "subscriptions": 1, "jobs": 1,
    }  # fmt: skip
    again = await community.forget(7)
    assert (again.questions, again.answers, again.feedback, again.waiting) == (0, 0, 0, 0)


async def test_no_table_but_the_waiting_notes_knows_a_user_id(community: Community, tmp_path: Path) -> None:
    user = 123456789123456789
    asked = a_question(community, user)
    kept = an_answer(community, user, question_id=asked.id)
    await community.keep(kept, asked)
    await community.rate(kept, user, good=False, reason="x")
    await community.close()
    raw = stored_bytes(tmp_path)
    assert str(user).encode() not in raw and user.to_bytes(8, "big") not in raw


async def test_server_settings_are_kept_and_storing_off_deletes(community: Community) -> None:
    await community.keep(an_answer(community), a_question(community))
    server = Server(1, moderator_role=4, channels=(5, 6), private=True, language="de", user_rate=3)
    await community.servers.save(server)
    assert await community.servers.all() == {1: server}
    assert len(await community.questions("guild:1")) == 1
    await community.servers.save(replace(server, storing=False))
    assert await community.questions("guild:1") == []


async def test_a_server_that_was_left_is_purged_later_and_alone(community: Community, clock: Clock) -> None:
    await community.keep(an_answer(community), a_question(community))
    await community.keep(an_answer(community, scope="guild:2"), a_question(community, scope="guild:2"))
    await community.servers.save(Server(1))
    assert await community.servers.known() == {1, 2}
    await community.servers.left(1)
    clock.now += 29 * DAY
    await community.servers.left(1)
    assert await community.servers.departed(before=community.now() - 30 * DAY) == []
    clock.now += 2 * DAY
    assert await community.servers.departed(before=community.now() - 30 * DAY) == [1]
    await community.servers.purge(1)
    assert await community.servers.known() == {2}
    await community.servers.left(2)
    await community.servers.returned(2)
    clock.now += 90 * DAY
    assert await community.servers.departed(before=community.now()) == []


async def test_jobs_survive_and_end_once(community: Community) -> None:
    servers = community.servers
    identity = await servers.add_job("rebuild", "guild:1", {"channel": 5}, asker="x")
    await servers.update_job(identity, state="running", payload={"channel": 5, "message": 6})
    (job,) = await servers.jobs("rebuild", state="running")
    assert job.payload == {"channel": 5, "message": 6}
    assert await servers.end_job(identity)
    assert not await servers.end_job(identity)


async def test_facts_are_kept(community: Community) -> None:
    assert await community.servers.fact("commands") is None
    await community.servers.set_fact("commands", "a")
    await community.servers.set_fact("commands", "b")
    assert await community.servers.fact("commands") == "b"


def test_the_hash_needs_the_key_and_the_key_is_the_owners(tmp_path: Path) -> None:
    key = hash_key(tmp_path)
    assert hash_key(tmp_path) == key and len(key) == 32
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert hash_key_of(tmp_path / "other") != key


def test_what_a_killed_process_left_of_a_key_is_no_hindrance(tmp_path: Path) -> None:
    for name in (f"people.{os.getpid()}.new", "people.0123.new"):
        (tmp_path / name).write_bytes(b"")
    key = hash_key(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]
    (tmp_path / "people.0123.new").write_bytes(key)  # killed between the two
    assert hash_key(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


@pytest.mark.parametrize("length", [0, 1, 31, 65])
async def test_a_key_that_is_no_secret_is_refused(tmp_path: Path, length: int) -> None:
    (tmp_path / KEY_FILE).write_bytes(bytes(length))
    with pytest.raises(StateDamagedError, match=f"holds {length} bytes.*Put its backup back, or delete it"):
        await Community.open(SqliteDatabase(tmp_path))
    assert (tmp_path / KEY_FILE).read_bytes() == bytes(length)


def hash_key_of(folder: Path) -> bytes:
    folder.mkdir()
    return hash_key(folder)


def stored_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("footbridge.db*"))


SECRET = "Zornwhistle"


async def stored(community: Community) -> None:
    """Store what a user asked and was told, and enough around it that rows are moved between pages."""
    for number in range(80):
        filler = a_question(community, user=number + 100, text=f"Who was number {number}? " * 5)
        await community.keep(an_answer(community, user=number + 100), filler)
    for number in range(20):
        question = a_question(community, text=f"Who built the {SECRET} of number {number}?")
        await community.keep(an_answer(community, body=f'{{"answer": "{SECRET}"}}'), question)
    await community.notes.wait(7, "guild:1", f"Who built the {SECRET}?", language=None)


async def test_nothing_is_left_in_the_files_of_what_was_forgotten(
    engine: Engine, community: Community, tmp_path: Path
) -> None:
    await stored(community)
    assert engine.holding(tmp_path, SECRET)
    await community.forget(7)
    assert engine.holding(tmp_path, SECRET) == []


async def test_nothing_is_left_in_the_files_of_questions_when_storing_is_off(
    engine: Engine, community: Community, tmp_path: Path
) -> None:
    await community.keep(an_answer(community), a_question(community, text=f"Who built the {SECRET}?"))
    assert engine.holding(tmp_path, SECRET)
    await community.servers.save(Server(1, storing=False))
    assert engine.holding(tmp_path, SECRET) == []


async def test_nothing_is_left_in_the_files_of_a_server_that_is_purged(
    engine: Engine, community: Community, tmp_path: Path
) -> None:
    await stored(community)
    await community.servers.set_fact("server:1:about", SECRET)
    await community.servers.set_fact("server:12:about", "kept")
    await community.servers.purge(1)
    assert engine.holding(tmp_path, SECRET) == []
    assert await community.servers.fact("server:12:about") == "kept"


async def test_nothing_is_left_in_the_files_of_what_expired(
    engine: Engine, community: Community, clock: Clock, tmp_path: Path
) -> None:
    await stored(community)
    clock.now += 200 * DAY
    await community.expire(question_days=90)
    assert engine.holding(tmp_path, SECRET) == []


async def test_what_was_confirmed_waits_for_nobody_and_blocks_no_other(community: Community) -> None:
    async def keep() -> str | None:
        given: dict[str, Any] = {
            "scope": "guild:1",
            "asker": "x",
            "kind": "document",
            "name": "a",
            "about": {},
        }
        return await community.additions.keep(**given, data=b"1", reading=b"", seconds=60, most=2)

    first, second = await keep(), await keep()
    assert first and second and await keep() is None
    assert await community.additions.confirm(first, {})
    assert await keep() is not None
    assert await keep() is None
    await community.additions.confirm(second, {})
    await community.additions.stored(second, {"told": "Added."})
    assert await keep() is not None
