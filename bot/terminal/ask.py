"""Answer one question, or a stream of them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.terminal.layout import answer_lines
from bot.terminal.opening import opened
from bot.terminal.paint import note, paint, write_json
from bot.terminal.place import Place
from corpus.errors import RefusedError

if TYPE_CHECKING:
    from bot.answering.answer import Answer
    from bot.shared.knowledge_base import KnowledgeBase


async def answer_one(place: Place, question: str, *, as_json: bool, map_file: Path | None = None) -> int:
    """Answer one question on standard output, and draw a map of its places into a file if asked to."""
    async with opened(place) as kb:
        answer = await kb.answer(question)
        if map_file is not None:
            await _draw(kb, answer, map_file)
        if as_json:
            write_json(answer.to_json())
        else:
            paint(answer_lines(answer))
    return 0


async def _draw(kb: KnowledgeBase, answer: Answer, file: Path) -> None:
    """Draw the places that the answer's records tie together; raises RefusedError where it cannot write."""
    from bot.shared.maps import draw, ties_of  # noqa: PLC0415

    ties = await ties_of(kb, answer)
    if not ties.pairs:
        note("footbridge: no map was drawn: the answer cites no record that says where its places lie.")
        return
    drawn = draw(ties)
    try:
        await asyncio.to_thread(file.write_bytes, drawn)
    except OSError as error:
        raise RefusedError(f"{file} cannot be written ({error.strerror}); no map was drawn.") from None
    note(f"footbridge: {file}: {ties.title}")
    if ties.missing:
        names = "; ".join(ties.missing)
        note(f"footbridge: not on the map, since no source gives their coordinates: {names}")


async def answer_batch(place: Place, source: str) -> int:
    """Answer the JSON lines of a file (`-` is standard input), one line each, in order.

    A question that is refused is named on standard error and answered by an abstention that says why; a
    line that holds no question is named only. The others are answered all the same; the exit code is 1.
    """
    refused = 0
    with _lines(source) as lines:
        async with opened(place) as kb:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    refused += not await _answer_line(kb, line, number)
    if refused:
        note(f"footbridge: {refused} of the lines could not be answered; all others were.")
    return 1 if refused else 0


async def _answer_line(kb: KnowledgeBase, line: str, number: int) -> bool:
    from bot.answering.answer import Answer  # noqa: PLC0415
    from bot.shared.evaluation import AskedLine, parse  # noqa: PLC0415 - pydantic, which one question does not need

    try:
        question = parse(AskedLine, line, number)
    except RefusedError as error:
        note(f"footbridge: {error}")
        return False
    try:
        answer = await kb.answer(question.question, history=question.history, id=question.id)
    except RefusedError as error:
        # One answer line for each question: what reads them must not lose count over one.
        note(f"footbridge: line {number} ({question.id}): {error}")
        refusal = Answer(question.id, question.question, str(error), abstained=True, confidence=1.0)
        write_json(refusal.to_json())
        return False
    write_json(answer.to_json())
    return True


@contextmanager
def _lines(source: str) -> Iterator[TextIO]:
    """Open the lines to be answered; what is not UTF-8 in them is refused line by line, not all at once."""
    if source == "-":
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
        yield sys.stdin
        return
    try:
        stream = Path(source).open(encoding="utf-8-sig", errors="replace")  # noqa: SIM115 - closed below
    except OSError as error:
        raise RefusedError(f"{source} cannot be read ({error.strerror}); no question was asked.") from None
    with stream:
        yield stream
