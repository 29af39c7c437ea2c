"""Exclusion rules: a sentence cannot answer, whatever the fitted weights make of it.

A rule is here when it excludes next to no right answer of the question sets in use (`python -m
bench.fit` prints for each rule how often it held, by kind of question). What is right only more often
than not is a feature.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import numpy as np

from bot.answering.passages import telling
from bot.answering.passages.answer_type import asks_share, cannot_be, is_new, other_rank
from bot.answering.passages.features.comparison import Candidate
from bot.answering.passages.features.numbers import YEAR
from bot.answering.passages.query import Query
from corpus import countries
from corpus.late import LatePattern
from index.terms import STOP_WORDS, stem, terms, words

_MOST_UNKNOWN = 0.5  # of the names in a question
_COUNTED_ALIKE = 0.37  # cosine between what is counted and what is asked; "years" and "words" have less
_COUNTED_WITHIN = 45  # characters after a number in which what it counts stands
_NEAR = 5  # words around a noun in which its name stands

_COUNT = LatePattern(r"\bhow (?:many|much)\b", re.IGNORECASE)
_NUMBER = LatePattern(
    r"\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundreds?|thousands?"
    r"|millions?|billions?|dozens?|half|several|both|most|none)\b",
    re.IGNORECASE,
)
_SUBJECT = LatePattern(
    r"\b(?:[Dd]id|[Dd]oes|[Dd]o|[Ww]as|[Ww]ere|[Ii]s|[Aa]re|[Hh]as|[Hh]ave|[Hh]ad|[Cc]an|[Cc]ould|[Ww]ill"
    r"|[Ww]ould)\s+(?:the\s+)?(?P<name>(?:[^\W\d_a-zß-öø-ÿ][\w’'-]*\s*)+)"
)
_TOPIC = LatePattern(
    r"\b(?:sa(?:y|ys|id)|t(?:ell|old)|talk(?:s|ed)?|sp(?:eak|oke)|wr(?:ite|ote)|th(?:ink|ought)|feel|felt|know|knew"
    r"|remarks?|views?|opinions?|words?|claims?)\s(?:\w+\s){0,4}?(?:about|regarding|concerning)\s(?P<topic>[^?(),]+?)"
    r"(?=[?(),]|\s(?:in|at|on|during|when|before|after|with|to|by|as|while|since|until|than|that|which)\b|$)",
    re.IGNORECASE,
)
_NAMED = LatePattern(
    r"\bnames? of (?:the |a |an )?(?P<a>(?:[a-z]+ ){0,2}[a-z]+)"
    r"|\bwhat (?:is|was|are|were) (?P<b>[a-z ]+?) (?:called|named)\b"
)
_BEFORE = LatePattern(r"\b(?:before|after)\b")
_TELLS_BEFORE = frozenset(
    ("before", "after", "prior", "following", "previous", "previously", "later", "earlier", "succeeded",
     "successor", "predecessor", "then", "former", "since")
)  # fmt: skip
_ONE_OF_A_KIND = LatePattern(
    r"\b(?:which|what) (?:\w+ )?(?:company|firm|corporation|airline|newspaper|magazine|bank|team|band|brand"
    r"|hotel|restaurant|president|king|queen|emperor|author|artist|scientist|composer|actor|player|politician"
    r"|journalist|university)\b",
    re.IGNORECASE,
)
_WHICH_DATE = LatePattern(
    r"\b(?:what|which)\s(?:\w+\s)?(?P<unit>year|decade|century|month|date|day)s?\b", re.IGNORECASE
)
_MONTH = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|spring|summer|autumn|winter"
)
_YEAR = (
    r"(?<![\d,.])\d{3,4}s?\b(?![,.]\d)|['’]\d\ds?\b|years? (?:ago|later|earlier|before|after)\b|century\b"
    r"|\d+ (?:ad|bce?|ce)\b"
)
_SAYS_DATE = {
    unit: LatePattern(rf"(?:{pattern})", re.IGNORECASE)
    for unit, pattern in {
        "year": _YEAR,
        "decade": rf"decade|{_YEAR}",
        "century": _YEAR,
        "month": rf"\b(?:{_MONTH})\b|months?\b",
        "date": rf"\d|\b(?:{_MONTH})\b",
        "day": rf"\d|\b(?:{_MONTH}|\w+day|days?)\b",
    }.items()
}
_WHICH_COUNTRY = LatePattern(
    r"\b(?:what|which)\s(?:other |foreign |\w+n )?(?:country|countries|nations?)\b", re.IGNORECASE
)
_PAST = LatePattern(r"\b(?P<verb>[a-z]{2,}ed)\b(?! by\b)")  # "painted by the elite" asks for no painting
_AGO = LatePattern(r"\b(?:years?|decades?|centur(?:y|ies)) ago\b", re.IGNORECASE)
_HOW_LONG = LatePattern(r"\bhow long\b(?! ago)", re.IGNORECASE)
_UNIT = r"(?:second|minute|hour|day|night|week|month|season|year|decade|centur|generation|millenni|lifetime)"
_LASTS = LatePattern(
    rf"\b(?:\w+[- ]{_UNIT}\w*\b(?! ago)|since|until|till|forever|for ever|permanent\w*|indefinite\w*|always"
    rf"|throughout|rest of|from \d+|{_UNIT}s?\b(?! ago)|long|short|brief\w*|quick\w*|\d{{3,4}}\s?[-–—])",
    re.IGNORECASE,
)  # fmt: skip


def excluded(query: Query, top: Candidate) -> bool:
    """Return True if any rule says that the sentence cannot answer the question."""
    return any(rule(query, top) for rule in RULES.values())


def _names_unknown(query: Query, top: Candidate) -> bool:
    """Return True if most names in the question occur in no passage, not even in a similar spelling."""
    return query.unknown_names > _MOST_UNKNOWN


def _subject_unknown(query: Query, top: Candidate) -> bool:
    """Return True if the name of whom it is about is in no passage: "What did *Trump* say …?"."""
    match = _SUBJECT.search(query.question.text)
    if match is None:
        return False
    known = {stem(name.casefold()) for name in query.question.names}
    return not query.unseen.isdisjoint(known.intersection(terms(match["name"])))


def _topic_unknown(query: Query, top: Candidate) -> bool:
    """Return True if no passage has a word of the topic asked about: "… say about health care?".

    Where the topic holds a name, also if this passage has none of its words.
    """
    match = _TOPIC.search(query.question.text)
    topic = terms(match["topic"]) if match else []
    if not topic:
        return False
    named = {stem(name.casefold()) for name in query.question.names}.intersection(topic)
    held = frozenset(top.view.where) | top.view.context.terms
    return query.unseen.issuperset(topic) or (bool(named) and held.isdisjoint(topic))


def _other_rank(query: Query, top: Candidate) -> bool:
    """Return True if another rank is told than the one asked for: the largest, not the second largest."""
    return other_rank(query.question, top.nearby)


def _no_number(query: Query, top: Candidate) -> bool:
    """Return True if a number is asked for and none is given but those in the question."""
    return query.question.kind == "number" and cannot_be(query.question, top.nearby)


def _counts_something_else(query: Query, top: Candidate) -> bool:
    """Return True if every number given counts something unlike what is to be counted."""
    question = query.question
    if not _COUNT.search(question.text) or asks_share(question) or not len(query.noun_rows):
        return False
    similar = top.similar[query.noun_rows]
    alike = [float(similar[:, rows].max(1).mean()) for rows in _counted(query, top)]
    return bool(alike) and max(alike) < _COUNTED_ALIKE


def _counted(query: Query, top: Candidate) -> Iterator[list[int]]:
    """Return, for each number near the sentence, the passage's tokens from it to what it counts."""
    view, question = top.view, query.question
    spans = view.spans[max(0, top.place - 1) : top.place + 2]
    low, high = spans[0].start, spans[-1].stop
    if low >= high:
        return
    starts = view.offsets[low:high, 0]
    for match in _NUMBER.finditer(view.passage.text, int(starts[0]), int(view.offsets[high - 1, 1])):
        number = match[0].casefold()
        if number in question.words or number.replace(",", "").rstrip(".") in question.numbers:
            continue
        rows = np.flatnonzero((starts >= match.start() - 1) & (starts < match.end() + _COUNTED_WITHIN))
        if len(rows):
            yield [low + int(row) for row in rows[:7]]


