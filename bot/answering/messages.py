"""Messages of several sentences: which of them ask something, and one answer to all that do."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.answering.answer import Answer, Citation, Position
from bot.answering.blocks import Block, Listing, Statement, renumbered, written
from bot.answering.clauses import alone, opens
from bot.answering.language import phrases
from bot.answering.question.kind import ASKING, AUXILIARY, kind_of
from bot.answering.question.reading import read
from corpus.late import LatePattern
from index.terms import terms

_END = LatePattern(
    r"[.!?…]+[\"”’)]*(?=\s)|[:;](?=\s)|\s[–—-]\s(?!\S+(?:\s\S+)?[.?!]*(?:\s[–—-]|$|[.?!]\s))|\n+"
    r"|[\U0001F1E6-\U0001FAFF\u2600-\u27BF\ufe0f]+"
)
_ABBREVIATED = LatePattern(
    r"(?:\b(?:St|Mt|Dr|Mr|Mrs|Ms|vs|e\.g|i\.e|acc|approx|no|D\.C|U\.S|U\.K)|\b[A-Z])\.$"
)
_ASKS = LatePattern(rf"\b(?:{'|'.join(ASKING)})\b", re.IGNORECASE)
_DENIES = LatePattern(rf"(?={AUXILIARY}\b)\w+n['’]?t\b", re.IGNORECASE)
"""How what is told begins that sounds like a question: "Haven't been there in ages"."""

_UNFINISHED = LatePattern(r"(?:[:;…–—-]|\.{3})$")
"""How a sentence ends that goes on: "Chicago and Africa: how many are there?"."""

_FINISHED = LatePattern(r"(?<!\.)[.!?][\"”’)]*$")
_PLEADS = LatePattern(r",?\s(?:please|pls|plz)[.!]*$", re.IGNORECASE)
_MARKER = LatePattern(r"\s*\[\d+\]")
_CONFIRMING = frozenset(terms("right true correct really sure false wrong possible t isnt cant"))
"""The terms of what only asks for a yes: "Can that be right?"."""

_FEWEST_WORDS = 3  # of what does not begin as a question and is said to have no answer; "Right?" is none
_ASKS_WHETHER = LatePattern(rf"{AUXILIARY}\b", re.IGNORECASE)
_ASKS_WHICH_ONE = LatePattern(rf"(?:which|who)(?:\s+ones?)?\s+{AUXILIARY}\b", re.IGNORECASE)
"""How a question begins that does not say of what it asks which one: "Which has …?"."""

_VERB = LatePattern(rf"\b{AUXILIARY}\b", re.IGNORECASE)
_NAMING = frozenset(terms("name one ones it list please"))
_MOST = 4
"""Questions of a message that are answered at most, each by itself."""


@dataclass(frozen=True)
class Part:
    """A sentence or clause that asks, and those before it, which say what it is about."""

    text: str
    before: tuple[str, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What it names itself."""
        return read(self.text).names

    @property
    def lead(self) -> str:
        """What stands right before it; empty where nothing does."""
        return self.before[-1] if self.before else ""

    @cached_property
    def _lead_names(self) -> tuple[str, ...]:
        return read(self.lead).names

    @property
    def follows_names(self) -> bool:
        """Tell whether its own sentence begins with a clause that names something and asks nothing."""
        return self.carries_on and bool(self._lead_names)

    @property
    def carries_on(self) -> bool:
        """Tell whether its own sentence begins with a clause that asks nothing."""
        return bool(self.lead) and not _FINISHED.search(self.lead) and not opens(self.lead)

    @property
    def follows_more_names(self) -> bool:
        """Tell whether that clause names something beyond its first word, which has a capital anyway."""
        return self.follows_names and any(self.lead.find(one) > 0 for one in self._lead_names)

    @property
    def has_topic(self) -> bool:
        """Tell whether its own sentence begins with what it is about: "Kobe, Cork … who has more?".

        So does one whose question stands before what it is asked of: "Which of these has most: Kobe, Cork?".
        """
        asks_first = self.lead.endswith(":") and opens(self.lead)
        goes_on = bool(_UNFINISHED.search(self.lead))
        return asks_first or (goes_on and (self.follows_names or self.follows_fragment))

    @property
    def follows_fragment(self) -> bool:
        """Tell whether what stands before it is no sentence: "More than nine partners – who has that?"."""
        said = len(self.lead.split()) >= _FEWEST_WORDS and not opens(self.lead)
        return said and not has_verb(self.lead)

    @property
    def follows_several(self) -> bool:
        """Tell whether it asks which of several that were told of: "I know Kobe and Cork. Who has more?"."""
        told = not opens(self.lead) and len(self._lead_names) > 1
        return told and not self.names and bool(_ASKS_WHICH_ONE.match(alone(self.text)))

    @property
    def is_elliptical(self) -> bool:
        """Tell whether it asks nothing without what stands before it: "… broke with two. With which?"."""
        return self._only_names and bool(self._lead_names)

    @property
    def asks_which(self) -> bool:
        """Tell whether it asks for what the question before it asked about: "Is there one? Which?"."""
        return self._only_names and bool(_ASKS_WHETHER.match(self.lead))

    @property
    def _only_names(self) -> bool:
        """Tell whether it asks which or who it is, and says nothing of it."""
        naming = kind_of(self.text) in ("thing", "person") and set(terms(self.text)) <= _NAMING
        return naming and not self.names


