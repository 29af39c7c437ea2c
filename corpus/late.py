"""Patterns that are compiled when they are first used: there are hundreds, of which a question needs few."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any


class LatePattern:
    """A regular expression that is compiled when one of its methods is first asked for.

    Each method is the compiled pattern's own from then on, so that using it costs nothing more.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """Its `search`."""
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """Its `match`."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """Its `fullmatch`."""
        return self.compiled.fullmatch

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        """Its `findall`."""
        return self.compiled.findall

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """Its `finditer`."""
        return self.compiled.finditer

    @cached_property
    def split(self) -> Callable[..., list[Any]]:
        """Its `split`."""
        return self.compiled.split

    @cached_property
    def sub(self) -> Callable[..., str]:
        """Its `sub`."""
        return self.compiled.sub
