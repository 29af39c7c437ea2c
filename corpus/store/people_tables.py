"""The tables of the people's side: questions, answers, ratings, waiting notes, servers, jobs.

Times are whole seconds since 1970 in UTC; ids of Discord are 64-bit numbers; `asker` is always the keyed
hash of a user id. Only `subscriptions` holds a user id, because a note must find its reader, and the
`payload` of an unfinished job may hold what it needs to go on; both are deleted when they are done.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Table, Text

from corpus.store.schema import metadata

questions = Table(
    "questions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("asker", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("abstained", Integer, nullable=False),
    Column("documents", Text, nullable=False),  # JSON list of document ids, in order of importance
    Column("ms", Integer, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("asker", Text, nullable=False),
    Column("body", Text, nullable=False),  # the answer as JSON, without the question
    Column("private", Integer, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("question_id", Text),  # of `questions`, NULL where texts are not stored
    Column("channel", BigInteger),
    Column("message", BigInteger),
    Column("question_message", BigInteger),
    Column("shared_at", BigInteger),
)

feedback = Table(
    "feedback",
    metadata,
    Column("answer", Text, primary_key=True),
    Column("asker", Text, primary_key=True),
    Column("question_id", Text),
    Column("scope", Text, nullable=False),
    Column("good", Integer, nullable=False),
    Column("reason", Text),
    Column("at", BigInteger, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("scope", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("language", Text),
    Column("revision", BigInteger, nullable=False),  # of the corpus when it was last asked in vain
    Column("since", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

notified = Table(
    "notified",
    metadata,
    Column("subscription", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
)

servers = Table(
    "servers",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("moderator_role", BigInteger),
    Column("channels", Text, nullable=False),  # JSON list of channel ids, empty for all
    Column("private", Integer, nullable=False),
    Column("language", Text),
    Column("user_rate", Integer),
    Column("guild_rate", Integer),
    Column("storing", Integer, nullable=False),
    Column("posts", Text, nullable=False, server_default="{}"),  # JSON, how posts are answered by channel id
    Column("digest", Text),  # JSON, NULL where none is wanted
)

departures = Table(
    "departures",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("left_at", BigInteger, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("asker", Text),
    Column("payload", Text, nullable=False),  # JSON, what the kind needs to go on after a restart
    Column("created_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    Column("holder", BigInteger),  # the number of the process that works on it
)

pending = Table(  # what moderators sent and have not confirmed, or confirmed and is not stored or told yet
    "pending",
    metadata,
    Column("id", Text, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("asker", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("about", Text, nullable=False),  # JSON
    Column("data", LargeBinary, nullable=False),
    Column("reading", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

PEOPLE = (questions, answers, feedback, subscriptions, notified, servers, departures, jobs, pending)
"""All of them; what the bot notes of servers stands among the facts."""
