"""The records of the people's side, and the keyed hash that stands for a user."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from corpus import environment, private
from corpus.errors import StateDamagedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from sqlalchemy.engine import Connection

T = TypeVar("T")

KEY_FILE = "people.key"
SETTING = "FOOTBRIDGE_PEOPLE_KEY"
"""The environment variable that gives several machines one secret, in hexadecimal digits."""

Posts = Literal["always", "sure"]
"""Which posts are answered that do not mention the bot: each, or those to which the answer is sure."""

_KEY_BYTES = 32
_SERVER = "guild:"
_NEW = ".new"


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer whose buttons still work: `body` is its JSON without the question.

    `asker` is a keyed hash; `message` the bot's message, `question_message` the member's where there is
    one; times are seconds since 1970.
    """

    key: str
    scope: str
    asker: str
    body: str
    private: bool
    asked_at: int
    expires_at: int
    question_id: str | None = None
    channel: int | None = None
    message: int | None = None
    question_message: int | None = None
    shared_at: int | None = None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question kept for the moderators' overview; `documents` in order of importance, `ms` to answer."""

    id: str
    text: str
    asker: str
    scope: str
    asked_at: int
    abstained: bool
    documents: tuple[str, ...]
    ms: int


@dataclass(frozen=True, slots=True)
class Rating:
    """A thumb up or down with its reason; `question` None where texts are not stored."""

    answer: str
    scope: str
    good: bool
    reason: str | None
    at: int
    question: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody to be told, once, when a later document answers the question."""

    id: str
    user: int
    scope: str
    question: str
    language: str | None
    revision: int
    since: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Digest:
    """When and where a weekly digest is wanted: a channel, a day (0 is Monday), an hour of a time zone.

    `since` is when it was set, seconds since 1970: nothing is sent for a day before that.
    """

    channel: int
    weekday: int
    hour: int
    zone: str
    since: int


@dataclass(frozen=True, slots=True)
class Server:
    """What a server's moderators have set; None means the operator's value.

    `posts` says by channel how posts are answered that do not mention the bot; not at all where it names
    none.
    """

    guild: int
    moderator_role: int | None = None
    channels: tuple[int, ...] = ()
    private: bool = False
    language: str | None = None
    user_rate: int | None = None
    guild_rate: int | None = None
    storing: bool = True
    posts: Mapping[int, Posts] = field(default_factory=dict)
    digest: Digest | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """Work that must survive a restart; `payload` is what its kind needs to go on.

    `holder` is the number of the process that works on it, None where that is not known.
    """

    id: str
    kind: str
    scope: str
    state: str
    asker: str | None
    payload: dict[str, Any]
    created_at: int
    updated_at: int
    holder: int | None


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted of one user, and the bot's messages (channel, message) that answered them."""

    questions: int
    answers: int
    feedback: int
    waiting: int
    messages: tuple[tuple[int, int], ...]


class Run(Protocol):
    """Runs work in one transaction."""

    def __call__(self, work: Callable[[Connection], T]) -> Awaitable[T]:
        """Run one transaction."""


def new_key() -> str:
    """Make an opaque key that cannot be guessed: 26 characters of base 32."""
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    return "".join(secrets.choice(alphabet) for _ in range(26))


def hash_key(folder: Path) -> bytes:
    """Read the secret that user ids are hashed with, made at first use and readable by its owner only.

    It stands beside the database and not in it: who has only the database cannot try user ids. An operator
    of several machines gives all of them the same one. Raises StateDamagedError where the file cannot hold
    one, UsageError where what is given is none.
    """
    given = environment.value(SETTING)
    if given:
        return _given_key(given)
    path = folder / KEY_FILE
    if not path.exists():
        _make_key(path)
    for leftover in folder.glob(f"{path.stem}.*{_NEW}"):  # of a process that was killed
        with suppress(OSError):
            leftover.unlink()
    key = path.read_bytes()
    if not _KEY_BYTES <= len(key) <= hashlib.blake2b.MAX_KEY_SIZE:
        raise StateDamagedError(
            f"{path} holds {len(key)} bytes, which is no secret to hash user ids with. It was left as it is. "
            "Put its backup back, or delete it: a new one is made, and /forget-me finds nothing of before."
        )
    return key


def _given_key(given: str) -> bytes:
    try:
        key = bytes.fromhex(given)
    except ValueError:
        key = b""
    if not _KEY_BYTES <= len(key) <= hashlib.blake2b.MAX_KEY_SIZE:
        raise UsageError(
            f"{SETTING} is no secret of {2 * _KEY_BYTES} hexadecimal digits. `openssl rand -hex 32` makes "
            f"one; that of a machine which runs already is in its {KEY_FILE}."
        )
    return key


def key_print(key: bytes) -> str:
    """Return what tells whether two machines have the same secret, and nothing else of it."""
    return hashlib.blake2b(b"which secret", key=key, digest_size=16).hexdigest()


def copy_key(folder: Path, other: Path) -> None:
    """Bring the secret along into another state folder, where there is one and none is there yet."""
    if (folder / KEY_FILE).exists() and not (other / KEY_FILE).exists():
        private.write(other / KEY_FILE, (folder / KEY_FILE).read_bytes())


def _make_key(path: Path) -> None:
    temporary = path.with_suffix(f".{secrets.token_hex(8)}{_NEW}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    # The first process to get here decides; it may also have cleared away what this one wrote.
    with suppress(FileExistsError, FileNotFoundError):
        os.link(temporary, path)


def server_scope(guild: int) -> str:
    """Name the scope of what a server adds and asks."""
    return f"{_SERVER}{guild}"


def server_of(scope: str) -> int | None:
    """Return the server whose scope this is, None for what belongs to none."""
    return int(scope.removeprefix(_SERVER)) if scope.startswith(_SERVER) else None


def servers_of(scopes: Iterable[str]) -> set[int]:
    """Return the servers among the scopes."""
    return {guild for scope in scopes if (guild := server_of(scope)) is not None}


def asker_hash(key: bytes, user: int) -> str:
    """Return the keyed hash that stands for a user: 32 hexadecimal digits."""
    return hashlib.blake2b(str(user).encode(), key=key, digest_size=16).hexdigest()
