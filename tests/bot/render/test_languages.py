"""An answer of every kind, in every language, as Discord shows it: no sentence of ours is in English.

Quotes, names and titles stay as their sources have them. Of the rest, no word may be one of our English
phrases alone, and in Japanese none may be a word in small Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from babel.messages.pofile import read_po

import bot.answering
from bot.answering.answer import Answer
from bot.answering.asked import Asked
from bot.answering.blocks import Listing, Quote
from bot.answering.knowledge import Knowledge
from bot.answering.language import speaking
from bot.answering.passages import classifier
from bot.answering.records.kinds import kinds
from bot.answering.records.masking import filled
from bot.answering.small_talk.answerer import said
from bot.answering.small_talk.topics import OTHER, examples
from bot.lookup.profile import place_profile
from bot.phrases.languages import TRANSLATED
from bot.phrases.members import LANGUAGES
from bot.render.answer import pages
from bot.render.controls import answer_controls
from bot.render.quotes import source_page
from bot.render.text import shown as cut
from bot.shared.knowledge_base import KnowledgeBase
from bot.shared.markdown import as_markdown
from corpus.model import SHARED

PLACES = {"Springfield": "Burlington, Vermont", "Riverton": "Yaroslavl"}
ASKED = (
    ("Where did Churchill give his Iron Curtain Speech?", ()),
    ("Who is the current mayor of Burlington?", ()),
    ("What does a ticket to the moon cost?", ()),
    ("Wer ist der Bürgermeister der Stadt und warum?", ()),
    ("Who wrote the essay?", ()),
    ("What is the essay about?", ()),
    ("Who are Portland's sister cities?", ()),
    ("Georgia's sister cities?", ()),
    ("Who are the sister cities of Xqwztown?", ()),
    ("Since when are Burlington and Arad twinned? And who is the mayor of Bethlehem?", ()),
    ("In which country is Puerto Cabezas?", ()),
    ("When was the partnership of Exeter and Yaroslavl suspended?", ()),
    ("Is the partnership of Milan and Saint Petersburg suspended?", ()),
    ("Did the partnership of Coventry and Volgograd end?", ()),
    ("Who are the sister cities of Honfleur?", ()),
    *((text, ("Who are Burlington, Vermont's sister cities?",)) for text in (
        "who says so?", "are you sure?", "why?", "tell me more", "the second one", "And since when?",
    )),
)  # fmt: skip
WORD = re.compile(r"[^\W\d_]{2,}")
NAME = re.compile(r"[A-ZÀ-ÞŌ][^\W\d_]*(?:[ '’.-]+(?:[a-z]{1,4}[ '’-])?[A-ZÀ-ÞŌ(][^\W\d_]*)*")
UNITS = {"km"}
OTHERS = re.compile(
    r"`[^`]*`|https?://\S+|[\w-]+(?:\.[\w-]+)+|/corpus add|\S+…"  # code, addresses, a command, what is cut
    r"|“[^”]*”|„[^“]*“|«[^»]*»|[「『][^」』]*[」』]"  # what is quoted
)


def words_of(language: str) -> set[str]:
    """Return the words of a language's phrases, in small letters."""
    file = Path(bot.answering.__file__).with_name("language") / f"{language}.po"
    with file.open("rb") as stream:
        said = [message.string for message in read_po(stream, locale=language) if message.id]
    texts = [text for one in said for text in ([one] if isinstance(one, str) else one)]
    texts += [str(text) for text in asdict(LANGUAGES[language]).values()] if language != "en" else []
    return {word.casefold() for text in texts for word in WORD.findall(re.sub(r"\{\w+\}", " ", text))}


def shown(answer: Answer, language: str) -> Iterator[str]:
    """Yield the lines of an answer, of its buttons, of its sources, and of it as a page, but for quotes."""
    p = LANGUAGES[language]
    embeds = pages(answer, p, question="")
    for citation in answer.citations[:3]:
        embeds.append(source_page(citation, None, p, number=1, count=2, disagreements=answer.disagreements))
        embeds[-1].title = embeds[-1].description = None
    for embed in embeds:
        yield from (embed.description or "").split("\n")
        for field in embed.fields:
            yield from f"{field.name}\n{field.value}".split("\n")
        yield embed.footer.text or ""
    yield from (button.label or "" for button in answer_controls(answer, p, pages=2).buttons)
    with speaking(language):
        written = as_markdown(answer, "-").split("\n\n")
    yield from (part for part in written if not part.startswith(("> ", "[^")))


