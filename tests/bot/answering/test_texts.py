"""How each language asks of a document itself."""

from __future__ import annotations

import re

import pytest

from bot.answering.texts import whole, wordings
from bot.phrases.members import LANGUAGES


def test_every_interface_language_asks() -> None:
    assert len(wordings()) == len(LANGUAGES)
    for one in wordings():
        for pattern in one.said:
            assert "{text}" in pattern
            re.compile(pattern.replace("{text}", whole(one.text)).replace("{gap}", ""))
        assert not re.search(r"[{][a-z]", one.text + "".join(p.pattern for p in (*one.author, *one.title)))
        assert one.author and one.title and one.plain and one.bodies


@pytest.mark.parametrize(
    ("text", "holds"),
    [("the essay is long", True), ("the essays are", False), ("an essayist", False), ("このessayは", True)],
)
def test_words_are_whole_and_ideographs_need_no_blank(text: str, *, holds: bool) -> None:
    assert bool(re.search(whole("essay"), text)) is holds
