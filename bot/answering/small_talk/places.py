"""A question that names a place is asked of that place, however like a question about the bot it is.

"What language do people speak in Yaroslavl?" is nearest to "which languages do you speak?".
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from bot.answering.question.linking import Mention
from bot.answering.records.reading import Reader
from bot.answering.small_talk.topics import OTHER, examples
from corpus.countries import fold
from corpus.places import Gazetteer
from index.terms import words

_CIVIL: Final = frozenset(("hello", "thanks", "goodbye", "mood"))
"""Topics of messages that may name a place and ask nothing of it: "Good morning from Burlington!"."""

_OF_THE_CORPUS: Final = frozenset(("add", "wrong", "privacy"))
"""Topics of messages that speak of what is said about a place: "can you add our partnership with Lyon?"."""


def is_of_a_place(text: str, topic: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a message that is like those of a topic asks about a place or country that it names."""
    if topic in _OF_THE_CORPUS or (topic in _CIVIL and not re.search(r"[?？]", text)):
        return False
    read = Reader(gazetteer).read(text)
    return any(_is_name(mention, read.text) for mention in read.mentions)


def _is_name(mention: Mention, text: str) -> bool:
    """Tell whether what may be a name is one here: many an ordinary word is a village somewhere."""
    if mention.adjective or mention.how == "typo" or not (mention.places or mention.country):
        return False
    if not mention.text.isascii() and not mention.text[0].islower():
        return True
    if {fold(word) for word in words(mention.text)} <= _said_to_the_bot():
        return False
    before = [*words(text[: mention.start])[-1:], *words(mention.text)[:-1]]  # "a Honfleur" is linked whole
    return (mention.start > 0 and mention.text[0].isupper()) or not _stand_before_places().isdisjoint(before)


@cache
def _stand_before_places() -> frozenset[str]:
    """Return the words, folded, before a place that is written without a capital."""
    text = (files("bot.answering.small_talk") / "places.toml").read_text("utf-8")
    return frozenset(words(" ".join(tomllib.loads(text).values())))


@cache
def _said_to_the_bot() -> frozenset[str]:
    """Return the words of the examples of talk, none of which names a place."""
    return frozenset(fold(word) for topic, one in examples() if topic != OTHER for word in words(one))
