"""Answer a message: as a whole, or the questions in it one after the other.

A message may be read in several ways: by its sentences, as a whole, by clauses. The first reading whose
every question has an exact answer is believed, else the one with most; what no reading answers exactly is
looked for in the passages, and where these have nothing either, it may have been said to the bot.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from bot.answering import clauses, leads, messages
from bot.answering.answer import Answer
from bot.answering.asked import Answerer, Asked
from bot.answering.passages.answerer import PassageAnswerer
from bot.answering.small_talk.answerer import SmallTalkAnswerer, said
from bot.answering.summary import SummaryAnswerer
from bot.answering.unread import is_unread
from corpus.places import Gazetteer

_CIVIL = ("hello", "thanks", "goodbye", "mood")
"""Topics that ask for nothing, beside one that does."""


class MessageAnswerer:
    """Answers messages; `answerers` are all there are, in order, and may be added to from outside."""

    def __init__(
        self,
        answerers: Sequence[Answerer],
        summary: SummaryAnswerer,
        small_talk: SmallTalkAnswerer,
        passages: PassageAnswerer,
        records: Answerer,
    ) -> None:
        self._answerers = answerers
        self._records = records
        self._summary = summary
        self._small_talk = small_talk
        self._passages = passages

    async def answer(self, asked: Asked) -> Answer:
        """Answer what is asked in a message."""
        sentences = messages.sentences(asked.text)
        if not sentences:  # signs alone ("?!") ask nothing; who sends them may want to know how to ask
            return said("help", asked)
        topics = await asyncio.to_thread(lambda: self._topics(sentences, asked))
        if all(topics):  # nothing is asked of the corpus
            return await self._talk(asked, topics)
        talk = [one for one, topic in zip(sentences, topics, strict=True) if topic is not None]
        tried: list[tuple[list[Asked], list[Answer | None]]] = []
        gazetteer = asked.knowledge.records.gazetteer
        for parts in _readings(asked.text, sentences, talk, gazetteer):
            each = [_part(asked, part) for part in parts]
            answers = [await self._first(one) for one in each]
            answers = [
                None if leads.passed_over(part, answer, gazetteer) else answer
                for part, answer in zip(parts, answers, strict=True)
            ]
            answers = leads.without_hanging(parts, answers, gazetteer)
            if _all_told(answers) and not _passed_over(answers, tried):
                return await self._joined(asked, each, answers)
            tried.append((each, answers))
        each, answers = max(tried, key=lambda one: sum(map(_answers, one[1])))
        if any(map(_answers, answers)):
            return await self._joined(asked, each, answers)
        lacking = [answers[0] for _, answers in tried if len(answers) == 1 and answers[0] is not None]
        return lacking[0] if lacking else await self._by_quotes(asked, [parts for parts, _ in tried])

    def _topics(self, sentences: Sequence[str], asked: Asked) -> list[str | None]:
        records = asked.knowledge.records
        return [self._small_talk.topic(one, records) for one in sentences]

    async def _talk(self, asked: Asked, topics: Sequence[str | None]) -> Answer:
        """Answer what was said to the bot: of several things, the one that wants an answer most."""
        # it may be of the answer before; a place it names is one by chance: "where do you come from?" (Comè)
        found = await self._first(asked, without=self._records)
        if found is not None:
            return found
        wanting = [one for one in topics if one is not None and one not in _CIVIL]
        return said((wanting or [one for one in topics if one is not None])[0], asked)

    async def _first(self, asked: Asked, without: Answerer | None = None) -> Answer | None:
        """Return what is answered exactly, by those before the passages."""
        for answerer in takewhile(lambda one: one is not self._passages, self._answerers):
            if answerer is self._small_talk or answerer is without:
                continue
            answer = await answerer.answer(asked)
            if answer is not None:
                return answer
        return None

    async def _joined(self, asked: Asked, parts: Sequence[Asked], exact: Sequence[Answer | None]) -> Answer:
        """Answer the questions of a message one after the other, those without an exact answer by quotes."""
        answers = [
            (part.text, answer or await self._quoting(part))
            for part, answer in zip(parts, exact, strict=True)
        ]
        return messages.together(asked.text, answers)

    async def _by_quotes(self, asked: Asked, ways: Sequence[Sequence[Asked]]) -> Answer:
        """Quote what answers each question of a message, or all of it, or what it may be read as.

        Where nothing does, it was likely said to the bot, or else it is said what is nearest.
        """
        several = [await self._each(parts) for parts in ways if len(parts) > 1]
        for answers in several:
            if not any(answer.abstained for _, answer in answers):
                return messages.together(asked.text, answers)
        whole = await self._passages.answer(asked)
        if not whole.abstained:
            return whole
        single = [parts for parts in ways if len(parts) == 1 and _stands_alone(parts[0]) != asked]
        for answers in [*several, *[await self._each(parts) for parts in single]]:
            if not all(answer.abstained for _, answer in answers):
                return messages.together(asked.text, answers)
        for part in [asked, *(part for parts in ways for part in parts)]:
            told = await self._summary.instead(part)
            if told is not None:
                return told
        if is_unread(asked.text):
            return whole
        return await self._small_talk.instead(asked) or whole

    async def _each(self, parts: Sequence[Asked]) -> list[tuple[str, Answer]]:
        return [(part.text, await self._quoting(part)) for part in parts]

    async def _quoting(self, part: Asked) -> Answer:
        return await self._passages.answer(_stands_alone(part))


def _passed_over(
    answers: Sequence[Answer | None], tried: Sequence[tuple[Sequence[Asked], Sequence[Answer | None]]]
) -> bool:
    """Tell whether a message read as one question is answered by what answers one of several in it.

    The others would be dropped unsaid: "How far is Kobe, and what is the weather there?"
    """
    if len(answers) > 1:
        return False
    whole = [one.laid_out for one in answers if one is not None]
    parts = [one for each, found in tried if len(each) > 1 for one in found if one is not None]
    return any([part.laid_out] == whole for part in parts)


def _stands_alone(part: Asked) -> Asked:
    return replace(part, text=clauses.alone(part.text))


def _readings(
    message: str, said: Sequence[str], talk: Sequence[str], gazetteer: Gazetteer
) -> list[list[messages.Part]]:
    """Return what a message may ask, the likeliest reading first: that of most questions that stand apart."""
    sentences = messages.asking(said, talk)
    leaning = leads.with_names(sentences, gazetteer)
    apart = messages.closer(said, clauses.apart, talk)
    whole = [messages.Part(message, ())]
    inner = messages.closer(said, _embedded, talk)
    of_asker = any(clauses.of_asker(part.lead) for part in inner)
    only = sentences[0] if len(sentences) == 1 else None
    of_topic = only is not None and (only.has_topic or only.is_elliptical or only.follows_several)
    if only is not None and of_topic and not only.names and (only.follows_names or not only.follows_fragment):
        sentences = []  # what stands before it is what it is about
    of_topic = of_topic or (len(sentences) == 2 and sentences[1].asks_which)
    found = [
        [leaning] if leaning else [],
        whole if of_topic else [],
        apart if len(apart) > max(1, len(sentences)) else [],
        inner if of_asker else [],
        sentences,
        whole,
        [] if _drops_names(apart) else apart,
        [] if _drops_names(inner) else inner,
    ]
    readings: list[list[messages.Part]] = []
    for parts in found:
        if parts and parts not in readings:
            readings.append(parts)
    return readings


def _drops_names(parts: Sequence[messages.Part]) -> bool:
    """Tell whether what is asked leaves out a clause that names something and is not told of the asker.

    "Out of Kyiv, Cork and Bath, which ones did Nice choose?" does not ask which ones Nice chose. What names
    nothing itself is asked of what the clause names.
    """
    if len(parts) != 1 or not parts[0].names:
        return False
    return parts[0].follows_more_names and not clauses.of_asker(parts[0].lead)


def _embedded(sentence: str) -> list[str]:
    return [inner for clause in clauses.apart(sentence) for inner in clauses.embedded(clause)]


def _part(asked: Asked, part: messages.Part) -> Asked:
    return replace(asked, text=part.text, history=(*asked.history, *part.before))


def _answers(answer: Answer | None) -> bool:
    return answer is not None and not answer.abstained


def _all_told(answers: Sequence[Answer | None]) -> bool:
    """Tell whether every question has an answer, or it is known what the records lack for it beside one."""
    return any(map(_answers, answers)) and all(
        answer is not None and (not answer.abstained or (len(answers) > 1 and not answer.choices))
        for answer in answers
    )
