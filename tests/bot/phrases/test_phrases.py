from __future__ import annotations

import dataclasses
import re
import string
from pathlib import Path

import pytest

from bot.phrases import members, moderators
from bot.phrases.languages import TRANSLATED, translation
from bot.phrases.members import ENGLISH, LANGUAGES, Phrases
from bot.render.limits import BUTTON_LABEL, CONTENT, DESCRIPTION

BOT = Path(members.__file__).parents[1]


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
    own = {value for name, value in vars(members).items() if name.isupper() and isinstance(value, str)}
    assert table.descriptions.keys() | {members.ASK_ABOUT} == own, "each description, and no other"
    for name, theirs in table.names.items():
        if name != members.ASK_ABOUT:
            assert re.fullmatch(r"[-\w']{1,32}", theirs) and theirs == theirs.lower(), theirs
    for text in (said.help_text, said.privacy_text, said.empty_question, said.will_tell):
        for named in re.findall(r"`/([\w-]+)", text):
            assert named in (*table.names.values(), "corpus", "index", "insights", "settings"), named


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
        assert re.search(rf"\.{field.name}\b", code), f"{field.name} is said nowhere"
        assert 0 < len(text) <= (80 if field.name.startswith("button_") else 2000)
        list(string.Formatter().parse(text))
    for name, value in vars(moderators).items():
        if name.isupper() and isinstance(value, str):
            assert 0 < len(value) <= 100, f"{name} is too long for Discord"
