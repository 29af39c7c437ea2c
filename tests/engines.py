"""On which database a test runs, and what it may do to that database beside Footbridge."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from corpus.store.database import Database
from corpus.store.sqlite_database import SqliteDatabase
from tests import raw
from tests.postgres import PostgresServer

Test = Callable[..., Any]


class SqliteEngine:
    """What the test opens is a file in its state folder."""

    name = "sqlite"

    def run(self, folder: Path, statement: str) -> None:
        """Run a statement beside Footbridge."""
        with closing(sqlite3.connect(folder / "footbridge.db")) as database, database:
            database.execute(statement)

    def holding(self, folder: Path, *words: str) -> list[str]:
        """Return where any of the words stand on the disk."""
        return raw.holding(folder, *words)

    def another(self, folder: Path) -> Database:
        """Return a second database."""
        return SqliteDatabase(folder)


class PostgresEngine:
    """What the test opens is a database of a PostgreSQL server."""

    name = "postgresql"

    def __init__(self, server: PostgresServer, address: str) -> None:
        self.server = server
        self.address = address

    def run(self, _folder: Path, statement: str) -> None:
        """Run a statement beside Footbridge."""
        self.server.sql(self.address, statement)

    def holding(self, folder: Path, *words: str) -> list[str]:
        """Return where any of the words stand: in the folder, and in the files of the server's tables."""
        return raw.holding(folder, *words) + self.server.holding(self.address, *words)

    def another(self, folder: Path) -> Database:
        """Return a second database."""
        from corpus.store.postgres import PostgresDatabase

        return PostgresDatabase(folder, self.server.database())


class VectorsEngine(PostgresEngine):
    """What the test opens is a database of a PostgreSQL server, which is the index as well."""

    name = "vectors"


Engine = SqliteEngine | PostgresEngine

BOTH = pytest.mark.parametrize("one_engine", ["sqlite", "postgresql"], indirect=True)
"""On a test that runs on a file otherwise, by the fixture `one_engine`: it runs on each."""

ALL = pytest.mark.parametrize("one_engine", ["sqlite", "postgresql", "vectors", "apart"], indirect=True)
"""The same, and with the index in the database as well: all together, as small parts are, or each apart."""

SERVED = pytest.mark.parametrize("one_engine", ["postgresql", "vectors", "apart"], indirect=True)
"""All but the file: each example of a property makes a database there, so a few do, and many under soak."""

FILE = pytest.mark.parametrize("one_engine", ["sqlite"], indirect=True)
"""The file alone."""

VECTORS = pytest.mark.parametrize("one_engine", ["vectors", "apart"], indirect=True)
"""With the index in the database alone."""


def property_of(
    body: Test, drawn: Callable[[Test], Test], *, file: int, served: int, soak: int
) -> tuple[Test, Test, Test]:
    """Return three tests of a property: on a file, on a server, and on all under soak, by so many examples.

    `body` takes `one_engine`, and is called by what `drawn`, hypothesis' `given`, makes of it.
    """

    def of(most: int) -> Test:
        held = [HealthCheck.function_scoped_fixture]  # what fixtures give holds for all examples
        return settings(max_examples=most, deadline=None, suppress_health_check=held)(drawn(body))

    return FILE(of(file)), SERVED(of(served)), pytest.mark.soak(ALL(of(soak)))
