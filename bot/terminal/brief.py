"""A brief from the command line: all that is known about two places, shown or as a file."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.layout import answer_lines
from bot.terminal.opening import opened
from bot.terminal.paint import note, paint, write_json
from bot.terminal.place import Place
from corpus.errors import RefusedError

if TYPE_CHECKING:
    from bot.answering.answer import Answer


async def brief(place: Place, one: str, other: str, *, as_json: bool, file: Path | None) -> int:
    """Show the brief on standard output, and write it as Markdown into a file if asked to."""
    from bot.answering.brief import labels_of  # noqa: PLC0415

    async with opened(place) as kb:
        records = (await kb.knowledge()).records
        first, second = (_label(name, labels_of(records, name)) for name in (one, other))
        if first == second:
            raise RefusedError(f"Both names mean {first}; nothing was looked up. Name two places.")
        title = f"{first} – {second}"
        answer = replace(await kb.brief(first, second), question=title)
        if file is not None:
            await _write(file, answer, title)
        if as_json:
            write_json(answer.to_json())
        else:
            paint(answer_lines(answer))
    return 0


def _label(name: str, labels: tuple[str, ...]) -> str:
    if len(labels) == 1:
        return labels[0]
    if labels:
        raise RefusedError(
            f"“{name}” may mean {' or '.join(labels)}; nothing was looked up. Name one of these."
        )
    raise RefusedError(
        f"The records have no place called “{name}”; nothing was looked up. `ask` searches the documents."
    )


async def _write(file: Path, answer: Answer, title: str) -> None:
    from bot.shared.markdown import as_markdown  # noqa: PLC0415

    try:
        await asyncio.to_thread(file.write_text, as_markdown(answer, title), encoding="utf-8")
    except OSError as error:
        raise RefusedError(f"{file} cannot be written ({error.strerror}); nothing was shown.") from None
    note(f"footbridge: {file}: {title}")
