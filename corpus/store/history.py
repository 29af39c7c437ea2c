"""The audit read as a whole, to see that it is what was written."""

from __future__ import annotations

from corpus.store import Store, kept_queries, queries
from corpus.store.chain import Chain, check


async def verified(store: Store) -> Chain:
    """Follow the audit's chain from its first line to its last."""
    lines = await store.ask(kept_queries.AUDIT, kept_queries.to_audit_line)
    counted = await store.ask(queries.counter("audit"), lambda row: int(row[0]))
    return check(lines, counted[0])
