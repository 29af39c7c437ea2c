"""The tables as the code uses them; `migrations.py` is what makes them, and a test compares the two."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

migrations = Table(
    "migrations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("checksum", Text, nullable=False),
    Column("applied_at", Text, nullable=False),
)

counters = Table(  # "revision" of the corpus; "passage", the last number given, never given again
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)

revisions = Table(  # at which revision of the corpus each scope last changed
    "revisions",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
)

facts = Table(  # what the store knows about itself, such as which bundled corpus it was given
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("version", Integer, nullable=False),  # the current one
    Column("removed_at", Text),
    Column("removed_by", Text),
    Column("replaced_by", Text),  # the id of the document that took its place
)

versions = Table(
    "versions",
    metadata,
    Column("document", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),  # the file's
    Column("title", Text, nullable=False),
    Column("author", Text),
    Column("url", Text),
    Column("language", Text),
    Column("note", Text),
    Column("date", Text),  # of the document: YYYY, YYYY-MM or YYYY-MM-DD
    Column("as_of", Text),  # the day whose state it tells, in the same form
    Column("valid_until", Text),  # the last day for which it holds
    Column("sha256", Text, nullable=False),  # of the original bytes
    Column("text_sha256", Text, nullable=False),  # of the canonical text in UTF-8
    Column("key", Text, nullable=False),  # the beginning of the key in citation ids
    Column("original", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("added_by", Text),
    Column("layout", Text),  # the sections of the canonical text, see `corpus.layout`
)

passages = Table(
    "passages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("start_at", Integer, nullable=False),
    Column("end_at", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("sentences", Text, nullable=False),  # lengths: gap, sentence, gap, sentence, …
    Column("heading", Text),
    Column("lead", Text),
    Column("page", Integer),
    Column("headings", Integer, nullable=False),  # how many of the first sentences are headings
    Column("rules", Integer, nullable=False),  # those by which it was cut: `corpus.segment.RULES`
    Column("added_revision", Integer, nullable=False),
    Column("removed_revision", Integer),
)

statements = Table(
    "statements",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("live", Integer, nullable=False),  # 1: the current version, not removed
    Column("a_name", Text, nullable=False),
    Column("a_region", Text),
    Column("a_country", Text, nullable=False),
    Column("a_latitude", Float),
    Column("a_longitude", Float),
    Column("b_name", Text, nullable=False),
    Column("b_region", Text),
    Column("b_country", Text, nullable=False),
    Column("b_latitude", Float),
    Column("b_longitude", Float),
    Column("relation", Text, nullable=False),
    Column("since", Text),
    Column("until", Text),
    Column("status", Text, nullable=False),
    Column("status_date", Text),
    Column("source_title", Text, nullable=False),
    Column("source_url", Text),
    Column("checked_on", Text),
    Column("note", Text),
    Column("words", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("added_by", Text),
)

aliases = Table(
    "aliases",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("city", Text, primary_key=True),
    Column("region", Text, primary_key=True),  # "" where there is none: NULL is never equal in a key
    Column("country", Text, primary_key=True),
    Column("kind", Text, nullable=False),
)

coverage = Table(
    "coverage",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("city", Text, primary_key=True),
    Column("region", Text, primary_key=True),
    Column("country", Text, primary_key=True),
    Column("complete", Integer, nullable=False),
    Column("as_of", Text),
    Column("source_title", Text, nullable=False),
    Column("source_url", Text),
    Column("note", Text),
)

models = Table(
    "models",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", Text, nullable=False),
)

embeddings = Table(
    "embeddings",
    metadata,
    Column("model", Integer, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, primary_key=True),  # sha256 of the text in UTF-8
    Column("vector", LargeBinary, nullable=False),  # float16, little-endian
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text),
    Column("action", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("subject", Text),
    Column("version", Integer),
    Column("detail", Text),
    Column("was", Text),  # JSON of what changed, before
    Column("became", Text),  # and after
    Column("salt", Text),  # with it `content` can be checked; NULL once these three have been purged
    Column("content", Text),  # SHA-256 of salt, detail, was and became
    Column("chain", Text),  # SHA-256 of the line and of the chain before it
)

cited = Table(  # spans that answers quoted, so that a citation stays good however texts are cut later
    "cited",
    metadata,
    Column("key", Text, primary_key=True),
    Column("start_at", Integer, primary_key=True, autoincrement=False),
    Column("end_at", Integer, primary_key=True, autoincrement=False),
)
