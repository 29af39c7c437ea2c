"""How the database came to look as it does: ordered, named steps, each applied once and recorded.

A step never changes once released: its checksum is stored beside it, and a database that was made by
another text of the same step is refused. `{blob}` and `{clustered}` are filled in by the engine's own
module, so that the steps themselves hold no engine's dialect.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import StateDamagedError, StateTooNewError
from corpus.store.clock import now
from corpus.store.keeping_migration import KEEPING
from corpus.store.people_migration import HOLDERS, PENDING, PEOPLE, POSTS_AND_DIGEST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Migration:
    """A step: its place in the order, from 1; its name; its statements, separated by `;` and a line end."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """Return the SHA-256 of the statements, hexadecimal."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


_CONTEXT = """
ALTER TABLE passages ADD COLUMN lead TEXT;
ALTER TABLE passages ADD COLUMN page INTEGER;
ALTER TABLE passages ADD COLUMN headings INTEGER NOT NULL DEFAULT 0;
ALTER TABLE passages ADD COLUMN rules INTEGER NOT NULL DEFAULT 0;
ALTER TABLE versions ADD COLUMN layout TEXT
"""

_REVISIONS = """
CREATE TABLE revisions (scope TEXT NOT NULL PRIMARY KEY, revision BIGINT NOT NULL);
CREATE INDEX revisions_in_order ON revisions (revision);
INSERT INTO revisions (scope, revision) SELECT scope, (SELECT value FROM counters WHERE name = 'revision')
    FROM (SELECT scope FROM audit UNION SELECT scope FROM documents UNION SELECT scope FROM passages) AS known
"""

_VALIDITY = """
ALTER TABLE versions ADD COLUMN as_of TEXT;
ALTER TABLE versions ADD COLUMN valid_until TEXT
"""

_BLANKS = """
UPDATE versions SET author = NULL WHERE TRIM(author) = '';
UPDATE versions SET url = NULL WHERE TRIM(url) = '';
UPDATE versions SET language = NULL WHERE TRIM(language) = ''
"""

MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        1,
        "corpus",
        """
CREATE TABLE migrations (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL,
    applied_at TEXT NOT NULL);
CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO counters (name, value) VALUES ('revision', 0), ('passage', 0), ('audit', 0);
CREATE TABLE facts (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (id TEXT NOT NULL PRIMARY KEY, scope TEXT NOT NULL, version INTEGER NOT NULL,
    removed_at TEXT, removed_by TEXT);
CREATE INDEX documents_by_scope ON documents (scope, removed_at);
CREATE TABLE versions (document TEXT NOT NULL REFERENCES documents (id), version INTEGER NOT NULL,
    name TEXT NOT NULL, title TEXT NOT NULL, author TEXT, url TEXT, language TEXT, note TEXT,
    sha256 TEXT NOT NULL, text_sha256 TEXT NOT NULL, key TEXT NOT NULL, characters INTEGER NOT NULL,
    passages INTEGER NOT NULL, added_at TEXT NOT NULL, added_by TEXT,
    text TEXT NOT NULL, original {blob} NOT NULL, PRIMARY KEY (document, version));
CREATE INDEX versions_by_sha256 ON versions (sha256);
CREATE INDEX versions_by_text ON versions (text_sha256);
CREATE INDEX versions_by_key ON versions (key);
CREATE TABLE passages (number INTEGER NOT NULL PRIMARY KEY, kind TEXT NOT NULL, scope TEXT NOT NULL,
    source TEXT NOT NULL, version INTEGER NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
    text TEXT NOT NULL, sentences TEXT NOT NULL, heading TEXT,
    added_revision BIGINT NOT NULL, removed_revision BIGINT);
CREATE INDEX passages_by_revision ON passages (scope, removed_revision, added_revision);
CREATE INDEX passages_by_source ON passages (source, version);
CREATE TABLE statements (scope TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
    live INTEGER NOT NULL,
    a_name TEXT NOT NULL, a_region TEXT, a_country TEXT NOT NULL,
    a_latitude DOUBLE PRECISION, a_longitude DOUBLE PRECISION,
    b_name TEXT NOT NULL, b_region TEXT, b_country TEXT NOT NULL,
    b_latitude DOUBLE PRECISION, b_longitude DOUBLE PRECISION,
    relation TEXT NOT NULL, since TEXT, until TEXT, status TEXT NOT NULL, status_date TEXT,
    source_title TEXT NOT NULL, source_url TEXT, checked_on TEXT, note TEXT, words TEXT NOT NULL,
    key TEXT NOT NULL, added_at TEXT NOT NULL, added_by TEXT, PRIMARY KEY (scope, id, version));
CREATE INDEX statements_live ON statements (scope, live);
CREATE INDEX statements_by_key ON statements (key);
CREATE TABLE aliases (scope TEXT NOT NULL, name TEXT NOT NULL, city TEXT NOT NULL, region TEXT NOT NULL,
    country TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (scope, name, city, region, country));
CREATE TABLE coverage (scope TEXT NOT NULL, city TEXT NOT NULL, region TEXT NOT NULL, country TEXT NOT NULL,
    complete INTEGER NOT NULL, as_of TEXT, source_title TEXT NOT NULL, source_url TEXT, note TEXT,
    PRIMARY KEY (scope, city, region, country));
CREATE TABLE models (number INTEGER NOT NULL PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE);
CREATE TABLE embeddings (model INTEGER NOT NULL REFERENCES models (number), hash {blob} NOT NULL,
    vector {blob} NOT NULL, PRIMARY KEY (model, hash)) {clustered};
CREATE TABLE audit (number INTEGER NOT NULL PRIMARY KEY, revision BIGINT NOT NULL, at TEXT NOT NULL, by TEXT,
    action TEXT NOT NULL, scope TEXT NOT NULL, subject TEXT, version INTEGER, detail TEXT);
CREATE INDEX audit_by_subject ON audit (subject)
""",
    ),
    Migration(2, "people", PEOPLE),
    Migration(3, "pending additions", PENDING),
    Migration(4, "context of passages", _CONTEXT),
    Migration(5, "keeping", KEEPING),
    Migration(6, "a revision for each scope", _REVISIONS),
    Migration(7, "how long documents hold", _VALIDITY),
    Migration(8, "posts that are answered, digests", POSTS_AND_DIGEST),
    Migration(9, "who works on a job", HOLDERS),
    Migration(10, "nothing said of a document that is blank", _BLANKS),
)


def pending(applied: Sequence[Sequence[Any]], steps: Sequence[Migration] = MIGRATIONS) -> list[Migration]:
    """Return the steps still needed after the `applied` rows of (number, name, checksum).

    Raises StateTooNewError, StateDamagedError.
    """
    known = {step.number: step for step in steps}
    for number, name, checksum in applied:
        if number not in known:
            raise StateTooNewError(
                f"The data was written by a later version of Footbridge (step {number}, “{name}”; this one "
                f"knows {len(steps)}). Nothing was changed. Use that version or a later one."
            )
        if checksum != known[number].checksum:
            raise StateDamagedError(
                f"The database was not made by this Footbridge: step {number}, “{name}”, differs. "
                "Nothing was changed. Put a backup back, or use another data folder."
            )
    done = {number for number, _, _ in applied}
    return [step for step in steps if step.number not in done]


def apply(connection: Connection, steps: Sequence[Migration], dialect: Mapping[str, str]) -> None:
    """Apply steps in order, inside the transaction that is open; `dialect` fills their gaps.

    Its `text`, where it has one, takes the place of the type TEXT.
    """
    # Only here: opening a database to read looks at the steps, and does without SQLAlchemy.
    from sqlalchemy import insert  # noqa: PLC0415

    from corpus.store.schema import migrations  # noqa: PLC0415

    for step in steps:
        for statement in step.sql.strip().split(";\n"):
            filled = re.sub(r"\bTEXT\b", dialect.get("text", "TEXT"), statement.format_map(dialect))
            connection.exec_driver_sql(filled)
        connection.execute(
            insert(migrations).values(
                number=step.number, name=step.name, checksum=step.checksum, applied_at=now()
            )
        )
