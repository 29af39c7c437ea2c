"""Readers of files: each makes blocks of text, and what the file says about itself, of a file's bytes."""

from __future__ import annotations

from corpus.readers.registry import Reader, Reading, read, register, supported_endings
from corpus.readers.source import Source

__all__ = ["Reader", "Reading", "Source", "read", "register", "supported_endings"]
