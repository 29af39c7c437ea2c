"""What the commands of run.py share: options, and how each ends."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, NoReturn

import typer

from bot.terminal.place import Place
from bot.terminal.running import run

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, and nothing else, to standard output.")]


def end(context: typer.Context, work: Callable[[Place], Coroutine[Any, Any, int]]) -> NoReturn:
    """Run a command's work in the settled place and end with its exit code."""
    where: Place = context.obj
    raise typer.Exit(run(where.data, lambda: work(where)))
