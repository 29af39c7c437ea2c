"""Fill in what a follow-up leaves out: "And where did he give it?" after a question about a speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.question.reading import read
from corpus.late import LatePattern
from index.terms import STOP_WORDS, stem, words

_LEADS_ON = LatePattern(
    r"^\s*(and|but|so|then|also|ok(ay)?,?|what about|how about|what else|why not)\b", re.IGNORECASE
)
_POINTS_BACK = LatePattern(
    r"\b(he|him|his|she|her|hers|it|its|they|them|their|theirs|that|those|this|these|there|then|one|ones|both"
    r"|the same|the other|others|another|such)\b",
    re.IGNORECASE,
)
_DUMMY = LatePattern(
    r"\bhow many of them\b|\b(is|was|were|are) (there|it (true|possible|known))\b"
    r"|\bit (is|was)\b.*\bthat\b|\bthat\b(?= \w+ (is|was|are|were|has|have))",
    re.IGNORECASE,
)
_CARRIED = 3
"""Earlier questions that are looked at; what a conversation was about before is left behind."""


def carried(question: str, history: Sequence[str]) -> str:
    """Return what a question leaves out, in words of the earlier ones; nothing when it is complete.

    A question leans on the ones before it when it leads on ("And …", "What about …"), or points back
    ("he", "there") without naming anything itself, or has too few words of its own to be about
    something.
    """
    return _carried(question, history) if history and leans(question) else ""


def joined(question: str, words_carried: str) -> str:
    """Return the question with what it leaves out, to be searched for."""
    return f"{question} ({words_carried})" if words_carried else question


def leans(question: str) -> bool:
    """Tell whether a question cannot stand on its own."""
    read_question = read(question)
    if _LEADS_ON.match(question):
        return True
    points = bool(_POINTS_BACK.search(_DUMMY.sub(" ", question)))
    return (points and not read_question.names) or len(read_question.terms) <= 1


def _carried(question: str, history: Sequence[str]) -> str:
    """Return the content words of the last question that stood on its own, without those repeated."""
    own = {stem(word) for word in words(question)}
    picked: list[str] = []
    for earlier in reversed(history[-_CARRIED:]):
        for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", earlier):
            folded = (words(word) or [""])[0]
            if folded and folded not in STOP_WORDS and stem(folded) not in own:
                own.add(stem(folded))
                picked.append(re.sub(r"['’]s$", "", word))
        if not leans(earlier):
            break
    return " ".join(picked)
