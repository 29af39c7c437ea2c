"""Read a question: what kind of thing it asks for, and what it names."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from bot.answering.question.asking import asking_of
from bot.answering.question.kind import ASKING, Kind, kind_of
from corpus.late import LatePattern
from index.terms import STOP_WORDS, stem, terms, words

CAPITALISED = LatePattern(r"[^\W\d_a-zß-öø-ÿ][\w’'-]*")
"""A word that may be part of a name: it begins with no small Latin letter."""

_NUMBER = LatePattern(r"\d[\d,.]*\d|\d")
_ASKS_FOR = LatePattern(r"\b(?:what|which|how many|how much|whose)\s+(?P<noun>[^\W\d_]{3,})", re.IGNORECASE)
_SUBJECT_VERB = LatePattern(r"\s*(?:who|what)\s+(?P<verb>[^\W\d_]{3,})", re.IGNORECASE)
_DO_VERB = LatePattern(
    r"\b(?:did|does|do|was|were)\s+(?:the\s+)?(?:[^\W\d_]+['’]?s?\s+){1,3}?"
    r"(?:(?:ever|never|also|first|still|just|once|not|[a-z]+ly)\s+)*(?P<verb>[a-z]{3,})\b"
)
_OPENING = frozenset((*ASKING, "and", "but", "so", "in", "on", "at", "since"))
"""Words that begin a question with a capital letter and name nothing."""

_NEGATION = LatePattern(
    r"\b(not|never|no|none|nobody|nothing|neither|nor|without|except|besides|excluding|cannot|unable|fail(ed|s)?"
    r"|refuse[ds]?|lack(ed|s)?|stop(ped)?|other than|outside of|instead of)\b|n['’]t\b|\bnon-",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was read.

    `terms` are its stemmed content words in order, each once; `bigrams` the pairs of neighbours among
    them; `names` the capitalised words that are no sentence's first word, without possessive endings;
    `numbers` as written, without thousands separators; `carried` those of the terms that only earlier
    questions say; `asked_noun` and `verbs` where the word that says what is asked for and the likely main
    verb stand, code points [start, end).
    """

    text: str
    kind: Kind
    words: tuple[str, ...]
    terms: tuple[str, ...]
    bigrams: frozenset[tuple[str, str]]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    carried: frozenset[str]
    negated: bool
    asked_noun: tuple[tuple[int, int], ...]
    verbs: tuple[tuple[int, int], ...]


def read(
    text: str, ignored: Collection[str] = (), carried: str = "", small: Collection[str] = ()
) -> Question:
    """Read a question; total over every string.

    `small` are words of it that are names, though written without a capital.
    `carried` is the end of `text` that was taken from earlier questions.
    `ignored` are terms that count for nothing: words for the text asked about ("according to the
    essay", its author's name), which the text itself does not hold.
    """
    said, brought = terms(text), terms(carried)
    stems = [term for term in said if term not in ignored]
    return Question(
        text=text,
        kind=kind_of(text),
        words=tuple(word.casefold() for word in words(text)),
        terms=tuple(dict.fromkeys(stems)),
        bigrams=frozenset(pairwise(stems)),
        names=tuple(
            name for name in dict.fromkeys([*_names(text), *small]) if stem(name.casefold()) not in ignored
        ),
        numbers=tuple(number.replace(",", "") for number in _NUMBER.findall(text)),
        carried=frozenset(brought).difference(said[: len(said) - len(brought)]),
        negated=negated(text),
        asked_noun=_asked_noun(text),
        verbs=_verbs(text),
    )


def _asked_noun(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the word stands that says what kind of thing is asked for: "Which *vaccine* …"."""
    match = _ASKS_FOR.search(text)
    if match is None or match["noun"].casefold() in STOP_WORDS:
        return ()
    return (match.span("noun"),)


def _verbs(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the likely main verb stands: after who or what, or after do and a subject."""
    match = _SUBJECT_VERB.match(text)
    if match and match["verb"].casefold() not in STOP_WORDS:
        return (match.span("verb"),)
    found = _DO_VERB.search(text)
    return (found.span("verb"),) if found and found["verb"].casefold() not in STOP_WORDS else ()


def negated(text: str) -> bool:
    """Tell whether a text denies, excludes or reports a failure."""
    return bool(_NEGATION.search(text))


def _names(text: str) -> list[str]:
    """Return the capitalised words that are names: none that begins a sentence and says nothing.

    Where nouns are written with capitals, none after a determiner, and none that the lexicon translates.
    """
    found = []
    other = asking_of(text)
    for match in CAPITALISED.finditer(text):
        word = re.sub(r"['’]s?$", "", match[0])
        lower, before = word.casefold(), text[: match.start()].rstrip()
        if other and other.is_noun(lower, before):
            continue
        opens = not before or before.endswith((".", "?", "!", ":", "¿", "¡"))
        asks = lower in STOP_WORDS or lower in _OPENING or (other is not None and lower in other.known)
        if opens and asks:
            continue
        if word and lower not in STOP_WORDS:
            found.append(word)
    return found
