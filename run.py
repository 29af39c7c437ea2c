"""The command line of Footbridge: thin, each command calls into the rooms.

What a command needs is imported inside it, so `--help`, wrong usage and refused input are answered at once.
"""

from __future__ import annotations

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

from bot.terminal import commands as given
from bot.terminal.arguments import options_first
from bot.terminal.commands import AsJson, AsOf, DocumentId, ValidUntil, end
from bot.terminal.index_commands import index_app
from bot.terminal.paint import note
from bot.terminal.place import Place, place
from bot.terminal.running import guarded
from corpus.errors import FootbridgeError

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
corpus_app = typer.Typer(
    help="Add, list and change what is known.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(corpus_app, name="corpus")
app.add_typer(index_app, name="index")


@app.callback()
def _options(
    context: typer.Context,
    data: given.StateFolder = None,
    empty: given.Empty = False,
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
    one: given.PlaceName,
    other: given.PlaceName,
    as_json: AsJson = False,
    file: given.BriefFile = None,
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
    file: given.QuestionsFile,
    wrong: given.Wrong = False,
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


@corpus_app.command()
def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of files.")],
    title: Annotated[
        str | None, typer.Option(help="Its title, where the file does not say or is wrong.")
    ] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it can be read.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, such as en or de.")] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="Its date: YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = None,
    as_of: AsOf = None,
    valid_until: ValidUntil = None,
    document_id: Annotated[
        str | None, typer.Option("--id", help="Its id; one that exists gets a new version.")
    ] = None,
    replaces: Annotated[
        str | None, typer.Option(metavar="ID", help="The document whose place it takes; that one is removed.")
    ] = None,
    mask: Annotated[
        bool, typer.Option("--mask", help="Mask e-mail addresses, phone numbers and street addresses.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Add what was understood without showing it and asking.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add documents; at a terminal, each is shown as it was understood, and added once you agree."""
    from bot.terminal import adding as command

    described = command.Described(
        title, author, url, language, document_id, date=date, replaces=replaces,
        as_of=as_of, valid_until=valid_until,
    )  # fmt: skip
    wish = command.Wish(mask=mask, yes=yes, as_json=as_json)
    end(context, lambda where: command.add(where, paths, described, wish))


@corpus_app.command(name="import-partnerships")
def import_partnerships(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Partnership records.")],
    aliases: Annotated[Path | None, typer.Option(metavar="FILE", help="Other names of places, too.")] = None,
    coverage: Annotated[
        Path | None, typer.Option(metavar="FILE", help="For which places the records are complete, too.")
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Take the good rows and print the rest.")
    ] = False,
) -> None:
    """Add partnership records; one bad row refuses the file, unless --partial."""
    from bot.terminal import records as command

    end(context, lambda where: command.import_partnerships(where, file, aliases, coverage, partial=partial))


@corpus_app.command(name="import-wikidata")
def import_wikidata(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE.json", help="What the query service answered.")
    ] = None,
    query: Annotated[bool, typer.Option("--query", help="Print the query to ask instead.")] = False,
    country: Annotated[str | None, typer.Option(help="With --query: of one country alone.")] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Take the good rows and print the rest.")
    ] = False,
) -> None:
    """Add partnership records from Wikidata: print the query, then import its answer."""
    from bot.terminal import records as command

    if query == (file is not None) or (country and not query):
        raise typer.BadParameter("name the answer's FILE.json, or --query (with --country NAME); not both")
    if file is None:
        where: Place = context.obj
        raise typer.Exit(guarded(where.data, lambda: command.wikidata_query(country)))
    answered = file
    end(context, lambda where: command.import_wikidata(where, answered, partial=partial))


@corpus_app.command(name="list")
def list_documents(
    context: typer.Context,
    removed: Annotated[bool, typer.Option("--removed", help="Show removed documents instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the documents."""
    from bot.terminal import documents as command

    end(context, lambda where: command.list_documents(where, removed=removed, as_json=as_json))


@corpus_app.command()
def show(
    context: typer.Context,
    wanted: Annotated[
        str, typer.Argument(metavar="ID", help="A document, a record (P...) or a citation (c-...).")
    ],
    version: Annotated[int | None, typer.Option(help="An earlier version of a document.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a document, a record, or the quote behind a citation id."""
    from bot.terminal import documents as command

    end(context, lambda where: command.show(where, wanted, version=version, as_json=as_json))


@corpus_app.command()
def remove(context: typer.Context, document: DocumentId) -> None:
    """Take a document or a record out of what is searched; it is kept and can be restored."""
    from bot.terminal import documents as command

    end(context, lambda where: command.remove(where, document))


@corpus_app.command()
def restore(
    context: typer.Context,
    document: DocumentId,
    version: Annotated[int | None, typer.Option(help="Make this earlier version the current one.")] = None,
) -> None:
    """Bring a removed document or record back, or go back to an earlier version of a document."""
    from bot.terminal import documents as command

    end(context, lambda where: command.restore(where, document, version=version))


@corpus_app.command()
def edit(
    context: typer.Context,
    document: DocumentId,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    author: Annotated[str | None, typer.Option(help='Who wrote it; "" for nobody known.')] = None,
    url: Annotated[str | None, typer.Option(help='Where it can be read; "" for nowhere.')] = None,
    language: Annotated[str | None, typer.Option(help="Its language, such as en or de.")] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="Its date: YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = None,
    as_of: AsOf = None,
    valid_until: ValidUntil = None,
) -> None:
    """Correct what is said about a document; its text and its citations stay as they are."""
    from bot.terminal import keeping as command

    changed = {"title": title, "author": author, "url": url, "language": language, "date": date,
               "as_of": as_of, "valid_until": valid_until}  # fmt: skip
    end(context, lambda where: command.edit(where, document, changed))


@corpus_app.command()
def purge(
    context: typer.Context,
    document: DocumentId,
    version: Annotated[
        int | None, typer.Option(help="Only this version, which must not be the current one.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
) -> None:
    """Delete a document or a record for good: text, file, title, passages, and answers that quote it."""
    from bot.terminal import keeping as command

    end(context, lambda where: command.purge(where, document, version=version, yes=yes))


@corpus_app.command()
def affected(context: typer.Context, document: DocumentId, as_json: AsJson = False) -> None:
    """List the kept answers that cited a document or a record."""
    from bot.terminal import keeping as command

    end(context, lambda where: command.affected(where, document, as_json=as_json))


@corpus_app.command()
def history(
    context: typer.Context,
    document: Annotated[
        str | None, typer.Argument(metavar="ID", help="A document's id, or a record's.")
    ] = None,
    verify_all: Annotated[
        bool, typer.Option("--verify", help="Check that the whole audit is as it was written.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what was done to a document or record, when and by whom; or check the audit."""
    from bot.terminal import documents, keeping

    if (document is None) != verify_all:
        raise typer.BadParameter("name a document or a record, or --verify alone; not both")
    if document is None:
        end(context, lambda where: keeping.verify_history(where, as_json=as_json))
    end(context, lambda where: documents.history(where, document or "", as_json=as_json))


@corpus_app.command()
def export(
    context: typer.Context,
    target: Annotated[
        Path, typer.Argument(metavar="FILE.zip|FOLDER", help="A zip file, or a folder that is new or empty.")
    ],
) -> None:
    """Write everything into one file, or the shared corpus into a folder, to be added or imported again."""
    from bot.terminal import exporting as command

    end(context, lambda where: command.export(where, target))


@corpus_app.command(name="import")
def import_archive(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="What `corpus export FILE.zip` wrote.")],
) -> None:
    """Put an exported corpus into this one: same ids, same citations, nothing overwritten."""
    from bot.terminal import keeping as command

    end(context, lambda where: command.import_archive(where, file))


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
    app(args=options_first(sys.argv[1:]), prog_name="run.py")


if __name__ == "__main__":
    main()
