"""Ask every question of a file and print how many answers were right."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from bot.shared.evaluation import Judgement, Question, figures, judge, percentiles, read_questions, totals
from bot.terminal.layout import Line, shown
from bot.terminal.opening import opened
from bot.terminal.paint import note, paint, table
from bot.terminal.place import Place
from bot.terminal.progress import counting
from corpus.errors import RefusedError


async def evaluate(place: Place, file: Path, *, wrong: bool, as_json: bool) -> int:
    """Print the figures of a question file by kind, and on request each question that went wrong."""
    asked = read_questions(file)
    judgements: list[Judgement] = []
    times: list[float] = []
    missed: list[tuple[Question, str]] = []
    async with opened(place) as kb:
        with counting("questions", len(asked)) as step:
            for question in asked:
                try:
                    answer = await kb.answer(question.question, history=question.history, id=question.id)
                except RefusedError as error:  # not read, so not answered
                    said, judgement = str(error), judge(question, {"abstained": True})
                else:
                    said, judgement = answer.answer, judge(question, answer.to_json())
                    times.append(answer.elapsed_ms)
                judgements.append(judgement)
                if not judgement.right:
                    missed.append((question, said))
                step()
    _print(judgements, times, as_json=as_json)
    if wrong:
        for question, said in missed:
            note(f"{question.id} | {question.kind} | {question.question} | {said[:160]}")
    return 0


def _print(judgements: list[Judgement], times: list[float], *, as_json: bool) -> None:
    rows = [*figures(judgements), *totals(judgements)]
    if as_json:
        told = {"kinds": [asdict(row) for row in rows], "elapsed_ms": percentiles(times)}
        sys.stdout.write(json.dumps(told) + "\n")
        return
    table(
        ("kind", "questions", "answered %", "right %", "first quote %", "first three %"),
        [(row.kind, row.count, row.answered, row.right, row.first, row.among_three) for row in rows],
    )
    spread = ", ".join(f"{name} {value}" for name, value in percentiles(times).items())
    paint([Line("detail", shown(f"milliseconds an answer: {spread}"))])
