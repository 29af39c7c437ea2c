"""What an answer is made of, and how it is written as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from bot.answering.blocks import Block, Quote, Statement, to_json, written
from bot.answering.language import dated
from corpus.model import HEADINGS

Sureness = Literal["high", "fair", "low"]
Value = list[str] | int | float | bool | str

_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that can be checked: `quote` is exactly text[start:end] of that version.

    `record` is the statement's id when `kind` is record; then `title` and `url` are its source's. `answer` is
    the part of the quote that answers, code points [start, end) of that version, None where that is unclear.
    `date` is its document's own; `as_of` and `valid_until` are what that says of when it holds; `page` is
    where the quote begins, from 1, in a file that has pages. `heading` is what it stands under, outermost
    first, `lead` what introduces it beside that: the columns of a table, the line before a list, a calendar's
    marks in words; neither where the quote itself says it. `is_part` tells that it is no sentence of its own,
    such as an item of a list: without what it stands under it may say the opposite.
    """

    number: int
    id: str
    kind: Literal["passage", "record"]
    document: str
    version: int
    title: str
    author: str | None
    url: str | None
    start: int
    end: int
    quote: str
    record: str | None = None
    answer: tuple[int, int] | None = None
    date: str | None = None
    as_of: str | None = None
    valid_until: str | None = None
    page: int | None = None
    heading: str | None = None
    lead: str | None = None
    is_part: bool = False

    @property
    def above(self) -> str:
        """Return what is shown beside the quote: the headings it stands under, and what introduces it."""
        return HEADINGS.join(part for part in (self.heading, self.lead) if part)

    @property
    def under(self) -> str:
        """Return what is said with the quote, not beside it: what introduces it, of a part all above it."""
        return ((self.above if self.is_part else self.lead) or "").rstrip(" :：")

    @property
    def answer_in_quote(self) -> tuple[int, int] | None:
        """Return where in the quote the part stands that answers, code points [start, end)."""
        return None if self.answer is None else (self.answer[0] - self.start, self.answer[1] - self.start)

    def to_json(self) -> dict[str, Any]:
        """Return the citation's JSON object; what has a default only where there is one."""
        row: dict[str, Any] = {
            "number": self.number,
            "id": self.id,
            "kind": self.kind,
            "document": self.document,
            "version": self.version,
            "title": self.title,
            "author": self.author,
            "url": self.url,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
        }
        if self.record is not None:
            row["record"] = self.record
        if self.answer is not None:
            row["answer"] = list(self.answer)
        names = ("date", "as_of", "valid_until", "page", "heading", "lead")
        row |= {name: told for name in names if (told := getattr(self, name))}
        return row


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a disagreement: what is said, and the number of the citation that says it."""

    text: str
    citation: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Sources that say different things about one matter, side by side."""

    about: str
    statements: tuple[Position, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """The citations of all sides."""
        return frozenset(side.citation for side in self.statements)

    @property
    def sides(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """What is said, as people write it, each once, and the citations that say so."""
        said: dict[str, tuple[int, ...]] = {}
        for side in self.statements:
            text = dated(side.text) if _DATE.fullmatch(side.text) else side.text
            said[text] = (*said.get(text, ()), side.citation)
        return tuple(said.items())


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or an abstention with the nearest passages.

    `confidence` is a calibrated probability that the answer is right; `values` and `complete` are
    set only when computed from records; `nearest` only when it abstains; `choices` only when a name
    is ambiguous; `follow_ups` are questions that could be asked next; `blocks` are what `answer` is
    written from, and what is shown is laid out by; `is_talk` tells that the bot was talked to, and nothing
    asked of the corpus; `elapsed_ms` is milliseconds.
    """

    id: str
    question: str
    answer: str
    abstained: bool
    confidence: float
    citations: tuple[Citation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    has_values: bool = False
    values: Value | None = None
    complete: bool | None = None
    nearest: tuple[Citation, ...] = ()
    choices: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    elapsed_ms: float = 0.0
    is_talk: bool = False

    @classmethod
    def of(
        cls,
        blocks: Iterable[Block],
        question: str = "",
        *,
        confidence: float,
        abstained: bool = False,
        citations: Iterable[Citation] = (),
        disagreements: Iterable[Disagreement] = (),
        nearest: Iterable[Citation] = (),
        choices: tuple[str, ...] = (),
        follow_ups: tuple[str, ...] = (),
    ) -> Self:
        """Return the answer that blocks say; who asked gives it its id."""
        said = tuple(blocks)
        return cls(
            id="",
            question=question,
            answer=written(said),
            abstained=abstained,
            confidence=confidence,
            citations=tuple(citations),
            disagreements=tuple(disagreements),
            nearest=tuple(nearest),
            choices=choices,
            follow_ups=follow_ups,
            blocks=said,
        )

    def saying(self, blocks: Iterable[Block]) -> Self:
        """Return the answer with other blocks, and the text that they are written as."""
        said = tuple(blocks)
        return replace(self, answer=written(said), blocks=said)

    @property
    def is_near(self) -> bool:
        """Tell whether it quotes what is near to what was asked, and hardly the answer."""
        return any(isinstance(block, Quote) and block.near for block in self.blocks)

    @property
    def laid_out(self) -> tuple[Block, ...]:
        """Return the blocks to show; of an answer kept before there were any, its text as one statement."""
        return self.blocks or (Statement(self.answer),)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object that docs/cli.md describes; fields that do not apply are left out."""
        row: dict[str, Any] = {
            "id": self.id,
            "question": self.question,
            "answer": self.answer,
            "abstained": self.abstained,
            "confidence": round(self.confidence, 4),
        }
        if self.has_values:
            row["values"] = self.values
            row["complete"] = self.complete
        row["citations"] = [citation.to_json() for citation in self.citations]
        row["disagreements"] = [
            {
                "about": item.about,
                "statements": [{"text": side.text, "citation": side.citation} for side in item.statements],
            }
            for item in self.disagreements
        ]
        if self.abstained:
            row["nearest"] = [citation.to_json() for citation in self.nearest]
        if self.choices:
            row["choices"] = list(self.choices)
        if self.follow_ups:
            row["follow_ups"] = list(self.follow_ups)
        if self.blocks:
            row["blocks"] = [to_json(block) for block in self.blocks]
        row["elapsed_ms"] = round(self.elapsed_ms, 2)
        return row


def sureness(confidence: float) -> Sureness:
    """Say a calibrated probability in a word, one for what is shown as the same per cent."""
    shown = round(confidence, 2)
    if shown >= 0.85:
        return "high"
    return "fair" if shown >= 0.6 else "low"
