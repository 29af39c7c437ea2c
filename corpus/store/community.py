"""What the community leaves behind: questions, answers, ratings, notes to be told, pending additions.

Opened beside the Store on the same database with connections of its own, so that a press of a button
never waits for a search. Users are known by a keyed hash; see `people.py`.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.util import greenlet_spawn

from corpus.errors import StateDamagedError, StateError, StateInUseError
from corpus.store import people_tables as t
from corpus.store.commits import Commits
from corpus.store.database import Database
from corpus.store.facts import note_fact
from corpus.store.notes import Notes
from corpus.store.pending import Additions
from corpus.store.people import (
    KEY_FILE,
    SETTING,
    AskedQuestion,
    Forgotten,
    KeptAnswer,
    Rating,
    asker_hash,
    hash_key,
    key_print,
)
from corpus.store.queries import fact
from corpus.store.quoted import note_spans
from corpus.store.rows import rows_of
from corpus.store.schema import facts
from corpus.store.scrubbing import needs_scrub, scrub_if_needed
from corpus.store.servers import Servers
from corpus.store.sql import upsert

if TYPE_CHECKING:
    from corpus.store.peers import Peers

T = TypeVar("T")

_KEY_PRINT = "people key"

DAY = 86_400
"""Seconds."""


class Community:
    """The community's tables; `servers` has those of the servers, `notes` who is to be told something.

    `clock` gives seconds since 1970; `number` is this process' among those on the database, `peers` what they
    agree on, None where there is one at most.
    """

    def __init__(self, database: Database, engine: Engine, key: bytes, clock: Callable[[], float]) -> None:
        self._database = database
        self._engine = engine
        self._writing = database.writing(engine)
        self._key = key
        self._clock = clock
        self._under_way: set[asyncio.Future[Any]] = set()
        self._commits = Commits(self._commit)
        self._closed = False
        self.number = secrets.randbits(31)
        self.peers: Peers | None = None
        self.servers = Servers(self.read, self.write, self.now, self.scrub, self.number)
        self.notes = Notes(self.read, self.write, self.now)
        self.additions = Additions(self.read, self.write, self.now)

    @classmethod
    async def open(cls, database: Database, *, clock: Callable[[], float] = time.time) -> Community:
        """Open the tables in a database that the Store has brought up to date."""
        opened = cls(database, database.engine(write=True), hash_key(database.folder), clock)
        if database.address is not None:
            try:
                await opened._agree()
                opened.peers = await database.peers()
            except BaseException:
                await opened.close()
                raise
        return opened

    async def _agree(self) -> None:
        """See that this machine hashes people as the others do: else nobody could be forgotten everywhere."""
        own = key_print(self._key)

        def work(connection: Connection) -> str:
            noted = rows_of(connection, fact(_KEY_PRINT))
            if not noted:
                note_fact(connection, _KEY_PRINT, own)
            return str(noted[0][0]) if noted else own

        if await self.write(work) != own:
            raise StateDamagedError(
                f"This machine has another {KEY_FILE} than those that wrote {self._database}. Nothing was "
                f"changed. Give it theirs, as that file in {self._database.folder} or as {SETTING}."
            )

    async def close(self) -> None:
        """Give the connections back, when what is under way has ended."""
        self._closed = True  # else a late caller would open a connection that nobody closes
        await asyncio.gather(self._commits.end(), *self._under_way, return_exceptions=True)
        await greenlet_spawn(self._engine.dispose)
        if self.peers is not None:
            await self.peers.close()

    async def listen(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with what any process has changed, and be known to live; see `Database.listen`."""
        with self._database.errors():
            await self._database.listen(heard, self.number)

    def now(self) -> int:
        """Return the time in whole seconds."""
        return int(self._clock())

    def asker(self, user: int) -> str:
        """Return the keyed hash that stands for a user."""
        return asker_hash(self._key, user)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run one reading transaction."""

        def run() -> T:
            with self._database.errors(), self._engine.begin() as connection:
                return work(connection)

        return await self._whole(run)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a writing transaction and return what it returned once that is on disk.

        It may share the transaction with others; see `Commits`.
        """
        self._refuse_when_closed()
        return await self._commits.add(work)

    async def _commit(self, works: Sequence[Callable[[Connection], Any]]) -> list[Any]:
        def run() -> list[Any]:
            with self._database.errors(), self._writing.begin() as connection:
                return [work(connection) for work in works]

        return await greenlet_spawn(run)

    async def scrub(self) -> bool:
        """Rid the file of traces of what was deleted; false when it was busy: it is to be tried again."""

        def run() -> bool:
            with self._database.errors():
                return scrub_if_needed(self._writing, self._database)

        try:
            return await self._whole(run)
        except StateInUseError:
            return False

    async def _whole(self, run: Callable[[], T]) -> T:
        self._refuse_when_closed()
        # a caller that is cancelled leaves the transaction to its end, with its connection given back
        task = asyncio.ensure_future(greenlet_spawn(run))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise StateError("The tables are closed: the bot is about to end. Nothing was changed.")

    # answers and their buttons

    async def keep(self, answer: KeptAnswer, question: AskedQuestion | None = None) -> None:
        """Keep an answer, an edited question's in place of the former, and the question if it is stored."""

        def work(connection: Connection) -> None:
            if answer.question_message is not None:
                connection.execute(
                    delete(t.answers).where(t.answers.c.question_message == answer.question_message)
                )
            connection.execute(insert(t.answers).values(**_row(answer)))
            if question is not None:
                row = _row(question) | {"documents": json.dumps(question.documents)}
                upsert(t.questions, ["id"], [row], connection)
            note_spans(connection, json.loads(answer.body))

        await self.write(work)

    async def answer(self, key: str) -> KeptAnswer | None:
        """Return a kept answer, None when there is none or it has expired."""
        return await self._one_answer(t.answers.c.key == key)

    async def answer_to(self, question_message: int) -> KeptAnswer | None:
        """Return the answer to a member's message."""
        return await self._one_answer(t.answers.c.question_message == question_message)

    async def place(
        self, key: str, channel: int | None, message: int | None, *, done: str | None = None
    ) -> None:
        """Note in which message an answer stands, and end the job that was to bring it there."""

        def work(connection: Connection) -> None:
            where = t.answers.c.key == key
            connection.execute(update(t.answers).where(where).values(channel=channel, message=message))
            if done is not None:
                connection.execute(delete(t.jobs).where(t.jobs.c.id == done))

        await self.write(work)

    async def share(self, key: str) -> bool:
        """Mark an answer as shared; false when it was already, so that it is shared once."""
        statement = (
            update(t.answers)
            .where(t.answers.c.key == key, t.answers.c.shared_at.is_(None))
            .values(shared_at=self.now())
        )
        return await self.write(lambda connection: connection.execute(statement).rowcount == 1)

    async def unshare(self, key: str) -> None:
        """Take the mark back where sharing failed."""
        statement = update(t.answers).where(t.answers.c.key == key).values(shared_at=None)
        await self.write(lambda connection: connection.execute(statement))

    async def drop(self, key: str) -> None:
        """Delete an answer, its question and its ratings."""

        def work(connection: Connection) -> None:
            own = select(t.answers.c.question_id).where(t.answers.c.key == key).scalar_subquery()
            connection.execute(delete(t.questions).where(t.questions.c.id == own))
            connection.execute(delete(t.feedback).where(t.feedback.c.answer == key))
            connection.execute(delete(t.answers).where(t.answers.c.key == key))
            needs_scrub(connection)

        await self.write(work)

    # questions and ratings, which `/insights` reads

    async def question(self, identity: str) -> AskedQuestion | None:
        """Return a stored question."""
        rows = await self.read(
            lambda c: c.execute(select(t.questions).where(t.questions.c.id == identity)).all()
        )
        return _question(rows[0]) if rows else None

    async def questions(
        self, scope: str, *, since: int = 0, abstained: bool | None = None
    ) -> list[AskedQuestion]:
        """Return a scope's questions since a time, newest first."""
        query = select(t.questions).where(t.questions.c.scope == scope, t.questions.c.asked_at >= since)
        if abstained is not None:
            query = query.where(t.questions.c.abstained == int(abstained))
        rows = await self.read(lambda c: c.execute(query.order_by(t.questions.c.asked_at.desc())).all())
        return [_question(row) for row in rows]

    async def bodies(self, scope: str, *, since: int, until: int) -> list[str]:
        """Return a scope's kept answers of a time, newest first."""
        query = (
            select(t.answers.c.body)
            .where(t.answers.c.scope == scope, t.answers.c.asked_at >= since, t.answers.c.asked_at < until)
            .order_by(t.answers.c.asked_at.desc())
        )
        return list(await self.read(lambda c: c.execute(query).scalars().all()))

    async def rate(self, answer: KeptAnswer, user: int, *, good: bool, reason: str | None) -> None:
        """Keep one user's rating of an answer; a later one replaces it."""
        row = {
            "answer": answer.key,
            "asker": self.asker(user),
            "question_id": answer.question_id,
            "scope": answer.scope,
            "good": int(good),
            "reason": reason or None,
            "at": self.now(),
        }
        await self.write(lambda connection: upsert(t.feedback, ["answer", "asker"], [row], connection))

    async def ratings(self, scope: str, *, since: int = 0, good: bool | None = None) -> list[Rating]:
        """Return a scope's ratings since a time, newest first, with the question where it is stored."""
        query = (
            select(t.feedback, t.questions.c.text)
            .select_from(t.feedback.outerjoin(t.questions, t.questions.c.id == t.feedback.c.question_id))
            .where(t.feedback.c.scope == scope, t.feedback.c.at >= since)
        )
        if good is not None:
            query = query.where(t.feedback.c.good == int(good))
        rows = await self.read(lambda c: c.execute(query.order_by(t.feedback.c.at.desc())).all())
        return [Rating(r.answer, r.scope, bool(r.good), r.reason, r.at, r.text) for r in rows]

    # deletion

    async def forget(self, user: int) -> Forgotten:
        """Delete everything of a user in one transaction; return counts and the messages still to delete."""
        asker = self.asker(user)

        def work(connection: Connection) -> Forgotten:
            rows = connection.execute(select(t.answers).where(t.answers.c.asker == asker)).all()
            places = [(row.channel, row.message) for row in rows if row.channel and row.message]
            keys = [row.key for row in rows]
            given = _delete(connection, t.feedback, t.feedback.c.asker == asker)
            for at in range(0, len(keys), 500):
                _delete(connection, t.feedback, t.feedback.c.answer.in_(keys[at : at + 500]))
            forgotten = Forgotten(
                questions=_delete(connection, t.questions, t.questions.c.asker == asker),
                answers=_delete(connection, t.answers, t.answers.c.asker == asker),
                feedback=given,
                waiting=_delete(connection, t.subscriptions, t.subscriptions.c.user_id == user),
                messages=tuple(places),
            )
            _delete(connection, facts, facts.c.name.like(f"bot:server:%:hinted:{asker}"))
            _delete(connection, t.jobs, t.jobs.c.asker == asker, t.jobs.c.kind == "ask")
            _delete(connection, t.pending, t.pending.c.asker == asker, t.pending.c.state == "waiting")
            needs_scrub(connection)
            return forgotten

        forgotten = await self.write(work)
        await self.scrub()
        return forgotten

    async def expire(self, *, question_days: int) -> None:
        """Delete what is older than it may become, and traces of it where that could not be done before."""
        now = self.now()

        def work(connection: Connection) -> None:
            gone = _delete(connection, t.questions, t.questions.c.asked_at < now - question_days * DAY)
            gone += _delete(connection, t.feedback, t.feedback.c.at < now - question_days * DAY)
            gone += _delete(connection, t.answers, t.answers.c.expires_at <= now)
            gone += _delete(connection, t.subscriptions, t.subscriptions.c.expires_at <= now)
            _delete(connection, t.notified, t.notified.c.at < now - DAY)
            if gone:
                needs_scrub(connection)

        await self.write(work)
        await self.additions.expire()
        await self.scrub()

    async def stored(self) -> dict[str, int]:
        """Count the rows of each table, for the metrics."""
        tables = (t.questions, t.answers, t.feedback, t.subscriptions, t.jobs)

        def work(connection: Connection) -> dict[str, int]:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in tables
            }

        return await self.read(work)

    async def _one_answer(self, where: ColumnElement[bool]) -> KeptAnswer | None:
        query = select(t.answers).where(where, t.answers.c.expires_at > self.now())
        rows: Sequence[Row[Any]] = await self.read(lambda connection: connection.execute(query).all())
        if not rows:
            return None
        return KeptAnswer(**{**rows[0]._asdict(), "private": bool(rows[0].private)})


def _row(record: KeptAnswer | AskedQuestion) -> dict[str, Any]:
    row = {name: getattr(record, name) for name in record.__slots__}
    return {name: int(value) if isinstance(value, bool) else value for name, value in row.items()}


def _question(row: Row[Any]) -> AskedQuestion:
    return AskedQuestion(
        row.id, row.text, row.asker, row.scope, row.asked_at, bool(row.abstained),
        tuple(json.loads(row.documents)), row.ms,
    )  # fmt: skip


def _delete(connection: Connection, table: Any, *where: ColumnElement[bool]) -> int:
    return int(connection.execute(delete(table).where(*where)).rowcount)
