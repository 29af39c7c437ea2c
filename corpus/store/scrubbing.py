"""Ridding the file of traces of what was deleted: asked for with the deletion, done after it, never lost.

A fact is written in the transaction that deletes, and taken back when the file has been written anew; so
it is done by the next process where this one is killed, and tried again where others kept the file busy.
"""

from __future__ import annotations

import secrets
import shutil

from sqlalchemy import delete
from sqlalchemy.engine import Connection, Engine

from corpus.store import queries, sql
from corpus.store.database import Database
from corpus.store.files import KNOWN
from corpus.store.rows import rows_of
from corpus.store.schema import facts


def needs_scrub(connection: Connection, *, known: bool = False) -> None:
    """Note that something is deleted whose traces the file may still hold.

    With `known` it was part of what is known, of which `files.KNOWN` keeps copies beside the database.
    """
    names = (queries.SCRUB, queries.SCRUB_KNOWN) if known else (queries.SCRUB,)
    rows = [{"name": name, "value": secrets.token_hex(8)} for name in names]
    sql.upsert(facts, ("name",), rows, connection)


def forget_known(database: Database) -> None:
    """Delete what was put together of what is known; the next question makes it again."""
    shutil.rmtree(database.derived / KNOWN, ignore_errors=True)


def scrub_if_needed(engine: Engine, database: Database) -> bool:
    """Rid the disk of traces where that was asked for; false where others kept it busy: try again later."""
    with engine.begin() as connection:
        names = (queries.SCRUB, queries.SCRUB_KNOWN)
        noted = [(name, row[0]) for name in names for row in rows_of(connection, queries.fact(name))]
    if not noted:
        return True
    known = noted[-1][0] == queries.SCRUB_KNOWN
    if known:
        forget_known(database)
    if not database.scrub(engine, known=known):
        return False
    with database.writing(engine).begin() as connection:  # what was deleted meanwhile has asked anew
        for name, value in noted:
            connection.execute(delete(facts).where(facts.c.name == name, facts.c.value == value))
    return True
