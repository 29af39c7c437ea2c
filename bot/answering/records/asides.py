"""What is said around the question itself: other sentences, and what leads in to the words that ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SENTENCE_END = re.compile(r"[.!?;]+[\"”’)]*(?=\s)|:(?=\s)")
_TELLING = frozenset(("CITY", "WHERE", "EXCEPTED", "rel", "partner", "friendship"))
_ASKING = frozenset(("which", "who", "where", "when", "how", "many"))
_BEFORE_ASKING = frozenset(("in", "with", "to", "of", "between", "since", "until", "filler"))
_SAYING = frozenset(("records", "ask", "can", "plain", "OTHER"))
_LEADING = frozenset(
    (
        "OTHER", "me", "filler", "article", "be", "do", "have", "to", "ask", "can", "records", "of", "and",
        "about", "in", "still", "plain", "they", "it", "every", "with",
    )
)  # fmt: skip
"""Signs of words that may lead in to a question; one that denies or asks for a reason does not."""

_TOLD = frozenset(("OTHER", "me", "plain", "negated", "tag"))
"""Signs of words that a sentence which asks nothing may say without changing what is asked beside it."""

_TRUE_THAT = ("be", "it", "tag")
_STATING = frozenset(("be", "do", "have"))
_THAT = frozenset(("that", "whether", "if"))
"""Words after which a whole statement follows: what leads in to it says nothing of it."""


_BECAUSE = frozenset(("since", "because", "as", "cause"))
_REASONED = frozenset((*_TELLING, "YEAR"))


def asides(
    text: str, spans: Sequence[tuple[int, int]], order: Sequence[str], names: Sequence[tuple[int, int]]
) -> set[int]:
    """Return the places of the words that count for nothing.

    They are a sentence that names neither place nor partnership and asks nothing, beside one that does; what
    a sentence says that asks nothing, beside one that asks: "I never heard of Rome. Where is it?"; what
    leads in to a question: "I need to know …", "Someone told me …", "Is it true that …"; and what the asker
    says behind it of why: "…, since I live there". `spans` and
    `order` are the words' places and signs, `names` the places of names, inside which no sentence ends.
    """
    sentence = _sentences(text, spans, names)
    telling = {number for number, sign in zip(sentence, order, strict=True) if sign in _TELLING}
    asking = {number for number, sign in zip(sentence, order, strict=True) if sign in _ASKING}
    aside: set[int] = set()
    for number in dict.fromkeys(sentence):
        held = [at for at, of in enumerate(sentence) if of == number]
        if number in telling and number not in asking and asking:
            aside |= {at for at in held if order[at] in _TOLD}
        elif number in telling:
            aside |= _lead(held, order, text, spans) | _reason(held, order, text, spans)
        elif telling and all(order[at] in _LEADING for at in held):
            aside |= set(held)
    return aside


def _sentences(text: str, spans: Sequence[tuple[int, int]], names: Sequence[tuple[int, int]]) -> list[int]:
    """Return the number of the sentence that each word stands in; "Frankfurt a.M." ends none.

    Nor does a colon after a name: what stands before it is asked about.
    """
    stops = [(start, end + ("." in text[start:end])) for start, end in names]
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not any(start < match.end() <= end for start, end in stops)
        and not (match[0] == ":" and any(start < match.start() for start, _ in names))
    ]
    return [sum(end <= start for end in ends) for start, _ in spans]


def _lead(held: Sequence[int], order: Sequence[str], text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Return the words of a sentence that lead in to its question."""
    signs = tuple(order[at] for at in held)
    if signs[:3] == _TRUE_THAT:  # "Is it true that Paris and Rome are twinned?"
        return set(held[: 4 if signs[3:4] == ("filler",) else 3])
    asking = next((at for at in held if order[at] in _ASKING), None)
    if asking is not None:
        lead = [at for at in held if at < asking]
        if lead and order[lead[-1]] in _BEFORE_ASKING:  # "With how many …", "Since when …"
            lead.pop()
        wanted = [order[at] for at in lead[-2:]]
        # "the rivers on which they lie", "the street where it meets"; "the phone number of the office"
        noun = wanted == ["article", "OTHER"] or (wanted[-1:] == ["OTHER"] and order[asking] == "many")
        return set(lead) if not noun and all(order[at] in _LEADING for at in lead) else set()
    first = next(at for at in held if order[at] in _TELLING)
    lead = [at for at in held if at < first]
    said = {order[at] for at in lead}
    stated = any(order[at] in _STATING for at in held if at > first)
    if lead and stated and said <= _LEADING and text[slice(*spans[lead[-1]])].casefold() in _THAT:
        return set(lead)  # "Can you confirm that …", "Please check whether …"
    if said <= _LEADING and "me" in said and not said.isdisjoint(_SAYING) and "about" not in said:
        return set(lead)
    return set()


def _reason(
    held: Sequence[int], order: Sequence[str], text: str, spans: Sequence[tuple[int, int]]
) -> set[int]:
    """Return the words at the end of a sentence that say why somebody asks, and name nothing."""
    told = next((at for at in held if order[at] in _TELLING), held[-1])
    for at in held[:-1]:
        if at > told and text[slice(*spans[at])].casefold() in _BECAUSE and order[at + 1] == "me":
            behind = [one for one in held if one >= at]
            return set() if any(order[one] in _REASONED for one in behind) else set(behind)
    return set()
