"""Examine questions on documents that hold their answers, and on others: what `bench.fit` learns from."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench import papers
from bench.train.texts import letters
from bot.answering.passages.answerer import Examined
from bot.answering.passages.features import Candidate
from bot.answering.passages.query import Floats
from bot.answering.passages.reading import MOST
from bot.shared.evaluation import folded as fold
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import NewDocument

CIVIC = Path("bench/civic/documents")
WEIGHT = {"all": 1.0, "alone": 1.0, "bundled": 2.0, "civic": 2.0, "papers": 0.6}
"""What a question of each setting counts: people ask as in the last three."""
Asking = Callable[[str, Sequence[str]], Awaitable[Examined]]

FIRST = 3
"""Among how many passages a paper's question has to have its answer, to be learned from."""

REFUSED_KINDS = frozenset(("abstain", "impossible", "outside"))


@dataclass(slots=True)
class Case:
    """A question as it was examined; `labels` tells of each candidate whether it holds the answer."""

    kind: str
    group: str
    setting: str
    examined: Examined
    candidates: list[Candidate]
    labels: Floats

    @property
    def answerable(self) -> bool:
        """Tell whether the corpus answers it."""
        return self.kind not in REFUSED_KINDS


def holds(question: dict[str, Any], text: str) -> bool:
    """Tell whether a sentence carries the expected answer."""
    if question.get("answers"):
        return any(fold(answer) in fold(text) for answer in question["answers"])
    wanted = [question["quote"]] if question.get("quote") else question.get("gold", [])
    return bool(wanted) and all(re.search(pattern, text, re.IGNORECASE) for pattern in wanted)


def label(question: dict[str, Any], candidate: Candidate) -> bool:
    """Tell whether a sentence carries the expected answer, or a part of it that goes on over others."""
    if question["kind"] in REFUSED_KINDS:
        return False
    if question.get("passage") and letters(candidate.sentence.text) not in letters(question["passage"]):
        return False
    if question.get("answers") or not question.get("quote"):
        return holds(question, candidate.sentence.text)
    passage = candidate.view.passage
    span = passage.sentences[candidate.place]
    start, end = span.start - passage.start, span.end - passage.start
    found = re.finditer(question["quote"], passage.text, re.IGNORECASE)
    return any(match.start() < end and start < match.end() for match in found)


async def examine(asking: Asking, questions: Sequence[dict[str, Any]], setting: str) -> list[Case]:
    """Examine questions on one corpus; `asking` examines one, given with the earlier ones."""
    cases = []
    for question in questions:
        examined = await asking(question["question"], question.get("history", []))
        if not examined.ranked:
            continue
        labels = np.array([label(question, one) for one in examined.ranked], np.float64)
        group = question.get("document") or question["id"]
        cases.append(Case(question["kind"], group, setting, examined, examined.ranked, labels))
    return cases


async def gather(sets: Sequence[tuple[str, str]], work: Path) -> list[Case]:
    """Examine every question set in every setting; `sets` are questions and their documents."""
    cases: list[Case] = []
    for number, (file, folder) in enumerate(sets):
        questions = _lines(Path(file))
        documents = sorted(Path(folder).glob("*.md"))  # noqa: ASYNC240 - nothing else runs
        cases += await _on(work / f"all-{number}", _files(documents), questions, "all")
        for document in documents:
            asked = _of_one(document, questions)
            if asked:
                cases += await _on(work / f"{number}-{document.stem}", _files([document]), asked, "alone")
    essay = [q for q in _lines(Path("bench/questions/essay.jsonl")) if q["kind"] in ("abstain", *_ASKED)]
    unknown = [q for q in _lines(Path("bench/questions/records.jsonl")) if q["kind"] == "abstain"]
    cases += await _on(work / "bundled", [], [*essay, *unknown], "bundled")
    civic = [q for q in _lines(Path("bench/questions/civic.jsonl")) if q["half"] == "fit"]
    cases += await _on(work / "civic", _files(sorted(CIVIC.iterdir())), civic, "civic")  # noqa: ASYNC240
    unseen = papers.unseen()
    about = await _on(work / "papers", papers.documents(unseen), papers.questions(unseen), "papers")
    return cases + [case for case in about if not case.answerable or says_which(case)]


def says_which(case: Case) -> bool:
    """Tell whether the answer is in one of the first passages.

    Where it is not, a question of one paper among many mostly does not say which of them it means.
    """
    holding = {one.hit.number for one, label in zip(case.candidates, case.labels, strict=True) if label}
    return bool(holding.intersection(list(dict.fromkeys(one.hit.number for one in case.candidates))[:FIRST]))


def _files(paths: Sequence[Path]) -> list[NewDocument]:
    return [NewDocument(path.name, path.read_bytes()) for path in paths]


def _of_one(document: Path, questions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what a document is asked when it is alone: a third of its own questions, as many of others."""
    own = [q for q in questions if q["document"] == document.stem and q["kind"] != "outside"]
    others = [q for q in questions if q["document"] != document.stem]
    some, chance = len(own) // 3, random.Random(document.stem)
    strangers = [q | {"kind": "outside"} for q in chance.sample(others, min(some, len(others)))]
    return chance.sample(own, some) + strangers


_ASKED = ("fact", "followup", "paraphrase", "reason", "typo")


async def _on(
    state: Path, documents: Sequence[NewDocument], questions: Sequence[dict[str, Any]], setting: str
) -> list[Case]:
    models = state.parent / "models"
    models.mkdir(parents=True, exist_ok=True)
    state.mkdir(parents=True)  # noqa: ASYNC240 - nothing else runs
    (state / "models").symlink_to(models, target_is_directory=True)
    kb = await KnowledgeBase.open(state, write=True, empty=setting in ("all", "alone"))
    try:
        for document in documents:
            await kb.store.add_document(document)
        await kb.index.refresh()
        # Which passages are read depends on the ranking, and that is what is fitted: so more of them are.
        by = kb.passages.variant(read=2 * MOST)
        cases = await examine(
            lambda question, history: kb.examine(question, history=history, by=by), questions, setting
        )
    finally:
        await kb.close()
    print(f"{setting:8s} {state.name:32s} {len(cases)} questions", flush=True)
    return cases


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