def foreign(answer: Answer, language: str, names: frozenset[str]) -> set[str]:
    """Return the words of an answer that are of our English phrases, or in Japanese of no name."""
    english = words_of("en") - words_of(language) - UNITS
    labels = [item.label for block in answer.laid_out if isinstance(block, Listing) for item in block.items]
    data = {
        part
        for one in answer.citations
        for part in (one.title, one.author, one.url, one.id, one.heading, one.lead)
        if part
    }
    data |= {text for one in answer.nearest for text in (one.title, cut(one.title, 38))}
    data |= {one.quote for one in answer.citations} | {
        one.text for one in answer.blocks if isinstance(one, Quote)
    }
    data |= names | set(labels)
    found: set[str] = set()
    for line in shown(answer, language):
        if line.startswith(("> ", "-# **[")):  # quotes, and sources cut to a line
            continue
        bare = line.replace("\\", "")
        for part in sorted((one for one in data if one in bare), key=len, reverse=True):
            bare = bare.replace(part, " ")
        bare = OTHERS.sub(" ", bare)
        found |= {word.casefold() for word in WORD.findall(bare)} & english
        if language == "ja":
            found |= {
                word for word in WORD.findall(NAME.sub(" ", bare)) if word.isascii() and word.islower()
            } - UNITS
    return found


def named(knowledge: Knowledge) -> frozenset[str]:
    """Return what the records call places and countries, but for short names that may be words."""
    records = knowledge.records
    places = [records.place(number) for number in records.of]
    long = {one.name for one in places if len(one.name) > 3 and one.name[0].isupper()}
    return frozenset(long | {one.label for one in places} | {one.country for one in places})


def questions() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ASKED
    for kind in kinds():
        text = filled(kind.examples[0])[0]
        for ours, theirs in PLACES.items():
            text = text.replace(ours, theirs)
        yield text, ()


@pytest.mark.parametrize("language", TRANSLATED)
async def test_no_kind_of_answer_has_an_english_word_of_ours(kb: KnowledgeBase, language: str) -> None:
    knowledge = await kb.knowledge()
    names = named(knowledge)
    wrong, kinds_told = {}, set[str]()
    for text, history in questions():
        answer = await kb.answer(text, history=history, language=language)
        kinds_told |= {type(block).__name__ for block in answer.blocks}
        if found := foreign(answer, language, names):
            wrong[text] = found
    assert not wrong
    assert kinds_told == {"Statement", "Listing", "Quote", "Completeness", "Choice"}


@pytest.mark.parametrize("language", TRANSLATED)
async def test_nor_has_what_is_near_said_to_the_bot_or_looked_up(kb: KnowledgeBase, language: str) -> None:
    knowledge = await kb.knowledge()
    trained = classifier.load()
    even = np.zeros_like(trained.right.weights)
    right = replace(trained.right, weights=even, bias=-1.7)  # once in seven
    unlikely = kb.passages.variant(trained=replace(trained, right=right))
    asked = Asked("Where did Churchill give his Iron Curtain Speech?", (), (SHARED,), knowledge)
    records = knowledge.records
    busiest = max(records.of, key=lambda number: len(records.of[number]))
    with speaking(language):
        answers = [await unlikely.answer(asked)]
        topics = {topic for topic, _ in examples()} - {OTHER}
        answers += [said(topic, asked) for topic in sorted(topics)]
    answers += [place_profile(records, busiest, LANGUAGES[language])]
    one, other = "Burlington, Vermont, United States", "Yaroslavl, Russia"
    answers += [
        await kb.brief(one, other, language=language),
        await kb.brief("Xqw", "Ztv", language=language),
    ]
    dated = answers[0].citations[0]
    dated = replace(dated, as_of="2023-05-01", valid_until="2024-03", page=3, heading="Here", lead="There")
    answers += [replace(answers[0], citations=(dated, *answers[0].citations[1:]))]
    wrong = [(one.answer, found) for one in answers if (found := foreign(one, language, named(knowledge)))]
    assert not wrong


def test_an_english_word_of_ours_would_be_found() -> None:
    answer = Answer("a", "?", "The partnership has ended.", False, 0.9)
    assert {"partnership", "has", "the"} <= foreign(answer, "de", frozenset())
    assert "via" in foreign(replace(answer, answer="via Bethlehem"), "ja", frozenset(("Bethlehem",)))
