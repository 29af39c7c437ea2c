"""The catalogues of phrases: compiled as they are written, complete, and with nothing that is never said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import bot.answering
from bot.answering.language import phrases
from tools import catalogues

ROOM = Path(bot.answering.__file__).parent
SAYING = ("say", "list", "phrases")


def keys() -> set[str]:
    with (ROOM / "language/en.po").open("rb") as stream:
        found = (message.id for message in read_po(stream, locale="en"))
        return {one[0] if isinstance(one, tuple) else one for one in found} - {""}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(ROOM.rglob("*.py")):
        yield file, ast.parse(file.read_text("utf-8"))


def called(node: ast.Call) -> str:
    """Return what is called: `say` of `draft.say(…)`, `phrases` of `phrases()(…)`."""
    function = node.func.func if isinstance(node.func, ast.Call) else node.func
    return getattr(function, "attr", getattr(function, "id", ""))


def spoken(node: ast.expr) -> Iterator[str]:
    """Yield the keys that an argument may be, of both ways of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from spoken(node.body)
        yield from spoken(node.orelse)


def said() -> Iterator[tuple[str, str]]:
    """Yield the keys that are said in so many words, each with its file."""
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and called(node) in SAYING:
                yield from ((file.name, key) for key in spoken(node.args[0]))


def patterns() -> list[re.Pattern[str]]:
    """Return every text of the code, and those put together from parts, as what keys may be."""
    found = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                fixed = [part.value for part in node.values if isinstance(part, ast.Constant)]
                parts = (getattr(part, "value", None) for part in node.values)
                if any("." in str(text) for text in fixed):
                    found.add("".join(re.escape(p) if isinstance(p, str) else "[a-z.-]*" for p in parts))
    return [re.compile(one) for one in found]


def test_the_catalogues_are_compiled_as_they_are_written() -> None:
    assert catalogues.main(["--check"]) == 0


def test_every_key_that_the_code_says_is_in_the_catalogue() -> None:
    found = list(said())
    assert len(found) > 60
    missing = [(file, key) for file, key in found if key not in keys()]
    assert not missing


def test_every_key_of_the_catalogue_is_said_somewhere() -> None:
    known = patterns()
    unsaid = [key for key in sorted(keys()) if not any(one.fullmatch(key) for one in known)]
    assert not unsaid


def test_a_key_of_no_catalogue_is_an_error() -> None:
    with pytest.raises(KeyError):
        phrases()("no.such.key")