def _no_name(query: Query, top: Candidate) -> bool:
    """Return True if a name is asked for and no capitalised or quoted word is near what bears it."""
    match = _NAMED.search(query.question.text)
    if match is None:
        return False
    heads = terms(match["a"] or match["b"])
    tokens = re.findall(r"\w+|[^\w\s]", _whole(top))
    for place, token in enumerate(tokens):
        if stem(token.casefold()) in heads:
            near = tokens[max(0, place - _NEAR) : place + _NEAR + 1]
            if any(
                word in "\"“‘'«" or (word[0].isupper() and word.casefold() not in STOP_WORDS) for word in near
            ):
                return False
    return True


def _nobody_before(query: Query, top: Candidate) -> bool:
    """Return True if who came before or after somebody is asked and the sentence tells no before or after."""
    question = query.question
    return (
        question.kind == "person"
        and bool(_BEFORE.search(question.text.casefold()))
        and not _TELLS_BEFORE & set(top.sentence.order)
    )


def _no_duration(query: Query, top: Candidate) -> bool:
    """Return True if a length of time is asked for and none is given."""
    if not _HOW_LONG.search(query.question.text):
        return False
    return not any(_LASTS.search(sentence.text) for sentence in top.nearby)


def _nothing_named(query: Query, top: Candidate) -> bool:
    """Return True if it is asked which company, president, newspaper … it is and none is named."""
    question = query.question
    if not _ONE_OF_A_KIND.search(question.text):
        return False
    adjectives = countries.adjectives()
    for sentence in top.nearby:
        opening = sentence.order[:1] if sentence.text[:1].isupper() else ()
        for name in sentence.names:
            word = next(iter(words(name)), name)
            if is_new(question, word) and word not in opening and word not in adjectives:
                return False
    return True


