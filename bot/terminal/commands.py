"""What the commands of run.py share: options, and how each ends."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
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


def end(context: typer.Context, work: Callable[[Place], Coroutine[Any, Any, int]]) -> NoReturn:
    """Run a command's work in the settled place and end with its exit code."""
    where: Place = context.obj
    raise typer.Exit(run(where.data, lambda: work(where)))
