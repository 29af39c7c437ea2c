"""Compare Footbridge's answers with the usual baseline, on the same questions in the same run.

    python -m bench.quality FILE [--documents FOLDER]

FILE holds questions as `run.py eval` reads them. Both sides read the documents of FOLDER, or, without
it, the bundled corpus. The baseline answers with the nearest paragraph, once always, and once only
above the cosine that still answers 95 % of the answerable questions: chosen on these very questions,
so it is the best that any such threshold could do here. Prints a table, writes bench/results/.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.baseline import Baseline, Found, paragraphs_of
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


@dataclass(frozen=True, slots=True)
class Side:
    """One competitor: figures by kind, milliseconds a question, seconds to be ready, quotes not verbatim."""

    name: str
    figures: list[Figures]
    milliseconds: dict[str, float]
    ready_seconds: float
    not_verbatim: int | None = None


async def footbridge(questions: Sequence[Question], documents: Path | None) -> tuple[Side, list[str]]:
    """Ask Footbridge on a state folder of its own; also return the paragraphs that it holds."""
    with tempfile.TemporaryDirectory(prefix="footbridge-bench-") as folder:
        started = time.perf_counter()
        kb = await KnowledgeBase.open(Path(folder), write=True, empty=documents is not None)
        if documents is not None:
            for new in _documents(documents):
                await kb.store.add_document(new, scope=SHARED)
            await kb.index.refresh()
        ready = time.perf_counter() - started
        passages = [passage.text for passage in await kb.store.passages(SHARED)]
        judged, times, loose = [], [], 0
        for question in questions:
            answer = await kb.answer(question.question, history=question.history, id=question.id)
            judged.append(judge(question, answer.to_json()))
            times.append(answer.elapsed_ms)
            for citation in answer.citations:
                if citation.kind == "passage":
                    text = await kb.store.text(citation.document, citation.version)
                    loose += text[citation.start : citation.end] != citation.quote
        await kb.close()
    return Side(
        "Footbridge", [*figures(judged), *totals(judged)], percentiles(times), round(ready, 1), loose
    ), passages


def _documents(folder: Path) -> list[NewDocument]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [NewDocument(file.name, file.read_bytes()) for file in files]


def baseline(questions: Sequence[Question], paragraphs: list[str]) -> list[Side]:
    """Ask the baseline: answering always, and only above its best threshold."""
    started = time.perf_counter()
    plain = Baseline(paragraphs)
    ready = round(time.perf_counter() - started, 1)
    found = [plain.ask(question.question) for question in questions]
    times = percentiles([row.milliseconds for row in found])
    cosines = sorted(
        row.cosine for question, row in zip(questions, found, strict=True) if not _unanswerable(question)
    )
    threshold = cosines[int((1 - ANSWERED) * len(cosines))] if cosines else 0.0
    return [
        Side("baseline", _judged(questions, found, -1.0), times, ready),
        Side(f"baseline, cosine >= {threshold:.2f}", _judged(questions, found, threshold), times, ready),
    ]


def _unanswerable(question: Question) -> bool:
    return question.kind in UNANSWERABLE


def _judged(questions: Sequence[Question], found: Sequence[Found], threshold: float) -> list[Figures]:
    def answer(row: Found) -> dict[str, Any]:
        if row.cosine < threshold:
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
        print(f"{side.name}: ready in {side.ready_seconds} s; ms a question {side.milliseconds}{loose}")


def main() -> None:
    """Run both sides and keep the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, help="questions, as run.py eval reads them")
    parser.add_argument("--documents", type=Path, help="a folder of documents; otherwise the bundled corpus")
    arguments = parser.parse_args()
    questions = read_questions(arguments.file)
    ours, passages = asyncio.run(footbridge(questions, arguments.documents))
    paragraphs = paragraphs_of(arguments.documents) if arguments.documents else passages
    sides = [ours, *baseline(questions, paragraphs)]
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
