"""The database of a state folder, and the lock on changing it."""

from __future__ import annotations

from corpus.store.store import Store

__all__ = ["Store"]
