"""Readers: a file's bytes to canonical text, one module for a kind of file."""

from __future__ import annotations

from corpus.readers.registry import Reading, read, supported_endings

__all__ = ["Reading", "read", "supported_endings"]
