"""Ridding the file of traces of what was deleted: asked for with the deletion, done after it, never lost.

A fact is written in the transaction that deletes, and taken back when the file has been written anew; so
it is done by the next process where this one is killed, and tried again where others kept the file busy.
"""

from __future__ import annotations

import secrets

from sqlalchemy import delete
from sqlalchemy.engine import Connection, Engine

from corpus.store import queries, sqlite
from corpus.store.rows import rows_of
from corpus.store.schema import facts


def needs_scrub(connection: Connection) -> None:
    """Note that something is deleted whose traces the file may still hold."""
    row = {"name": queries.SCRUB, "value": secrets.token_hex(8)}
    sqlite.upsert(facts, ("name",), [row], connection)


def scrub_if_needed(engine: Engine) -> bool:
    """Write the file anew where that was asked for; false where others kept it busy: try again later."""
    with engine.begin() as connection:
        noted = rows_of(connection, queries.fact(queries.SCRUB))
    if not noted:
        return True
    if not sqlite.scrub(engine):
        return False
    done = delete(facts).where(facts.c.name == queries.SCRUB, facts.c.value == noted[0][0])
    with sqlite.writing(engine).begin() as connection:  # what was deleted meanwhile has asked anew
        connection.execute(done)
    return True
