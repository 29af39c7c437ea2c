"""The command line of Footbridge: thin, each command calls into the rooms.

What a command needs is imported inside it, so `--help`, wrong usage and refused input are answered at once.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import Annotated

if __name__ == "__main__":
    # Until a command is under way there is nothing to tidy up: Ctrl-C ends it at once, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

try:
    import typer
except ModuleNotFoundError:
    sys.exit("footbridge: its packages are not installed in this Python; `make ask` sets them up in .venv.")

from bot.terminal.arguments import options_first
from bot.terminal.commands import AsJson, end
from bot.terminal.corpus_commands import corpus_app
from bot.terminal.index_commands import index_app
from bot.terminal.paint import note
from bot.terminal.place import Place, place
from bot.terminal.running import guarded
from corpus.errors import FootbridgeError

PlaceName = Annotated[str, typer.Argument(metavar="PLACE", help="In quotes if it has several words.")]

app = typer.Typer(
    name="footbridge",
    help="Answers questions about sister cities, with quotes that can be checked.",
    epilog="--data and --empty may stand before or after the command. Exit codes: 0 done, 1 input refused, "
    "2 wrong usage, 3 the state folder is damaged or in use, 70 a fault in Footbridge.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(corpus_app, name="corpus")
app.add_typer(index_app, name="index")


@app.callback()
def _options(
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The state folder; otherwise FOOTBRIDGE_DATA (also from .env), otherwise ./data.",
        ),
    ] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="Make a new state folder without the bundled corpus.")
    ] = False,
) -> None:
    try:
        context.obj = place(data, empty)
    except FootbridgeError as error:
        note(f"footbridge: {error}")
        raise typer.Exit(error.exit_code) from None
    for told in context.obj.misspelt:
        note(f"footbridge: {told}")


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    as_json: AsJson = False,
    batch: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Answer the JSON lines of a file, or of standard input (-)."),
    ] = None,
    map_file: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE.png", help="Draw the places of the answer's records on a map."),
    ] = None,
) -> None:
    """Answer one question, or with --batch a stream of them."""
    from bot.terminal import ask as command

    if (question is None) == (batch is None):
        raise typer.BadParameter('give one question, ask "QUESTION", or --batch FILE; not both')
    if batch is not None and map_file is not None:
        raise typer.BadParameter("--map draws the answer to one question; leave --batch out")
    if batch is not None:
        end(context, lambda where: command.answer_batch(where, batch))
    end(context, lambda where: command.answer_one(where, question or "", as_json=as_json, map_file=map_file))


@app.command()
def brief(
    context: typer.Context,
    one: PlaceName,
    other: PlaceName,
    as_json: AsJson = False,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE.md", help="Write it as a Markdown page with footnotes, too."),
    ] = None,
) -> None:
    """Show all that is known about two places, with its sources."""
    from bot.terminal import brief as command

    end(context, lambda where: command.brief(where, one, other, as_json=as_json, file=file))


@app.command()
def chat(context: typer.Context) -> None:
    """Talk: follow-up questions, and `sources` to see each quote in its paragraph."""
    from bot.terminal import chat as command

    end(context, command.chat)


@app.command(name="eval")
def evaluate(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="JSON lines with id, kind, question and what is expected.")],
    wrong: Annotated[bool, typer.Option("--wrong", help="Name each question that went wrong.")] = False,
    as_json: AsJson = False,
) -> None:
    """Ask every question of a file and print the figures."""
    from bot.terminal import evaluate as command

    end(context, lambda where: command.evaluate(where, file, wrong=wrong, as_json=as_json))


@app.command()
def bot(
    context: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", help="Only test the settings, and say what is missing.")
    ] = False,
    health: Annotated[
        bool, typer.Option("--health", help="Only ask the bot that runs here whether it is well.")
    ] = False,
) -> None:
    """Run the Discord bot; DISCORD_TOKEN comes from the environment or a .env file."""
    from bot.terminal import discord as command

    if check and health:
        raise typer.BadParameter("--check is for before the bot runs, --health for while it does; not both")
    where: Place = context.obj
    if health:
        raise typer.Exit(guarded(where.data, lambda: command.health(where)))
    raise typer.Exit(guarded(where.data, lambda: command.serve(where, check=check)))


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="Where to write it.")],
) -> None:
    """Copy database and secret into one file, also while the bot runs; unpacked, it is a state folder."""
    from bot.terminal import keeping as command

    end(context, lambda where: command.backup(where, file))


@app.command()
def migrate(
    context: typer.Context,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="postgresql://user@host/name, or a new folder.")
    ],
) -> None:
    """Copy everything into an empty PostgreSQL database, or from there into a new folder, and compare."""
    from bot.terminal import migrating as command

    end(context, lambda where: command.migrate(where, target))


def main() -> None:
    """Run the command line of this process."""
    os.umask(0o077)  # whatever is written is its owner's alone
    for stream in (sys.stdout, sys.stderr):
        # Into a pipe always UTF-8, whatever the locale; on a terminal what it can show.
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace")  # type: ignore[union-attr]
    try:
        app(args=options_first(sys.argv[1:]), prog_name="run.py")
    finally:
        gc.freeze()  # all memory is about to be given back: nothing is gained by looking it over


if __name__ == "__main__":
    main()
