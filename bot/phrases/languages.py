"""Finding the language of a tag such as `en-GB` among those that there are sentences in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

DEFAULT = "en"


def pick(languages: Mapping[str, T], tag: str | None) -> T:
    """Return what is there for a language tag; English where there is nothing."""
    if not tag:
        return languages[DEFAULT]
    return languages.get(tag) or languages.get(tag.split("-")[0].casefold()) or languages[DEFAULT]
