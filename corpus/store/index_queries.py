# ruff: noqa: S608 (the pieces put together are this module's own; values go by parameters)
"""Questions that bringing the index up to date puts to the database; see `queries`."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.store.queries import Query, among


def purged(after_revision: int) -> Query:
    """Ask for the scopes that were purged after a revision."""
    return Query(
        "SELECT DISTINCT scope FROM audit WHERE action = 'purge' AND revision > :after ORDER BY scope",
        {"after": after_revision},
    )


def purged_within(after_revision: int) -> Query:
    """Ask for the scopes of which a document, a version or a record was purged after a revision."""
    return Query(
        "SELECT DISTINCT scope FROM audit WHERE action LIKE 'purge %' AND revision > :after ORDER BY scope",
        {"after": after_revision},
    )


def live_numbers(scope: str) -> Query:
    """Ask for the numbers of a scope's live passages, those of documents before those of records."""
    return Query(
        "SELECT number FROM passages WHERE scope = :scope AND removed_revision IS NULL ORDER BY kind, number",
        {"scope": scope},
    )


COUNT_LIVE = Query("SELECT COUNT(*) FROM passages WHERE removed_revision IS NULL")


def removed_passages(scope: str, after_revision: int) -> Query:
    """Ask for the numbers of a scope's passages that went after a revision and are not back."""
    return Query(
        "SELECT number FROM passages WHERE scope = :scope AND removed_revision > :after ORDER BY number",
        {"scope": scope, "after": after_revision},
    )


SCOPES = Query(
    "WITH RECURSIVE found (scope) AS (SELECT MIN(scope) FROM passages UNION ALL "
    "SELECT (SELECT MIN(scope) FROM passages WHERE scope > found.scope) FROM found "
    "WHERE found.scope IS NOT NULL) SELECT scope FROM found WHERE scope IS NOT NULL ORDER BY scope"
)
"""The scopes with passages: one look into the index for each, and not one for each passage."""


def revision_of(scopes: Sequence[str]) -> Query:
    """Ask for the revision at which any of these scopes last changed."""
    chosen, parameters = among("scope", scopes)
    return Query(f"SELECT COALESCE(MAX(revision), 0) FROM revisions WHERE {chosen}", parameters)


def changed(after_revision: int) -> Query:
    """Ask for the scopes that changed after a revision."""
    return Query(
        "SELECT scope FROM revisions WHERE revision > :after ORDER BY revision", {"after": after_revision}
    )


def stored_embeddings(model: str, size: int, after: bytes, limit: int) -> Query:
    """Ask for the hashes and vectors, of so many bytes, of texts beyond a hash, in the order of hashes."""
    return Query(
        "SELECT e.hash, e.vector FROM models m JOIN embeddings e ON e.model = m.number "
        "WHERE m.fingerprint = :model AND e.hash > :after AND LENGTH(e.vector) = :size "
        "ORDER BY e.hash LIMIT :limit",
        {"model": model, "after": after, "size": size, "limit": limit},
    )


def any_embedding(model: str) -> Query:
    """Ask whether a model has any embedding."""
    return Query(
        "SELECT 1 FROM models m JOIN embeddings e ON e.model = m.number WHERE m.fingerprint = :model LIMIT 1",
        {"model": model},
    )
