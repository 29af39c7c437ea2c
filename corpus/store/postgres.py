"""What holds for PostgreSQL only: connections, the writers' lock, errors, and what is deleted for good."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import greenlet_spawn

from corpus import private
from corpus.errors import (
    FootbridgeError,
    RefusedError,
    StateDamagedError,
    StateError,
    StateInUseError,
    StateMissingError,
    StateReadOnlyError,
    UsageError,
)
from corpus.store.database import SETTING, Reader
from corpus.store.facts import IDENTITY
from corpus.store.peers import Peers
from corpus.store.people_tables import PEOPLE
from corpus.store.queries import Query, fact
from corpus.store.rows import rows_of
from corpus.store.schema import facts, metadata
from corpus.store.sql import CHANNEL, LIVES

T = TypeVar("T")

DIALECT = {"blob": "BYTEA", "clustered": "", "text": 'TEXT COLLATE "C"'}
"""Texts are sorted by code point, as in a file: what is listed stands in the same order in both."""

_LOCK = 0x466F6F74  # "Foot": the key of the lock that writers take, one transaction after the other
_BUSY = 10  # seconds to wait for another writer, and for a connection
_PEERS = 5.0
"""Seconds for a statement of what processes agree on."""

_NOTICED = {"tcp_keepalives_idle": "15", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3"}
"""So the server notices within half a minute that a machine is gone which could not say so."""

_WRITING = "footbridge_writing"
_LOCKED = "55P03"  # the SQLSTATE of a lock that was not to be had in time
_MANY = 2_000  # rows whose conversion is worth another thread

_FORM = "postgresql://user:password@host:5432/name"
_UNREADABLE = f"{SETTING} cannot be read; write it as {_FORM}."
_PORTS = range(1, 1 << 16)
_ADVICE = f"Look at {SETTING} and at the server, and try again."
_UNREACHED = (
    f"{{name}} cannot be reached ({{said}}). What was under way is kept whole or not at all. {_ADVICE}"
)
_LOST = "the connection was closed"
_ERRORS: tuple[tuple[tuple[str, ...], type[FootbridgeError], str], ...] = (
    (("42P01",), StateMissingError, "{name} holds no data yet."),
    (("42703",), StateDamagedError, "{name} is damaged ({said}). It was left as it is. Put a backup back."),
    (
        ("25006",), StateReadOnlyError,
        "{name} cannot be written ({said}). Nothing was changed. Name a server that takes changes.",
    ),
    (
        ("42501",), StateReadOnlyError,  # the server says of what the right is missing, and not which one
        "{name} cannot be read or written ({said}). Nothing was changed. Give this user the right to.",
    ),
    (
        (_LOCKED, "40P01", "40001"), StateInUseError,
        "{name} is in use by another writer. Nothing was changed. Try again when it is done.",
    ),
    (
        ("22021",), RefusedError,
        "It holds the character zero, which cannot be stored. Nothing was changed. Take it out.",
    ),
    (("53",), StateError, "{name} has no room ({said}). Nothing was changed. Make room and try again."),
    (
        ("28", "3D", "42704"), StateError,
        f"{{name}} cannot be opened ({{said}}). Nothing was changed. {_ADVICE}",
    ),
    (("08", "57P"), StateError, _UNREACHED),
)  # fmt: skip
"""What an error is to people, by the beginning of its SQLSTATE."""


class PostgresDatabase:
    """A database of a PostgreSQL server; see `database.Database`.

    What is derived from it is in a folder of its own below the state folder, named after the database's
    identity: what was made from one is never taken for another's, made anew at the same address.
    """

    dialect: Mapping[str, str] = DIALECT

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.derived = folder
        self.address: str | None = address
        self._url = _read(address)

    def __str__(self) -> str:
        """Name the database to people, without its password."""
        url = self._url
        return URL.create(
            "postgresql", url.username, None, url.host, url.port, url.database
        ).render_as_string()

    def reader(self) -> Reader:
        """Return connections to read by; nothing is opened yet."""
        return EngineReader(self)

    async def settle(self, reader: Reader) -> None:
        """Name the folder of what is derived after the database; what others left there is removed."""
        (name,) = await reader.rows(fact(IDENTITY), lambda row: str(row[0]))
        self.derived = self.folder / f"postgresql-{name}"
        for other in self.folder.glob("postgresql-*"):
            if other != self.derived:
                shutil.rmtree(other, ignore_errors=True)
        with suppress(OSError):  # a folder that cannot be written: what is derived stays in memory
            private.make_folder(self.folder)
            private.make_folder(self.derived)

    async def make(self) -> None:
        """Do nothing: the database is the server's, and its tables are made as steps."""

    def engine(self, *, write: bool) -> Engine:
        """Return an engine on the server; nothing is opened yet."""
        engine = create_engine(
            "postgresql+asyncpg://",
            poolclass=AsyncAdaptedQueuePool,
            pool_size=2,
            max_overflow=6,
            pool_timeout=_BUSY,
            pool_pre_ping=True,  # a server that was started anew is no error
            # the driver reads the address itself, with all that PostgreSQL's own programs know (sslmode, …)
            connect_args={"async_creator_fn": lambda *_, **_given: self._connect()},
            hide_parameters=True,  # in errors and logs: they are texts and people
        )
        if not write:
            # one state of the database for all that a transaction reads
            return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        event.listen(engine, "begin", _begin)
        return engine

    async def _connect(self, *_: Any, **settings: str) -> Any:
        named = {"application_name": "footbridge"} | settings
        try:
            return await asyncpg.connect(self.address, timeout=_BUSY, server_settings=named)
        except asyncpg.exceptions.ClientConfigurationError:
            raise
        except (OverflowError, ValueError):  # a port or a name of a host that there cannot be
            raise UsageError(_UNREADABLE) from None

    async def peers(self) -> Peers:
        """Return what the processes agree on beside what is stored."""
        assert self.address is not None
        with self.errors():
            return await Peers.open(self.address, connecting=_BUSY, seconds=_PEERS)

    def writing(self, engine: Engine) -> Engine:
        """Return the engine with transactions that follow one another, whichever process runs them."""
        return engine.execution_options(**{_WRITING: True})

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn PostgreSQL's errors, the driver's or wrapped by SQLAlchemy, into ours."""
        try:
            yield
        except FootbridgeError:
            raise
        except Exception as error:
            ours = _translate(str(self), error)
            if ours is None:
                raise
            raise ours from error

    async def listen(self, heard: Callable[[str], None], number: int) -> None:
        """Call `heard` at each change, and once at the beginning: something may have changed before.

        The connection holds the lock by which the process is known to live.
        """
        lost = asyncio.Event()
        connection = await self._connect(**_NOTICED)
        try:
            connection.add_termination_listener(lambda _: lost.set())
            await connection.execute("SELECT pg_advisory_lock($1, $2)", LIVES, number)
            await connection.add_listener(CHANNEL, lambda *said: heard(str(said[-1])))
            heard("")
            await lost.wait()
        finally:
            with suppress(Exception):  # it may be lost already
                await connection.close(timeout=_BUSY)
        raise StateError(_UNREACHED.format(name=self, said=_LOST))

    def scrub(self, engine: Engine, *, known: bool) -> bool:
        """Write the tables anew without what was deleted; false when others kept one busy.

        Without `known` those of people and the facts alone, which are small. The server's write-ahead log and
        backups keep what was deleted until they are recycled, which is its operator's to do.
        """
        tables = metadata.sorted_tables if known else (*PEOPLE, facts)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"SET lock_timeout = '{_BUSY}s'")
            try:
                for table in tables:
                    connection.exec_driver_sql(f"VACUUM (FULL) {table.name}")
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) != _LOCKED:
                    raise
                return False
            finally:
                connection.exec_driver_sql("RESET lock_timeout")
        return True

    def relieve(self, engine: Engine) -> None:
        """Do nothing: the server undoes what a transaction took."""


class EngineReader:
    """Reads by queries of one statement each, so that each sees one state of the database."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database
        self._engine = database.engine(write=False)
        self._one = self._engine.execution_options(isolation_level="AUTOCOMMIT", postgresql_readonly=False)

    async def rows(self, query: Query, convert: Callable[[Any], T]) -> list[T]:
        """Return the rows of a query, converted."""

        def run() -> list[Any]:
            with self._one.connect() as connection:
                return list(rows_of(connection, query))

        with self._database.errors():
            # a caller that is cancelled leaves the query to its end, with its connection given back
            found = await asyncio.shield(asyncio.ensure_future(greenlet_spawn(run)))
        if len(found) > _MANY:
            return await asyncio.to_thread(lambda: [convert(row) for row in found])
        return [convert(row) for row in found]

    async def problems(self) -> list[str]:
        """Return nothing: PostgreSQL's full check (`pg_amcheck`) is its operator's, and needs his rights."""
        return []

    async def close(self) -> None:
        """Close the connections."""
        await greenlet_spawn(self._engine.dispose)


