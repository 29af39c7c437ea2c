"""Can this sentence hold what is asked? A person, a time, a place, a number, a reason."""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.answering.view import Sentence
from index.terms import STOP_WORDS, stem, words

_NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty"
    r"|fifty|hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter|twice|several|first|second|both"
    r"|single|percent|most|all|many|few)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(\d{3,4}(s|th)?|\d{1,2}(st|nd|rd|th)|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|century|centuries|decades?|BCE?|AD|spring|summer|autumn|winter|days?|weeks?"
    r"|months?|years?|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|since|until|after|before|during"
    r"|today|currently|era|period|age|time|when|while|recently|always|never)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(because|since|due|so|thus|therefore|hence|causes?d?|led|leads|results?|reasons?|as|to|order|for|by"
    r"|depends?|means?|allow(s|ed|ing)?|helps?|helped|hope|aim(s|ed)?|goal|purpose)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'-]*")


def can_hold(question: Question, sentence: Sentence) -> bool:
    """Tell whether a sentence says something of the kind asked for that the question does not say."""
    asked = frozenset(question.terms)
    new = [word for word in words(sentence.text) if stem(word) not in asked]
    if question.kind == "number":
        return bool(_NUMBER.search(" ".join(new)))
    if question.kind == "time":
        return bool(_TIME.search(" ".join(new)))
    if question.kind == "reason":
        return bool(_REASON.search(sentence.text))
    if question.kind in ("person", "place"):
        return has_new_name(question, sentence)
    return sum(word not in STOP_WORDS for word in new) >= 2


def has_new_name(question: Question, sentence: Sentence) -> bool:
    """Tell whether a sentence holds a capitalised word that the question does not."""
    asked = frozenset(question.words)
    for match in _CAPITAL.finditer(sentence.text):
        name = re.sub(r"['’]s?$", "", match[0]).casefold()
        if name not in asked and name not in STOP_WORDS and stem(name) not in question.terms:
            return True
    return False