def _other_act(query: Query, top: Candidate) -> bool:
    """Return True if the sentences tell of another act than the one asked about.

    "Did Sanders invent it?" is answered by a sentence that says no without the verb.
    """
    question, near = query.question, top.in_context
    if question.kind == "yes_no" and any(sentence.denies for sentence in near):
        return False
    verbs = [question.text[start:end] for start, end in question.verbs]
    verbs += [match["verb"] for match in _PAST.finditer(question.text)]
    said = frozenset().union(*(sentence.stems for sentence in near))
    text = " ".join(sentence.text for sentence in near)
    return any(telling.untold(verb, said, text) for verb in verbs)


def _other_year(query: Query, top: Candidate) -> bool:
    """Return True if the passage has none of the years asked about, nor their decades.

    Where "ten years ago" is asked about, also if it has no "ago".
    """
    text = _whole(top)
    years = YEAR.findall(query.question.text)
    if _AGO.search(query.question.text) and not _AGO.search(text):
        return True
    return bool(years) and not any(year in text or f"{year[:3]}0s" in text for year in years)


def _whole(top: Candidate) -> str:
    """Return the words of the passage after what stands above it."""
    return f"{top.view.context.text} {top.view.passage.text}"


def _no_date(query: Query, top: Candidate) -> bool:
    """Return True if a year, month or day is asked for and none is given: "most recently" is none."""
    match = _WHICH_DATE.search(query.question.text)
    if match is None:
        return False
    pattern = _SAYS_DATE[match["unit"].casefold()]
    said = (found[0] for sentence in top.in_context for found in pattern.finditer(sentence.text))
    return all(date in query.question.text for date in said)


def _no_country(query: Query, top: Candidate) -> bool:
    """Return True if a country is asked for and none is named."""
    if not _WHICH_COUNTRY.search(query.question.text):
        return False
    return not any(
        is_new(query.question, name.split()[0]) for name in _country().findall(top.sentence.text.casefold())
    )


@cache
def _country() -> re.Pattern[str]:
    """Return what finds a country's name, or its adjective, in lower case."""
    known = sorted({*countries.names(), *countries.adjectives()}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})\b")


RULES: Mapping[str, Callable[[Query, Candidate], bool]] = {
    "most names unknown": _names_unknown,
    "subject unknown": _subject_unknown,
    "topic unknown": _topic_unknown,
    "another rank": _other_rank,
    "no number": _no_number,
    "counts something else": _counts_something_else,
    "no name": _no_name,
    "nobody before": _nobody_before,
    "no duration": _no_duration,
    "nothing named": _nothing_named,
    "another act": _other_act,
    "another year": _other_year,
    "no date": _no_date,
    "no country": _no_country,
}
