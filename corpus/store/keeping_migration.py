"""The step that keeping needs: a chained audit, dates, what replaced what, which spans were cited."""

from __future__ import annotations

KEEPING = """
ALTER TABLE audit ADD COLUMN was TEXT;
ALTER TABLE audit ADD COLUMN became TEXT;
ALTER TABLE audit ADD COLUMN salt TEXT;
ALTER TABLE audit ADD COLUMN content TEXT;
ALTER TABLE audit ADD COLUMN chain TEXT;
ALTER TABLE versions ADD COLUMN date TEXT;
ALTER TABLE documents ADD COLUMN replaced_by TEXT;
CREATE TABLE cited (key TEXT NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
    PRIMARY KEY (key, start_at, end_at))
"""