def has_verb(text: str) -> bool:
    """Tell whether a text has a verb that questions are built with, without which it may be no sentence."""
    return bool(_VERB.search(text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a message, as people set them apart: stops, colons, dashes, lines, pictures."""
    found, start = [], 0
    for match in _END.finditer(text):
        so_far = text[start : match.end()].strip()
        if _ABBREVIATED.search(so_far):
            continue
        found.append(so_far)
        start = match.end()
    found.append(text[start:].strip())
    return [one for one in found if any(letter.isalnum() for letter in one)]


def asking(said: Sequence[str], talk: Collection[str] = ()) -> list[Part]:
    """Return the sentences that ask something, each with those before it.

    Where one has a question mark, begins like a question, or demands something, those that do none of these
    are told and not asked. Of what is only `talk`, what names something stands before what is asked.
    """
    parts = [
        Part(one, tuple(each for each in said[:at] if each not in talk or read(each).names))
        for at, one in enumerate(said)
        if one not in talk and not one.endswith(":")
    ]
    clear = [part for part in parts if _asks(part.text)]
    clear = clear or [part for part in parts if _ASKS.search(part.text)]
    return list(dict.fromkeys(_confirmed(part) for part in clear))[:_MOST]


def _asks(text: str) -> bool:
    """Tell whether a sentence asks by how it ends, begins, or pleads: "Their partners, please"."""
    return "?" in text or bool(_PLEADS.search(text)) or (opens(text) and not _DENIES.match(text))


def _confirmed(part: Part) -> Part:
    """Return what a part asks to be confirmed, where it asks for nothing else: "…, can that be?"."""
    if _ASKS.search(part.text) or not set(terms(part.text)) <= _CONFIRMING:
        return part
    stated = [at for at, one in enumerate(part.before) if not set(terms(one)) <= _CONFIRMING]
    return Part(part.before[stated[-1]], part.before[: stated[-1]]) if stated else part


def closer(
    said: Sequence[str], cut: Callable[[str], Sequence[str]], talk: Collection[str] = ()
) -> list[Part]:
    """Return the parts that ask where sentences are cut into clauses; none where nothing was to be cut."""
    clauses = [clause for one in said for clause in ([one] if one in talk else cut(one))]
    return asking(clauses, talk) if len(clauses) > len(said) else []


def together(message: str, answers: Sequence[tuple[str, Answer]]) -> Answer:
    """Return one answer to a message for those to its questions; of those without one it says so.

    Its value is that of the one question that asks for more than yes or no; of several that ask for lists
    all that these hold; none where several ask for other things.
    """
    if len(answers) == 1:
        return answers[0][1]
    given = [answer for _, answer in answers if not answer.abstained]
    exact = [one for one in given if one.has_values]
    exact = [one for one in exact if not isinstance(one.values, bool)] or exact
    blocks: list[Block] = []
    citations: list[Citation] = []
    disagreements = []
    told: set[str] = set()
    dated: set[frozenset[tuple[str, str]]] = set()
    quoted = [citation for answer in given for citation in answer.citations]
    for question, answer in answers:
        if answer.abstained:
            if _is_quoted(answer, quoted):
                continue
            left = alone(question)
            if opens(left) or len(left.split()) >= _FEWEST_WORDS:
                blocks.append(Statement(phrases()("message.unanswered", question=left)))
            continue
        by = len(citations)
        said = {_holds(block) for block in answer.laid_out}
        if said <= told:  # it was all said before
            continue
        fresh = [
            block
            for at, block in enumerate(answer.laid_out)
            if (at == 0 and _leads(block)) or not (_holds(block) in told or _dates(block) in dated)
        ]
        told |= said
        dated |= {_dates(block) for block in answer.laid_out} - {frozenset()}
        blocks += [renumbered(block, by.__add__) for block in fresh]
        citations += [replace(one, number=one.number + by) for one in answer.citations]
        disagreements += [
            replace(one, statements=tuple(Position(side.text, side.citation + by) for side in one.statements))
            for one in answer.disagreements
        ]
    whole = Answer.of(
        blocks,
        message,
        confidence=min(one.confidence for one in given),
        citations=citations,
        disagreements=disagreements,
        follow_ups=given[-1].follow_ups,
    )
    whole = _each_once(whole)
    if len(exact) == 1:
        return replace(whole, has_values=True, values=exact[0].values, complete=exact[0].complete)
    lists = [one.values for one in exact if isinstance(one.values, list)]
    if not lists or len(lists) != len(given):
        return whole
    values = list(dict.fromkeys(value for values in lists for value in values))
    claims = {one.complete for one in exact}
    return replace(whole, has_values=True, values=values, complete=claims.pop() if len(claims) == 1 else None)


def _is_quoted(answer: Answer, quoted: Sequence[Citation]) -> bool:
    """Tell whether what is nearest to a question without an answer is quoted for another one of the message.

    Of "When is the meeting, and how much notice is given?" one sentence or two may answer both.
    """
    nearest = next((one for one in answer.nearest if one.kind == "passage"), None)
    return nearest is not None and any(
        (one.document, one.version) == (nearest.document, nearest.version)
        and one.start <= nearest.start
        and nearest.end <= one.end
        for one in quoted
        if one.kind == "passage"
    )


def _each_once(answer: Answer) -> Answer:
    """Give what several parts cite one number, and what they disagree about one place."""
    numbers: dict[str, int] = {}
    for citation in answer.citations:
        numbers.setdefault(citation.id, len(numbers) + 1)
    number = {one.number: numbers[one.id] for one in answer.citations}.__getitem__
    citations = {numbers[one.id]: replace(one, number=numbers[one.id]) for one in answer.citations}
    told = {
        (item.about, tuple(side.text for side in item.statements)): replace(
            item,
            statements=tuple(replace(side, citation=number(side.citation)) for side in item.statements),
        )
        for item in answer.disagreements
    }
    blocks = tuple(renumbered(block, number) for block in answer.blocks)
    return replace(
        answer.saying(blocks),
        citations=tuple(citations[at] for at in sorted(citations)),
        disagreements=tuple(told.values()),
    )


def _leads(block: Block) -> bool:
    """Tell whether a block is a yes or no to what follows it, which each question has of its own."""
    return isinstance(block, Statement) and not block.citations


def _dates(block: Block) -> frozenset[tuple[str, str]]:
    """Return the entries of a list of which something is said: what "Since when?" lists again."""
    items = block.items if isinstance(block, Listing) else ()
    return frozenset((item.label, item.note) for item in items if item.note)


def _holds(block: Block) -> str:
    """Return what a block tells, whatever its citations are numbered."""
    if isinstance(block, Listing):
        return "\n".join([_MARKER.sub("", block.lead), *(item.label for item in block.items)])
    return _MARKER.sub("", written([block]))
