"""Compare Footbridge's answers with the usual baseline, on the same questions in the same run.

    python -m bench.quality FILE [--documents FOLDER [--bundled]] [--half unseen] [--stages]

FILE holds questions as `run.py eval` reads them; of a file in halves, `--half` takes one. All sides read
the documents of FOLDER, the bundled corpus beside them with `--bundled`, or, without a folder, that alone.
The baseline (sentence-transformers and FAISS) and txtai's hybrid search answer with the paragraph that they
find first, once always, and once only above the score that still answers 95 % of the answerable questions:
chosen on these very questions, so it is the best that any such threshold could do here. Prints a table, how
far the confidence of answers is from what was right, and, with `--stages`, what is lost without each stage of
answering from passages. Writes bench/results/.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import platform
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.baseline import Baseline, Found, Peer, paragraphs_of
from bench.calibration import calibration_error, error_by_chance
from bench.hybrid import Txtai
from bot.answering.asked import Asked, clean
from bot.answering.passages.stages import Stages
from bot.shared.evaluation import (
    UNANSWERABLE,
    Figures,
    Question,
    figures,
    judge,
    percentiles,
    read_questions,
    totals,
)
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED, NewDocument

RESULTS = Path(__file__).parent / "results"
ANSWERED = 0.95
"""Share of the answerable questions that the baseline's threshold must still answer."""


PEERS: tuple[tuple[str, Callable[[list[str]], Peer]], ...] = (("baseline", Baseline), ("txtai", Txtai))


