"""The catalogues of phrases: compiled as they are written, complete, and with nothing that is never said."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import bot.answering
from bot.answering.language import dated, joined, phrases, speaking
from tools import catalogues

ROOM = Path(bot.answering.__file__).parent
LANGUAGES = sorted(path.stem for path in (ROOM / "language").glob("*.po") if path.stem != "en")
ALIKE = {
    "plain", "lead.no", "lead.no.", "note.contact", "where.areas", "where.as-of", "covers.documents",
    "list.comma", "list.semicolon", "disagreement.dated", "date.month", "date.day",
    "month.april", "month.august",
    "month.september", "month.november", "number.group", "where.inside",
}  # fmt: skip
"""What is the same in one language or another: slots alone, patterns of dates, words of one root."""

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


def phrases_of(language: str) -> dict[str, tuple[str, ...]]:
    """Return what a catalogue says by key, in all its plural forms."""
    with (ROOM / f"language/{language}.po").open("rb") as stream:
        found = {}
        for message in read_po(stream, locale=language):
            key = message.id if isinstance(message.id, str) else message.id[0]
            said = (message.string,) if isinstance(message.string, str) else tuple(message.string)
            found[key] = said
        return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_said_in_every_language_with_the_same_slots(language: str) -> None:
    english, theirs = phrases_of("en"), phrases_of(language)
    # what is asked on somebody's behalf, and never shown, is asked in English
    wanted = {key for key in english if not key.startswith("before.entry")}
    assert wanted == theirs.keys(), "each phrase, and no other"
    for key in sorted(wanted - {""}):
        assert all(theirs[key]), f"{key} is empty"
        assert slots(theirs[key][-1]) == slots(english[key][-1]), key
    same = [key for key in wanted if theirs[key] == english[key]]
    assert set(same) <= ALIKE


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(
    ("language", "date", "said"),
    [
        ("en", "1988-05-12", "12 May 1988"), ("de", "1988-05-12", "12. Mai 1988"),
        ("fr", "1988-05", "mai 1988"), ("es", "1988-05-12", "12 de mayo de 1988"),
        ("ja", "1988-05-12", "1988年5月12日"), ("ja", "1988", "1988"),
    ],
)  # fmt: skip
def test_dates_and_lists_are_said_as_people_there_do(language: str, date: str, said: str) -> None:
    with speaking(language):
        assert dated(date) == said
        assert joined(["a", "b", "c"]) == phrases()("list.comma").join("ab") + phrases()("list.and") + "c"
    assert dated("1988-05-12") == "12 May 1988", "it is said in a language only while that is spoken"


def test_a_tag_finds_its_language_or_english() -> None:
    for tag, yes in (("es-419", "Sí."), ("de", "Ja."), ("pt-BR", "Yes."), (None, "Yes.")):
        with speaking(tag):
            assert phrases()("lead.yes") == yes
