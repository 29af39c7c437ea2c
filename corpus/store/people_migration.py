"""The steps that make the tables of the people's side; they never change once released."""

from __future__ import annotations

PEOPLE = """
CREATE TABLE questions (id TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL, asker TEXT NOT NULL,
    scope TEXT NOT NULL, asked_at BIGINT NOT NULL, abstained INTEGER NOT NULL, documents TEXT NOT NULL,
    ms INTEGER NOT NULL);
CREATE INDEX questions_by_scope ON questions (scope, asked_at);
CREATE INDEX questions_by_asker ON questions (asker);
CREATE INDEX questions_by_time ON questions (asked_at);
CREATE TABLE answers (key TEXT NOT NULL PRIMARY KEY, scope TEXT NOT NULL, asker TEXT NOT NULL,
    body TEXT NOT NULL, private INTEGER NOT NULL, asked_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
    question_id TEXT, channel BIGINT, message BIGINT, question_message BIGINT, shared_at BIGINT);
CREATE INDEX answers_by_asker ON answers (asker);
CREATE INDEX answers_by_message ON answers (message);
CREATE INDEX answers_by_question_message ON answers (question_message);
CREATE INDEX answers_by_expiry ON answers (expires_at);
CREATE TABLE feedback (answer TEXT NOT NULL, asker TEXT NOT NULL, question_id TEXT, scope TEXT NOT NULL,
    good INTEGER NOT NULL, reason TEXT, at BIGINT NOT NULL, PRIMARY KEY (answer, asker));
CREATE INDEX feedback_by_scope ON feedback (scope, at);
CREATE INDEX feedback_by_asker ON feedback (asker);
CREATE TABLE subscriptions (id TEXT NOT NULL PRIMARY KEY, user_id BIGINT NOT NULL, scope TEXT NOT NULL,
    question TEXT NOT NULL, language TEXT, revision BIGINT NOT NULL, since BIGINT NOT NULL,
    expires_at BIGINT NOT NULL);
CREATE INDEX subscriptions_by_user ON subscriptions (user_id);
CREATE TABLE notified (subscription TEXT NOT NULL PRIMARY KEY, at BIGINT NOT NULL);
CREATE TABLE servers (guild BIGINT NOT NULL PRIMARY KEY, moderator_role BIGINT, channels TEXT NOT NULL,
    private INTEGER NOT NULL, language TEXT, user_rate INTEGER, guild_rate INTEGER, storing INTEGER NOT NULL);
CREATE TABLE departures (guild BIGINT NOT NULL PRIMARY KEY, left_at BIGINT NOT NULL);
CREATE TABLE jobs (id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, scope TEXT NOT NULL, state TEXT NOT NULL,
    asker TEXT, payload TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL);
CREATE INDEX jobs_by_kind ON jobs (kind, state)
"""

PENDING = """
CREATE TABLE pending (id TEXT NOT NULL PRIMARY KEY, scope TEXT NOT NULL, asker TEXT NOT NULL,
    kind TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, about TEXT NOT NULL,
    data {blob} NOT NULL, reading {blob} NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL);
CREATE INDEX pending_by_scope ON pending (scope, asker)
"""

POSTS_AND_DIGEST = """
ALTER TABLE servers ADD COLUMN posts TEXT NOT NULL DEFAULT '{{}}';
ALTER TABLE servers ADD COLUMN digest TEXT
"""

HOLDERS = """
ALTER TABLE jobs ADD COLUMN holder BIGINT
"""
"""Which process works on a job."""
