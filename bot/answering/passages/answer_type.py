"""The check of the answer type: can a sentence hold what is asked? A person, a time, a place, a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.passages.view import Sentence
from bot.answering.question.asking import number_words
from bot.answering.question.reading import Question
from corpus.late import LatePattern
from index.terms import STOP_WORDS, english, stem

_NUMBER = LatePattern(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|sixteen|eighteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?"
    r"|half|thirds?|quarters?|twice|several|both|percent|most|majority|none|double|zero)\b"
)
_SHARE = LatePattern(r"%|\b(percent|per cent|half|thirds?|quarters?|fifths?|tenths?|majority|most|in ten)\b")
_ASKS_SHARE = LatePattern(r"\b(percent|percentage|proportion|fraction|share)\b")
_TIME = LatePattern(
    r"\b(\d{3,4}(s|th)?|\d{1,2}(st|nd|rd|th)|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|century|centuries|decades?|bce?|ad|spring|summer|autumn|winter|days?|weeks?"
    r"|months?|years?|hours?|minutes?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|since|until"
    r"|after|before|during|today|currently|era|period|age|time|when|while|recently|always|never|long|short)\b"
)
_REASON = LatePattern(
    r"\b(because|since|due to|owing to|so that|so as|thus|therefore|hence|in order|as a result"
    r"|results? (?:of|in)|caus(?:e|es|ed|ing)|led to|leads to|reasons?|purpose|aim(?:s|ed)?|goal|hope"
    r"|means? that|given that|to \w+|depends?|lack of|thereby|as)\b",
    re.IGNORECASE,
)
_ORDINAL_BEST = LatePattern(
    r"\b(second|third|fourth|fifth|sixth|tenth|\d+(?:nd|rd|th))[- ](?:\w+est|most|least)\b"
)
_BEST = LatePattern(r"\b(\w{3,}est|most|least)\b")


def can_hold(question: Question, sentence: Sentence) -> bool:
    """Tell whether a sentence says something of the kind asked for that the question does not say."""
    if question.kind == "number":
        return _holds_number(question, [sentence])
    if question.kind == "time":
        return bool(_TIME.search(" ".join(_new(question, [sentence]))))
    if question.kind == "reason":
        return bool(_REASON.search(sentence.text))
    if question.kind in ("person", "place"):
        return has_new_name(question, [sentence])
    asked = frozenset(question.terms)
    says = (
        root not in asked and word not in STOP_WORDS
        for word, root in zip(sentence.order, sentence.stemmed, strict=True)
    )
    return any(says) and any(says)  # two words of its own


def cannot_be(question: Question, nearby: Sequence[Sentence]) -> bool:
    """Tell whether what is asked for is in none of these sentences: a number, a time, a rank."""
    if question.kind == "number" and not _holds_number(question, nearby):
        return True
    if question.kind == "time" and not _TIME.search(" ".join(_new(question, nearby))):
        return True
    return other_rank(question, nearby)


def other_rank(question: Question, nearby: Sequence[Sentence]) -> bool:
    """Tell whether the largest is asked for and only the second largest is named, or the other way round."""
    said = " ".join(sentence.text.casefold() for sentence in nearby)
    asked = question.text.casefold()
    ranks, wanted = _ORDINAL_BEST.findall(said), _ORDINAL_BEST.findall(asked)
    if wanted:
        return bool(ranks) and not set(wanted) & set(ranks)
    if not ranks or not _BEST.search(asked):
        return False
    best = {match[0] for match in _BEST.finditer(asked)}
    plain = _ORDINAL_BEST.sub(" ", said)
    return any(word in said and word not in plain for word in best)


def has_new_name(question: Question, sentences: Sequence[Sentence]) -> bool:
    """Tell whether sentences hold a capitalised word that the question does not."""
    return any(is_new(question, name) for sentence in sentences for name in sentence.names)


def is_new(question: Question, word: str) -> bool:
    """Tell whether a word, in lower case, says something and the question does not hold it in any form."""
    return word not in question.words and word not in STOP_WORDS and stem(word) not in question.terms


def asks_share(question: Question) -> bool:
    """Tell whether a part of a whole is asked for: a percentage, a fraction."""
    return bool(_ASKS_SHARE.search(question.text.casefold()))


def _holds_number(question: Question, sentences: Sequence[Sentence]) -> bool:
    if asks_share(question):
        return any(_SHARE.search(sentence.text.casefold()) for sentence in sentences)
    new = _new(question, sentences)
    return bool(_NUMBER.search(" ".join(new))) or not number_words().isdisjoint(new)


def _new(question: Question, sentences: Sequence[Sentence]) -> list[str]:
    """Return the words of sentences that the question does not hold in any form; in English where known."""
    asked = frozenset(question.terms)
    return [
        english(word)
        for sentence in sentences
        for word, root in zip(sentence.order, sentence.stemmed, strict=True)
        if root not in asked
    ]
