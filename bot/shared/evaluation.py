"""Judge answers against what a question file expects, and add the judgements up to figures.

A question line is a JSON object with `id`, `kind`, `question`, perhaps `history`, and what is expected:
    answers   texts, one of which the first quote must hold
    gold      patterns that must all be found in the answer or its quotes
    quote     a pattern that one of the first three quotes must match
    values    the exact answer from records: a list (in any order), a number, true or false, or a text
    flag      a pattern that a disagreement shown must match
The kinds `abstain`, `impossible` and `outside` are answered rightly by not answering.
"""

from __future__ import annotations

import json
import re
import statistics
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import RefusedError

A = TypeVar("A", bound="AskedLine")

UNANSWERABLE = frozenset({"abstain", "impossible", "outside"})


class AskedLine(BaseModel):
    """What a line asks; fields that it does not know, such as what is expected, are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(coerce_numbers_to_str=True)
    question: str
    history: tuple[str, ...] = ()


class Question(AskedLine):
    """One line of a question file, with what is expected."""

    kind: str = "question"
    answers: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    quote: str | None = None
    values: Any = None
    flag: str | None = None
    paragraph: str | None = None
    half: str | None = None

    @property
    def expects_values(self) -> bool:
        """Tell whether the file names exact values for this question."""
        return "values" in self.model_fields_set


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one answer did: None where the question does not decide it.

    `first` and `among_three`: the expected text is in the first quote, in one of the first three.
    """

    kind: str
    answered: bool
    right: bool
    first: bool | None = None
    among_three: bool | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The judgements of one kind of question added up; shares are per cent of `count`."""

    kind: str
    count: int
    answered: float
    right: float
    first: float | None
    among_three: float | None


def parse_question(line: str, number: int) -> Question:
    """Read one JSON line; raise RefusedError naming the line, the field and the reason."""
    question = parse(Question, line, number)
    try:
        for pattern in filter(None, (*question.gold, question.quote, question.flag)):
            re.compile(pattern)
    except re.error as error:
        raise RefusedError(
            f"line {number}: {str(error.pattern)[:60]!r} is no pattern ({error.msg}); no question was asked."
        ) from None
    return question


def parse(model: type[A], line: str, number: int) -> A:
    """Read what a JSON line asks, and what else the model holds; raise RefusedError as above."""
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in problem["loc"])
        raise RefusedError(f"line {number}: {f'{field}: ' if field else ''}{problem['msg']}") from None


def questions(lines: Iterable[str]) -> Iterator[Question]:
    """Read the questions of a file, empty lines left out."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield parse_question(line, number)


def read_questions(file: Path) -> list[Question]:
    """Read a question file; one line that cannot be read refuses the file, before anything is asked."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            asked = list(questions(lines))
    except OSError as error:
        raise RefusedError(f"{file} cannot be read ({error.strerror}); no question was asked.") from None
    except UnicodeDecodeError:
        raise RefusedError(f"{file} is not UTF-8 text; no question was asked.") from None
    if not asked:
        raise RefusedError(f"{file} holds no questions.")
    return asked


def judge(question: Question, answer: Mapping[str, Any]) -> Judgement:
    """Judge an answer given as the JSON object that docs/cli.md describes."""
    answered = not answer.get("abstained")
    if question.kind in UNANSWERABLE:
        return Judgement(question.kind, answered, right=not answered)
    quotes = [citation["quote"] for citation in answer.get("citations", ())]
    checks: list[bool] = []
    first = among_three = None
    if question.answers:
        holds = [_holds(quote, question.answers) for quote in quotes[:3]]
        first, among_three = bool(holds and holds[0]), any(holds)
        checks.append(first)
    if question.gold:
        text = " ".join([str(answer.get("answer", "")), *quotes])
        checks.append(all(re.search(pattern, text, re.IGNORECASE) for pattern in question.gold))
    if question.quote:
        matches = [bool(re.search(question.quote, quote, re.IGNORECASE)) for quote in quotes[:3]]
        first, among_three = bool(matches and matches[0]), any(matches)
        checks.append(among_three)
    if question.flag:
        told = json.dumps(answer.get("disagreements", []), ensure_ascii=False)
        checks.append(re.search(question.flag, told, re.IGNORECASE) is not None)
    if question.expects_values:
        checks.append(same_values(question.values, answer.get("values")))
    right = answered and bool(checks) and all(checks)
    return Judgement(question.kind, answered, right, first, among_three)


def _holds(quote: str, answers: Sequence[str]) -> bool:
    text = folded(quote)
    return any(folded(answer) in text for answer in answers)


def folded(text: str) -> str:
    """Reduce a text to what counts when two are compared: words without case, articles, punctuation."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"\b(?:a|an|the)\b", " ", text)
    return " ".join(re.sub(r"[^\w%.]+", " ", text).split()).strip(" .")


def _place(value: object) -> tuple[str, str]:
    """Reduce `City, Region, Country` to city and country without accents."""
    parts = [folded(part) for part in str(value).split(",")]
    plain = [unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode() or part for part in parts]
    return plain[0], plain[-1] if len(plain) > 1 else ""


def same_values(expected: object, got: object) -> bool:
    """Compare exact answers: lists in any order, places by city and country, numbers as numbers."""
    if isinstance(expected, list):
        listed = got if isinstance(got, list) else [got]
        return sorted(map(_place, expected)) == sorted(map(_place, listed))
    if isinstance(got, list) and len(got) == 1:
        got = got[0]
    if isinstance(expected, bool):
        return got is expected
    if isinstance(expected, int | float):
        try:
            return abs(float(str(got)) - expected) < 1e-6
        except ValueError:
            return False
    return got is not None and _place(expected) == _place(got)


def figures(judgements: Iterable[Judgement]) -> list[Figures]:
    """Add judgements up by kind, in the order in which the kinds first came."""
    kinds: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        kinds.setdefault(judgement.kind, []).append(judgement)
    return [
        Figures(
            kind=kind,
            count=len(rows),
            answered=_share(row.answered for row in rows) or 0.0,
            right=_share(row.right for row in rows) or 0.0,
            first=_share(row.first for row in rows),
            among_three=_share(row.among_three for row in rows),
        )
        for kind, rows in kinds.items()
    ]


def totals(judgements: Sequence[Judgement]) -> list[Figures]:
    """Add up all kinds that have an answer, and all that have none."""
    names = {False: "all with an answer", True: "all without"}
    return figures(replace(row, kind=names[row.kind in UNANSWERABLE]) for row in judgements)


def _share(flags: Iterable[bool | None]) -> float | None:
    decided = [flag for flag in flags if flag is not None]
    return round(100 * sum(decided) / len(decided), 1) if decided else None


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """Return p50, p95 and p99 of some times, to a tenth of a millisecond; nothing for no times."""
    if not milliseconds:
        return {}
    cuts = statistics.quantiles(milliseconds, n=100) if len(milliseconds) > 1 else list(milliseconds) * 99
    return {f"p{rank}": round(cuts[rank - 1], 1) for rank in (50, 95, 99)}
