"""Answer what is said to the bot and not asked of the corpus."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.answering.answer import Answer
from bot.answering.asked import Asked
from bot.answering.blocks import Statement
from bot.answering.knowledge import Knowledge
from bot.answering.language import phrases
from bot.answering.records.likeness import Likeness
from bot.answering.small_talk.places import is_of_a_place
from bot.answering.small_talk.topics import CLEAR, LIKELY, Bar, Topics
from corpus.partnerships import Records
from index.embedding import Embedder

_OF_BEFORE = ("why", "more")  # topics that are nothing without the answer before


class SmallTalkAnswerer:
    """Answers greetings, thanks and questions about the bot; `folder` keeps what was fitted to examples."""

    def __init__(self, embedder: Embedder, folder: Path | None, likeness: Likeness) -> None:
        self.topics = Topics(embedder, folder, lambda: likeness.sentences, lambda: likeness.source)

    async def answer(self, asked: Asked) -> Answer | None:
        """Answer a message that is about the bot itself; None for anything else."""
        return self._answer(asked, CLEAR)

    async def instead(self, asked: Asked) -> Answer | None:
        """Answer a message to which the corpus has no answer, if it was likely said to the bot."""
        return self._answer(asked, LIKELY)

    def topic(self, text: str, records: Records | None = None, bar: Bar = CLEAR) -> str | None:
        """Return what a message is about, None when it is asked of the corpus.

        Where the `records` are given, a question that names a place is not about the bot.
        """
        topic = self.topics.of(text, bar)
        if topic is None or records is None or not is_of_a_place(text, topic, records.gazetteer):
            return topic
        return None

    def _answer(self, asked: Asked, bar: Bar) -> Answer | None:
        topic = self.topic(asked.text, asked.knowledge.records, bar)
        if topic is None or (topic in _OF_BEFORE and asked.history):
            return None
        return said(topic, asked)

    @property
    def is_prepared(self) -> bool:
        """Tell whether the first message finds the examples embedded."""
        return self.topics.is_prepared

    def prepare(self) -> None:
        """Embed the examples, or read them where they were kept."""
        self.topics.prepare()


def said(topic: str, asked: Asked) -> Answer:
    """Return what is said to a message of a topic."""
    say, knowledge = phrases(), asked.knowledge
    blocks = [Statement(say("about.nothing-before" if topic in _OF_BEFORE else f"about.{topic}"))]
    if topic in ("hello", "help", "know"):
        blocks.append(Statement(knowledge.coverage))
    found = Answer.of(blocks, asked.text, confidence=1.0, follow_ups=_suggestions(knowledge))
    return replace(found, is_talk=True)


def _suggestions(knowledge: Knowledge) -> tuple[str, ...]:
    """Return two questions that can be answered: of the place with most partners, and of a document."""
    say, records = phrases(), knowledge.records
    asked = []
    if records.bonds:
        number = max(records.of, key=lambda one: (len(records.of[one]), records.label(one)))
        asked.append(say("next.partners", place=records.label(number)))
    titles = [document.title for document in knowledge.documents]
    if titles:
        asked.append(say("next.author", title=titles[0]))
    return tuple(asked)
