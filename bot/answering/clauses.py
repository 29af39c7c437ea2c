"""Where in a sentence a question begins: "My boss asks, since when …", "Who is it, and where is it?"."""

from __future__ import annotations

import re

from bot.answering.question.kind import ASKING, AUXILIARY
from corpus.late import LatePattern

_JOINING = r"(?:(?:and|but|or|so|then|also|because)\b[, ]*|if (?:so|yes|not|true)\b[, ]*)"
_LEADING = rf"(?:{_JOINING}|(?:now|please|kindly|just|well|i (?:mean|wonder|guess))\b[, ]*)*"
_PREPOSITION = r"(?:(?:since|until|in|with|to|from|at|of|by|on|for|between|about)\s+)?"
_ASKS = rf"(?:{'|'.join(ASKING)})(?:['’]?s|['’]re|['’]d)?\b"
_DEMANDS = r"(?:list|name|tell|show|give|compare|count|explain|describe|define|summari[sz]e|sum)\b"
_OPENS = LatePattern(rf"{_LEADING}(?:{_PREPOSITION}{_ASKS}|{AUXILIARY}\b|{_DEMANDS})", re.IGNORECASE)
_JOINED = LatePattern(_JOINING + "+", re.IGNORECASE)
_JOINT = LatePattern(r"(?:[,;:(]|\s[–—-])\s*|\s(?=(?:and|but|or|so|then|because|if)\s)", re.IGNORECASE)
_EMBEDDED = LatePattern(rf"(?<=\s){_PREPOSITION}{_ASKS}", re.IGNORECASE)
_REFERRED = LatePattern(
    r"\b(?:the|those|all|any)\s(?:\w+\s){0,2}?(?:date|day|month|year|city|cities|towns?|places?|countr(?:y|ies)|partners?)\s$",
    re.IGNORECASE,
)
"""What a clause that begins like a question says more of: "the date on which", "the cities to which"."""

_JOINTS = frozenset(("and", "but", "or", "so", "then", "also", "because", "if"))
_TIMES = LatePattern(r"(?:when|where)\b", re.IGNORECASE)
_INVERTED = LatePattern(rf"\w+\s+{AUXILIARY}\b", re.IGNORECASE)
_BESIDE = LatePattern(r"\s*\([^()A-Z]*\)")
"""Words in brackets without a name: "(year is enough)"."""

_LEANS_ON = LatePattern(
    r"(?:when|where|while|if|although|though|once|after|before|as|since|until|because|given|in|on|at|by|to|for"
    r"|of|from|with|without|between|among|during|according|besides|except|apart|unlike|like)\b",
    re.IGNORECASE,
)
"""What stands before a question and belongs to it: "In Japan, which …"; no aside begins so."""


_FIRST_PERSON = LatePattern(r"(?:i|we|my|our)\b", re.IGNORECASE)


def opens(text: str) -> bool:
    """Tell whether a text begins as a question or a demand does."""
    return bool(_OPENS.match(text.lstrip("\"“'( ")))


def alone(clause: str) -> str:
    """Return a clause without the words that only join it to the one before: "and who is the mayor?"."""
    joined = _JOINED.match(clause)
    return clause[joined.end() :] if joined else clause


def apart(sentence: str) -> list[str]:
    """Return the clauses of a sentence, a new one where a question begins after a comma or "and".

    A sentence of one clause comes back whole; so does one whose first words belong to the question.
    """
    starts = [0]
    for joint in _JOINT.finditer(sentence):
        before = sentence[starts[-1] : joint.start()].casefold().split()
        if not _JOINTS.issuperset(before) and opens(sentence[joint.end() :]):
            starts.append(joint.end())
    clauses = _cut(sentence, starts)
    return [sentence] if len(clauses) > 1 and _leans_on(clauses[0]) else clauses


def _leans_on(clause: str) -> bool:
    """Tell whether a clause belongs to what follows: "When they signed, …"; not "When did they sign, …"."""
    asks = _INVERTED.match(clause) if _TIMES.match(clause) else opens(clause)
    return bool(_LEANS_ON.match(clause)) and not asks


def embedded(clause: str) -> list[str]:
    """Return what leads in to a question, and the question: "I was wondering", "what sister cities it has".

    A clause that asks from its beginning, or holds no question, comes back whole.
    """
    if opens(clause) or _leans_on(clause):
        return [clause]
    inside = _EMBEDDED.search(clause)
    if inside is not None and _REFERRED.search(clause[: inside.start()]):
        return [clause]  # "I need the date on which …"
    return [clause] if inside is None else _cut(clause, [0, inside.start()])


def of_asker(clause: str) -> bool:
    """Tell whether a clause tells of who asks and not of what is asked: "I am learning Finnish"."""
    return bool(_FIRST_PERSON.match(clause))


def _cut(text: str, starts: list[int]) -> list[str]:
    ends = [*starts[1:], len(text)]
    found = [
        _without_but(_BESIDE.sub("", text[start:end]).strip(" ,;:–—-("))
        for start, end in zip(starts, ends, strict=True)
    ]
    return [one for one in found if any(letter.isalnum() for letter in one)]


def _without_but(clause: str) -> str:
    """Leave out a word that sets a clause against what was said before it; "and" may carry on a question."""
    return re.sub(r"^(?:but|so|because|or)\b[, ]*", "", clause, flags=re.IGNORECASE)
