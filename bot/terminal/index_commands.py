"""`run.py index …`: thin, as run.py is; what a command needs is imported inside it."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.terminal.commands import AsJson, end

index_app = typer.Typer(help="Look after what is searched.", no_args_is_help=True, rich_markup_mode=None)


@index_app.command()
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Show generation, counts and model."""
    from bot.terminal import index as command

    end(context, lambda where: command.status(where, as_json=as_json))


@index_app.command()
def rebuild(
    context: typer.Context,
    preview: Annotated[
        bool,
        typer.Option("--preview", help="Ask the golden questions of both first; use none that is worse."),
    ] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="With --preview: use it even if worse.")] = False,
) -> None:
    """Build a new generation from the database; the old one serves until it is whole."""
    from bot.terminal import index as command

    if anyway and not preview:
        raise typer.BadParameter("--anyway is for --preview; without it every new generation is used")
    if preview:
        end(context, lambda where: command.preview(where, anyway=anyway))
    end(context, command.rebuild)


@index_app.command()
def rollback(context: typer.Context) -> None:
    """Use the generation before the one in use, brought up to the corpus as it is."""
    from bot.terminal import index as command

    end(context, command.rollback)


@index_app.command()
def verify(context: typer.Context) -> None:
    """Check that every vector, passage and quote agrees."""
    from bot.terminal import index as command

    end(context, command.verify)
