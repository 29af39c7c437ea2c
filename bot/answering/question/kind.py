"""What kind of thing a question asks for: a person, a time, a place, a number, a reason."""

from __future__ import annotations

import re
from typing import Literal, cast

from bot.answering.question.asking import asking_of
from corpus.late import LatePattern

Kind = Literal["person", "time", "place", "number", "reason", "manner", "thing", "yes_no"]

ASKING = ("what", "which", "who", "whom", "whose", "when", "where", "why", "how")
"""The words that ask, in lower case."""

_ASKING = rf"(?:{'|'.join(ASKING)})"
AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)(?:n['’]?t)?"
)
"""What a question begins with that asks for a yes, in lower case."""

_ASKS = LatePattern(rf"\b{_ASKING}\b")
_YES_NO = LatePattern(rf"{AUXILIARY}\b")
_EMBEDDED = LatePattern(
    rf"{AUXILIARY}\s.{{0,80}}?\b(?:say|state|mention|tell|told|know|known|explain|describe|show|remember"
    rf"|me|us|idea|clear)\s+(?:in\s+|on\s+|since\s+)?{_ASKING}\b"
)
"""A question that only sounds like one for a yes: "Do you know where he spoke?"."""

_OPENING_CLAUSE = LatePattern(
    r"(?:when|where|while|if|although|though|once|after|before|as|since|because|given that|in|on|at|by|to|for"
    r"|according)\s[^,?]*,\s*"
    r"(?P<rest>.*)",
    re.DOTALL,
)
"""What stands before the question itself: "When a treaty is signed, …", "In his view, …"."""

_WHICH = rf"(?:what|which)\s(?:(?:is|was|are|were) the |(?!{AUXILIARY}\b)[\w-]+\s)?"
"""Which …, which American …, what was the …"""

_KINDS: tuple[tuple[Kind, LatePattern], ...] = (
    (
        "number",
        LatePattern(
            r"how (?:many|much|large|big|old|tall|high|far|deep|wide|fast|often)\b"
            rf"|{_WHICH}(?:percent|percentage|number|proportion|fraction|population|ratio|amount|size|share)\b"
        ),
    ),
    (
        "time",
        LatePattern(
            r"when\b|how long\b"
            rf"|{_WHICH}(?:years?|dates?|days?|months?|century|centuries|decades?|time|era|period|age)\b"
        ),
    ),
    ("person", LatePattern(r"who(?:m|se)?\b")),
    (
        "place",
        LatePattern(
            rf"where\b|{_WHICH}(?:country|countries|city|cities|states?|places?|regions?"
            r"|location|town|towns|county|continent|river|district|college|university|building)\b"
        ),
    ),
    (
        "reason",
        LatePattern(rf"why\b|{_WHICH}(?:reasons?|causes?)\b|what (?:led|caused|made)\b|how come\b"),
    ),
    ("manner", LatePattern(r"how\b")),
)


_NO_VERB = r"(?!(?:was|is|does|has|were|are|did|do|had|have|can|will|would|should|this|its|his)\b)"
_SEVERAL = LatePattern(
    r"\bhow (?:do|does|did|can|could|should|would|must|to)\b|\b(?:steps?|procedure|process)\b"
    r"|\bwhat (?:do|does|must|should|can) (?:\w+\s){1,3}?(?:do|bring|send|need|have to|fill|pack)\b"
    r"|\b(?:what|who|which) (?:all )?(?:are|were)\b"
    rf"|\b(?:which|what) (?:{_NO_VERB}[\w-]+ ){{0,2}}?{_NO_VERB}[\w-]{{2,}}(?<!s)s\b"
    r"|\bwho all\b|\b(?:list|name|all) (?:of )?(?:the|all)\b|\bwhat (?:all|else)\b"
)
"""What asks for more than one thing: steps ("How do we apply?"), a list ("Which towns …", "What are …")."""


def asks_for_several(text: str) -> bool:
    """Tell whether a question asks for the steps of something, or for several things; total."""
    other = asking_of(text)
    return bool((other.several if other else _SEVERAL).search(text.casefold()))


def kind_of(text: str) -> Kind:
    """Return what a question asks for, by its first word that asks; total over every string."""
    lower = text.casefold().strip()
    other = asking_of(text)
    if other is not None:
        return cast(Kind, other.kind(lower))
    opening = _OPENING_CLAUSE.match(lower)
    if opening and (_ASKS.search(opening["rest"]) or _YES_NO.match(opening["rest"])):
        lower = opening["rest"]
    if _YES_NO.match(lower) and not _EMBEDDED.match(lower):
        return "yes_no"
    asks = _ASKS.search(lower)
    if asks is None:
        return "thing"
    return next((kind for kind, pattern in _KINDS if pattern.match(lower, asks.start())), "thing")
