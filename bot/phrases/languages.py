"""The languages other than English: their tables, and the one for a tag such as `en-GB`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeVar

T = TypeVar("T")

DEFAULT: Final = "en"
TRANSLATED: Final = ("de", "fr", "es", "ja")


@dataclass(frozen=True, slots=True)
class Translation:
    """One language: sentences to members and moderators by name; commands' names and texts by the English."""

    members: Mapping[str, Any]
    moderators: Mapping[str, str]
    names: Mapping[str, str]
    descriptions: Mapping[str, str]


@cache
def translation(language: str) -> Translation:
    """Read the table of a language; raises FileNotFoundError where there is none."""
    text = (files("bot.phrases") / "translations" / f"{language}.toml").read_text("utf-8")
    return Translation(**tomllib.loads(text))


def pick(languages: Mapping[str, T], tag: str | None) -> T:
    """Return what is there for a language tag; English where there is nothing."""
    if not tag:
        return languages[DEFAULT]
    return languages.get(tag) or languages.get(tag.split("-")[0].casefold()) or languages[DEFAULT]