@dataclass(frozen=True, slots=True)
class Side:
    """One competitor: figures by kind, milliseconds a question, seconds to be ready, quotes not verbatim.

    `calibration_error` is that of the confidence of answers, over ten bins, and `by_chance` what answers that
    are right as often as they say would have in the mean: so few questions tell no smaller error.
    """

    name: str
    figures: list[Figures]
    milliseconds: dict[str, float]
    ready_seconds: float
    not_verbatim: int | None = None
    calibration_error: float | None = None
    by_chance: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What both sides read: the documents of a folder, the bundled corpus, or both."""

    documents: Path | None
    bundled: bool


@asynccontextmanager
async def opened(source: Source) -> AsyncIterator[KnowledgeBase]:
    """Open a state folder of its own with what is to be read."""
    with tempfile.TemporaryDirectory(prefix="footbridge-bench-") as folder:
        kb = await KnowledgeBase.open(Path(folder), write=True, empty=not source.bundled)
        try:
            for new in _documents(source.documents) if source.documents else []:
                await kb.store.add_document(new, scope=SHARED)
            await kb.index.refresh()
            yield kb
        finally:
            await kb.close()


async def footbridge(
    questions: Sequence[Question], source: Source, *, stages: bool
) -> tuple[Side, list[str], list[Side]]:
    """Ask Footbridge; also return the paragraphs it holds, and itself without each stage if asked to."""
    started = time.perf_counter()
    async with opened(source) as kb:
        ready = time.perf_counter() - started
        passages = [passage.text for passage in await kb.store.passages(SHARED)]
        judged, times, loose = [], [], 0
        sure: list[tuple[float, bool]] = []
        for question in questions:
            answer = await kb.answer(question.question, history=question.history, id=question.id)
            judged.append(judge(question, answer.to_json()))
            times.append(answer.elapsed_ms)
            if not answer.abstained:
                sure.append((answer.confidence, judged[-1].first is not False and judged[-1].right))
            for citation in answer.citations:
                if citation.kind == "passage":
                    text = await kb.store.text(citation.document, citation.version)
                    loose += text[citation.start : citation.end] != citation.quote
        without = [await _without(kb, questions, stage) for stage in _STAGES] if stages else []
    side = Side(
        "Footbridge",
        [*figures(judged), *totals(judged)],
        percentiles(times),
        round(ready, 1),
        loose,
        calibration_error(sure),
        error_by_chance([said for said, _ in sure]),
    )
    return side, passages, without


_STAGES = (None, *(field.name for field in fields(Stages)))
"""Each stage, and none: answering from passages alone, which the others are to be compared with."""


async def _without(kb: KnowledgeBase, questions: Sequence[Question], stage: str | None) -> Side:
    """Ask what answers from passages, without one of its stages."""
    answerer = kb.passages.variant(stages=Stages(**{stage: False}) if stage else Stages())
    knowledge = await kb.knowledge()
    judged = []
    for question in questions:
        asked = Asked(clean(question.question), question.history, (SHARED,), knowledge)
        judged.append(judge(question, (await answerer.answer(asked)).to_json()))
    name = f"passages without {stage}" if stage else "passages alone"
    return Side(name, [*figures(judged), *totals(judged)], {}, 0.0)


def _documents(folder: Path) -> list[NewDocument]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [NewDocument(file.name, file.read_bytes()) for file in files]


def peers(questions: Sequence[Question], paragraphs: list[str]) -> list[Side]:
    """Ask the peers, one after the other."""
    return [side for name, make in PEERS for side in _peer(name, make, questions, paragraphs)]


def _peer(
    name: str, make: Callable[[list[str]], Peer], questions: Sequence[Question], paragraphs: list[str]
) -> list[Side]:
    """Ask a peer: answering always, and only above its best threshold."""
    started = time.perf_counter()
    peer = make(paragraphs)
    ready = round(time.perf_counter() - started, 1)
    found = [peer.ask(question.question) for question in questions]
    times = percentiles([row.milliseconds for row in found])
    scores = sorted(
        row.score for question, row in zip(questions, found, strict=True) if not _unanswerable(question)
    )
    threshold = scores[int((1 - ANSWERED) * len(scores))] if scores else 0.0
    return [
        Side(name, _judged(questions, found, -math.inf), times, ready),
        Side(f"{name}, score >= {threshold:.2f}", _judged(questions, found, threshold), times, ready),
    ]


def _unanswerable(question: Question) -> bool:
    return question.kind in UNANSWERABLE


def _judged(questions: Sequence[Question], found: Sequence[Found], threshold: float) -> list[Figures]:
    def answer(row: Found) -> dict[str, Any]:
        if row.score < threshold:
            return {"abstained": True}
        return {"abstained": False, "answer": row.paragraph, "citations": [{"quote": row.paragraph}]}

    judged = [judge(question, answer(row)) for question, row in zip(questions, found, strict=True)]
    return [*figures(judged), *totals(judged)]


def show(sides: Sequence[Side]) -> None:
    """Print the table; `right` of an unanswerable kind is the share that was refused."""
    heads = ("", "kind", "n", "answered", "right", "first", "in three")
    print(f"{heads[0]:<26}{heads[1]:<20}{heads[2]:>6}{heads[3]:>10}{heads[4]:>8}{heads[5]:>8}{heads[6]:>10}")
    for side in sides:
        for row in side.figures:
            first, three = ("" if value is None else f"{value:.1f}" for value in (row.first, row.among_three))
            print(
                f"{side.name:<26}{row.kind:<20}{row.count:>6}{row.answered:>10.1f}{row.right:>8.1f}"
                f"{first:>8}{three:>10}"
            )
    for side in sides:
        loose = "" if side.not_verbatim is None else f"; {side.not_verbatim} quotes not verbatim"
        if side.calibration_error is not None:
            loose += f"; calibration error {side.calibration_error} (by chance alone {side.by_chance})"
        print(f"{side.name}: ready in {side.ready_seconds} s; ms a question {side.milliseconds}{loose}")


def main() -> None:
    """Run both sides and keep the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, help="questions, as run.py eval reads them")
    parser.add_argument("--documents", type=Path, help="a folder of documents; otherwise the bundled corpus")
    parser.add_argument("--bundled", action="store_true", help="the bundled corpus beside the documents")
    parser.add_argument("--half", help="the half of the questions to ask, where the file has halves")
    parser.add_argument("--stages", action="store_true", help="also without each stage in turn")
    arguments = parser.parse_args()
    questions = read_questions(arguments.file)
    if arguments.half:
        questions = [question for question in questions if question.half == arguments.half]
    source = Source(arguments.documents, arguments.bundled or arguments.documents is None)
    ours, passages, without = asyncio.run(footbridge(questions, source, stages=arguments.stages))
    own = bool(arguments.documents) and not arguments.bundled
    paragraphs = paragraphs_of(arguments.documents) if own else passages
    sides = [ours, *without, *peers(questions, paragraphs)]
    show(sides)
    RESULTS.mkdir(exist_ok=True)
    told = {
        "questions": arguments.file.name,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": platform.platform(),
        "sides": [asdict(side) for side in sides],
    }
    path = RESULTS / f"quality-{arguments.file.stem}.json"
    path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    print(f"written to {path}")


if __name__ == "__main__":
    main()