def _read(address: str) -> URL:
    """Take an address apart; raises UsageError, which quotes nothing of it: any of it may be the password.

    Whoever reads it differently from the driver would show a part of a password as the host.
    """
    server = re.split("[/?#]", address.partition("://")[2], maxsplit=1)[0]
    if address.count("@") > ("@" in server):
        raise UsageError(
            f"{SETTING} cannot be read: an @ stands in it beside the one before the host. Write @ in a "
            f"user's name or password as %40, / as %2F, # as %23 and ? as %3F, and the whole as {_FORM}."
        )
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise UsageError(_UNREADABLE) from None
    if not address.isprintable() or (url.port is not None and url.port not in _PORTS):
        raise UsageError(_UNREADABLE)
    return url


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITING):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_BUSY}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _translate(name: str, error: Exception) -> FootbridgeError | None:
    original = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    state = getattr(original, "sqlstate", None) or getattr(original.__cause__, "sqlstate", None) or ""
    said = str(original).rpartition(">: ")[2].partition("\n")[0]
    for states, kind, sentence in _ERRORS:
        if state and state.startswith(states):
            return kind(sentence.format(name=name, said=said))
    if isinstance(original.__cause__, asyncpg.exceptions.ClientConfigurationError):
        return UsageError(f"{SETTING} cannot be used: {said}. Write it as {_FORM}.")
    if isinstance(original, OSError):
        known = (
            original.errno is not None and original.errno > 0
        )  # else of another list, or of several errors
        said = os.strerror(original.errno or 0) if known else original.strerror or said
        return StateError(_UNREACHED.format(name=name, said=said or type(original).__name__))
    if _is_lost(original):  # the driver says which of its calls noticed it
        return StateError(_UNREACHED.format(name=name, said=_LOST))
    return None


def _is_lost(error: BaseException) -> bool:
    """Tell whether a connection was lost, which asyncpg says in errors of its own without a SQLSTATE."""
    if isinstance(error, asyncpg.InternalClientError):  # it was given one that is just being made anew
        return True
    return "connection" in str(error).casefold() and "InterfaceError" in type(error).__name__
