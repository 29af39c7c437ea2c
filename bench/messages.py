"""Ask the messages of bench/questions/messages.jsonl, as members write them, and print how many are met.

    python -m bench.messages [--half unseen] [--wrong]

Asked are the essay and the records that gave the values (`bench.halves`). A message is met where:
`records`, the values are those; `essay`, one of the first three quotes holds the words; `essay_wide`, the
essay is cited, with its words where it names some; `says`, a quote holds the words, and where sources
disagree, that is shown; `chat`, a short answer without citations comes, and no refusal; `several`, each
part's value or quote is in the answer, and of what has no answer that is said; `followup`, as `records`,
after the questions before, or, where it is about the answer before, an answer; `abstain`, it is refused.

The messages were written at two times, `m…` and `n…`; each is counted by itself as well.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from bench import halves
from bot.answering.answer import Answer
from bot.shared.evaluation import folded, same_values
from bot.shared.knowledge_base import KnowledgeBase

FILE = Path("bench/questions/messages.jsonl")
_SHORT = 600


def met(row: dict[str, Any], answer: Answer) -> bool:
    """Tell whether an answer meets a message."""
    kind = row["kind"]
    if kind == "abstain":
        return answer.abstained
    if kind == "several":
        return not answer.abstained and all(_part_met(part, answer) for part in row["parts"])
    if kind == "chat" or "about" in row:
        helps = len(answer.answer) <= _SHORT if kind == "chat" else True
        return helps and not answer.abstained and not (kind == "chat" and answer.citations)
    if "values" in row:
        return answer.has_values and same_values(row["values"], answer.values)
    return _quotes(row, answer) and _flagged(row, answer)


def _quotes(row: dict[str, Any], answer: Answer) -> bool:
    most = None if row["kind"] == "essay_wide" else 3
    of_essay = [one.quote for one in answer.citations[:most] if one.document == "essay"]
    return any(re.search(row.get("quote", ""), quote, re.IGNORECASE) for quote in of_essay)


def _flagged(row: dict[str, Any], answer: Answer) -> bool:
    sides = [side.text for one in answer.disagreements for side in one.statements]
    return "flag" not in row or any(row["flag"] in side for side in sides)


def _part_met(part: dict[str, Any], answer: Answer) -> bool:
    if part.get("abstain"):
        return "no answer" in answer.answer or "does not answer" in answer.answer
    if "quote" in part:
        return any(re.search(part["quote"], one.quote, re.IGNORECASE) for one in answer.citations)
    if "about" in part:  # something about the bot, beside a question: any answer will do
        return True
    if isinstance(part["values"], bool):
        return ("yes" if part["values"] else "no") in re.findall(r"\w+", answer.answer.casefold())
    values = part["values"] if isinstance(part["values"], list) else [part["values"]]
    told = folded(re.sub(r"(?<=\d),(?=\d{3})", "", answer.answer))
    return all(folded(str(value).split(",")[0]) in told for value in values)


def _rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


async def ask(half: str, folder: Path, wrong: bool) -> None:
    """Ask every message of a half, and print how many of each kind are met."""
    rows = [row for row in _rows() if row["half"] == half]
    counts, right, times, met_of = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    kb = await KnowledgeBase.open(folder, write=True)
    try:
        for row in rows:
            answer = await kb.answer(row["message"], history=row.get("history", []))
            counts[row["kind"]] += 1
            right[row["kind"]] += met(row, answer)
            times[row["id"][0]] += 1
            met_of[row["id"][0]] += met(row, answer)
            if wrong and not met(row, answer):
                print(f"{row['id']} {row['kind']}: {row['message']}\n    {answer.answer[:160]!r}")
    finally:
        await kb.close()
    for kind, count in counts.items():
        print(f"{kind:12s} {right[kind]:4d} of {count}")
    for time, count in times.items():
        print(f"{time}…           {met_of[time]:4d} of {count}, {100 * met_of[time] / count:.1f} %")
    print(f"{half}: {right.total()} of {counts.total()} met, {100 * right.total() / counts.total():.1f} %")


def main() -> None:
    """Ask one half."""
    halves.run((__doc__ or "").partition("\n")[0], ask)


if __name__ == "__main__":
    main()
