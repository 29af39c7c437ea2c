"""What the commands of run.py share: options, and how each ends."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot.terminal.place import Place
from bot.terminal.running import run

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, and nothing else, to standard output.")]
AsOf = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day whose state it tells, in the same form.")
]
ValidUntil = Annotated[
    str | None, typer.Option(metavar="DATE", help="The last day for which it holds, in the same form.")
]
DocumentId = Annotated[
    str, typer.Argument(metavar="ID", help="A document's id, as `corpus list` shows it, or a record's.")
]
StateFolder = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="The state folder; otherwise FOOTBRIDGE_DATA (also from .env), otherwise ./data."
    ),
]
Empty = Annotated[bool, typer.Option("--empty", help="Make a new state folder without the bundled corpus.")]
PlaceName = Annotated[str, typer.Argument(metavar="PLACE", help="In quotes if it has several words.")]
BriefFile = Annotated[
    Path | None,
    typer.Option("--file", metavar="FILE.md", help="Write it as a Markdown page with footnotes, too."),
]
QuestionsFile = Annotated[
    Path, typer.Argument(help="JSON lines with id, kind, question and what is expected.")
]
Wrong = Annotated[bool, typer.Option("--wrong", help="Name each question that went wrong.")]


def end(context: typer.Context, work: Callable[[Place], Coroutine[Any, Any, int]]) -> NoReturn:
    """Run a command's work in the settled place and end with its exit code."""
    where: Place = context.obj
    raise typer.Exit(run(where.data, lambda: work(where)))
