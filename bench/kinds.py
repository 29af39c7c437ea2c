"""Ask wordings of record questions that no example has, and what records cannot answer; print what is met.

    python -m bench.kinds [--half unseen] [--wrong]

`kinds_unseen.jsonl` and `kinds_more.jsonl` (of it halves of `q…`, `r…`, `x…`, `z…` are `unseen`) are met as
`run.py eval` judges, what records cannot answer by anything but a value from records. Asked are the essay
and the records that gave the values (`bench.halves`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench import halves
from bot.answering.answer import Answer
from bot.shared.evaluation import UNANSWERABLE, Question, judge, read_questions
from bot.shared.knowledge_base import KnowledgeBase

FILES = tuple(
    Path("bench/questions") / name
    for name in ("kinds_unseen.jsonl", "records_cannot.jsonl", "kinds_more.jsonl")
)


def by_records(answer: Answer) -> bool:
    """Tell whether records answered exactly, or asked which place is meant."""
    return answer.has_values or bool(answer.choices)


def met(question: Question, answer: Answer) -> bool:
    """Tell whether an answer meets a question."""
    if question.kind in UNANSWERABLE:
        return not by_records(answer)
    return judge(question, answer.to_json()).right


async def ask(half: str, folder: Path, wrong: bool) -> None:
    """Ask every question of a half, and print of each file and each kind how many are met."""
    kb = await KnowledgeBase.open(folder, write=True)
    try:
        for file in FILES:
            rows = [row for row in read_questions(file) if row.half == half]
            if rows:
                await _ask(rows, kb, f"{file.name}, {half}", wrong=wrong)
    finally:
        await kb.close()


async def _ask(rows: Sequence[Question], kb: KnowledgeBase, title: str, *, wrong: bool) -> None:
    counts, right, other = Counter[str](), Counter[str](), 0
    for row in rows:
        answer = await kb.answer(row.question, history=row.history)
        good = met(row, answer)
        counts[row.kind] += 1
        right[row.kind] += good
        other += not good and by_records(answer)
        if wrong and not good:
            print(f"{row.id} {row.kind}: {row.question}\n    {answer.answer[:160]!r}")
    if wrong:
        print("  ".join(f"{kind} {right[kind]}/{count}" for kind, count in sorted(counts.items())))
    share = 100 * right.total() / counts.total()
    print(
        f"{title}: {right.total()} of {counts.total()} met, {share:.1f} %; {other} got another exact answer"
    )


def main() -> None:
    """Ask one half."""
    halves.run((__doc__ or "").partition("\n")[0], ask)


if __name__ == "__main__":
    main()
