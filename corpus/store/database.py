"""Where a corpus is kept: a file in the state folder, or PostgreSQL. All that differs stands behind this.

The other modules of this folder speak SQL that both understand, by SQLAlchemy or as the plain texts of
`queries`, and ask a Database for what only one of them has: connections, the writers' lock, how deleted
text leaves the disk, and what its errors mean to people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

    from corpus.store.peers import Peers
    from corpus.store.queries import Query

T = TypeVar("T")

SETTING = "FOOTBRIDGE_DATABASE"
"""The environment variable that names the database; without it, it is a file in the state folder."""


class Reader(Protocol):
    """Connections that can only read; each query sees one state of the database."""

    async def rows(self, query: Query, convert: Callable[[Any], T]) -> list[T]:
        """Return the rows of a query, converted."""

    async def problems(self) -> list[str]:
        """Return what the engine's own check finds wrong, a line each."""

    async def close(self) -> None:
        """Close the connections."""


class Database(Protocol):
    """A database and the state folder beside it.

    `derived` is the folder of what is made from this very database, and never from another one; `address`
    is None for the file in the state folder; `dialect` fills the gaps in the steps of `migrations`.
    """

    folder: Path
    derived: Path
    address: str | None
    dialect: Mapping[str, str]

    def reader(self) -> Reader:
        """Return connections to read by; raises StateMissingError, StateDamagedError where there is none."""

    async def settle(self, reader: Reader) -> None:
        """Find out which database it is, so that `derived` is right; before anything derived is used."""

    async def make(self) -> None:
        """Make the database where it is missing; the folder's write lock must be held."""

    def engine(self, *, write: bool) -> Engine:
        """Return a plain engine on an asyncio driver, to be used inside `greenlet_spawn`."""

    def writing(self, engine: Engine) -> Engine:
        """Return the engine with transactions that no other writer's can overlap."""

    def errors(self) -> AbstractContextManager[None]:
        """Turn the driver's errors into ours."""

    async def listen(self, heard: Callable[[str], None], number: int) -> None:
        """Call `heard` with what any process has changed, until cancelled; with "" for anything.

        Meanwhile the process is known to live by its number. Returns at once where no other process can
        change anything; raises StateError when it hears no more.
        """

    async def peers(self) -> Peers | None:
        """Return what the processes agree on beside what is stored, None where there is one at most."""

    def scrub(self, engine: Engine, *, known: bool) -> bool:
        """Rid the disk of what was deleted, as far as the database can; false when others kept it busy.

        `known` says that it was part of what is known, and not only what people left behind.
        """

    def relieve(self, engine: Engine) -> None:
        """Give back the room that a transaction which failed has taken."""
