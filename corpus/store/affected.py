"""Which kept answers cited a document or a record."""

from __future__ import annotations

import json
from dataclasses import dataclass

from corpus.store import Store, kept_queries


@dataclass(frozen=True, slots=True)
class Affected:
    """A kept answer that cites it: its key and scope, when it was given, where, and what it quotes of it.

    `channel` and `message` are Discord's, None where it was shown to one person alone; `asked_at` is in
    seconds since 1970; `citations` are ids, of its nearest passages where it does not answer.
    """

    key: str
    scope: str
    asked_at: int
    channel: int | None
    message: int | None
    versions: tuple[int, ...]
    citations: tuple[str, ...]


async def affected(store: Store, identity: str) -> list[Affected]:
    """Return the kept answers that cite a document or record, the newest first."""
    rows = await store.ask(kept_queries.answers_naming(identity), tuple)
    found = []
    for key, scope, asked_at, channel, message, written in rows:
        body = json.loads(written)
        cited = [*body.get("citations", ()), *body.get("nearest", ())]
        own = [one for one in cited if one["document"] == identity]
        versions = tuple(sorted({int(one["version"]) for one in own}))
        ids = tuple(str(one["id"]) for one in own)
        if own:
            found.append(Affected(key, scope, asked_at, channel, message, versions, ids))
    return sorted(found, key=lambda one: -one.asked_at)
