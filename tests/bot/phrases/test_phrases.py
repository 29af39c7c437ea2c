from __future__ import annotations

import ast
import dataclasses
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import discord
import pytest

from bot.core.permissions import NEEDED, PERMISSIONS
from bot.phrases import members, moderator_commands, moderators
from bot.phrases.languages import TRANSLATED, translation
from bot.phrases.members import ENGLISH, LANGUAGES, Phrases
from bot.render.limits import BUTTON_LABEL, CONTENT, DESCRIPTION

MENUS = {members.ASK_ABOUT, moderator_commands.ADD_MESSAGE}
BOT = Path(members.__file__).parents[1]


def described(commands: ModuleType) -> set[str]:
    """Return the descriptions that a module holds."""
    return {text for name, text in vars(commands).items() if name.isupper() and isinstance(text, str)}


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_language_fills_the_same_braces() -> None:
    for language in LANGUAGES.values():
        for field in dataclasses.fields(Phrases):
            ours, theirs = getattr(ENGLISH, field.name), getattr(language, field.name)
            if isinstance(ours, str):
                assert braces(ours) == braces(theirs), field.name
            else:
                assert ours.keys() == theirs.keys(), field.name


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_says_everything_and_as_short_as_discord_takes_it(language: str) -> None:
    table, said = translation(language), LANGUAGES[language]
    same = {"about_title", "sources", "documents", "button_sources", "version", "source_of"}
    for field in dataclasses.fields(Phrases):
        assert field.name in table.members, f"{field.name} is not translated"
        text = getattr(said, field.name)
        if isinstance(text, str):
            assert text != getattr(ENGLISH, field.name) or field.name in same, field.name
            most = DESCRIPTION if field.name.endswith("_text") else CONTENT
            assert 0 < len(text) <= (BUTTON_LABEL if field.name.startswith("button_") else most)
    assert all(len(text) <= 100 for text in table.descriptions.values())
    own = described(members) | described(moderator_commands)
    choices = {*moderator_commands.POSTS.values(), *moderator_commands.DAYS}
    assert table.descriptions.keys() | MENUS == own | choices, "each description, and no other"
    for name, theirs in table.names.items():
        if name not in MENUS:
            assert re.fullmatch(r"[-\w']{1,32}", theirs) and theirs == theirs.lower(), theirs
    for text in (said.help_text, said.privacy_text, said.empty_question, said.will_tell):
        for named in re.findall(r"`/([\w-]+)", text):
            assert named in (*table.names.values(), "corpus", "index", "insights", "settings"), named


@pytest.mark.parametrize("language", TRANSLATED)
def test_moderators_are_told_everything_in_a_language_too(language: str) -> None:
    table, said = translation(language), moderators.LANGUAGES[language]
    alike = {"gap", "history_row", "edit_row", "insights_bad", "insights_bad_row", "insights_cited_row"}
    alike |= {
        "rebuild_compared_row",
        "digest_disagree_row",
        "settings_posts_row",
        "affected_row",
    }  # marks and braces alone
    alike |= {
        "status_title",
        "shown_versions",
        "fact_date",
        "settings_language",
        "list_title",
    }  # a word of both languages
    fields = {field.name for field in dataclasses.fields(moderators.ModeratorPhrases)}
    assert table.moderators.keys() == fields, "each sentence, and no other"
    for name in sorted(fields):
        ours, theirs = getattr(moderators.ENGLISH, name), getattr(said, name)
        assert braces(ours) == braces(theirs), name
        assert re.findall(r"`/(?:corpus|index|insights|settings)[^`]*`", ours) == re.findall(
            r"`/(?:corpus|index|insights|settings)[^`]*`", theirs
        ), name
        assert ours != theirs or name in alike, f"{name} is not translated"
        assert 0 < len(theirs) <= (BUTTON_LABEL if name.startswith("button_") else CONTENT), name
        assert len(theirs) <= 45 or not name.startswith("paste_"), f"{name} is too long for a form"


def test_every_sentence_is_used_and_short_enough() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in BOT.rglob("*.py") if path != Path(members.__file__)
    )
    for field in dataclasses.fields(Phrases):
        text = getattr(ENGLISH, field.name)
        assert re.search(rf"\.{field.name}\b", code), f"{field.name} is said nowhere"
        if isinstance(text, str):
            most = DESCRIPTION if field.name.endswith("_text") else CONTENT
            assert 0 < len(text) <= (BUTTON_LABEL if field.name.startswith("button_") else most)


def test_a_language_tag_finds_its_language_or_english() -> None:
    assert members.phrases("en-GB") is ENGLISH
    assert members.phrases("xx") is ENGLISH and members.phrases(None) is ENGLISH


def test_every_sentence_to_moderators_is_used_and_fills_its_braces() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in BOT.rglob("*.py") if path != Path(moderators.__file__)
    )
    for field in dataclasses.fields(moderators.ModeratorPhrases):
        text = getattr(moderators.ENGLISH, field.name)
        named = field.name.startswith("permission_") or re.search(rf"\.{field.name}\b", code)
        assert named, f"{field.name} is said nowhere"
        assert 0 < len(text) <= (80 if field.name.startswith("button_") else 2000)
        list(string.Formatter().parse(text))
    for name, value in vars(moderator_commands).items():
        if name.isupper() and isinstance(value, str):
            assert 0 < len(value) <= 100, f"{name} is too long for Discord"


def test_every_permission_that_is_asked_for_has_a_name_in_every_language() -> None:
    assert discord.Permissions(**dict.fromkeys(NEEDED, True)) == PERMISSIONS
    fields = {field.name for field in dataclasses.fields(moderators.ModeratorPhrases)}
    assert {f"permission_{name}" for name in NEEDED} <= fields


OPERATORS = {"core/metrics.py", "core/connection.py", "core/hearing.py", "core/running.py", "core/log.py"}
"""What is said to operators alone, who read English."""


def sentences_in(file: Path) -> Iterator[str]:
    """Yield the texts of a module that read like a sentence to people, beside documentation and the log."""
    tree = ast.parse(file.read_text("utf-8"))
    aside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            aside |= {node.value}
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log."):
            aside |= set(ast.walk(node))
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and node not in aside else None
        if isinstance(text, str) and re.match(r"\W*[A-Z][a-z]+(?: [a-z]+)* [a-z]+", text):
            yield text


def test_nothing_is_said_to_people_in_discord_outside_the_tables() -> None:
    rooms = ("about", "ask", "core", "documents", "insights", "lookup", "rebuild", "records", "render")
    files = [file for room in (*rooms, "settings", "uploads") for file in (BOT / room).rglob("*.py")]
    found = {
        (str(file.relative_to(BOT)), text)
        for file in files
        if str(file.relative_to(BOT)) not in OPERATORS
        for text in sentences_in(file)
    }
    assert not found
    assert list(sentences_in(BOT / "core/connection.py")), "the test finds sentences where there are some"
