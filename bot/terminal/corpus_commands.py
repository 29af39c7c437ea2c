"""`run.py corpus …`: thin, as run.py is; what a command needs is imported inside it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.terminal.commands import AsJson, end
from bot.terminal.place import Place
from bot.terminal.running import guarded

Language = Annotated[str | None, typer.Option(help="Its language, such as en or de.")]
Date = Annotated[str | None, typer.Option(metavar="DATE", help="Its date: YYYY, YYYY-MM or YYYY-MM-DD.")]
AsOf = Annotated[
    str | None, typer.Option(metavar="DATE", help="The date its contents describe, in the same form.")
]
ValidUntil = Annotated[
    str | None, typer.Option(metavar="DATE", help="The last day on which it is valid, in the same form.")
]
DocumentId = Annotated[
    str, typer.Argument(metavar="ID", help="A document's id, as `corpus list` shows it, or a record's.")
]

corpus_app = typer.Typer(
    help="Add, list and change what is known.", no_args_is_help=True, rich_markup_mode=None
)


@corpus_app.command()
def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of files.")],
    title: Annotated[
        str | None, typer.Option(help="Its title, where the file does not say or is wrong.")
    ] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it can be read.")] = None,
    language: Language = None,
    date: Date = None,
    as_of: AsOf = None,
    valid_until: ValidUntil = None,
    document_id: Annotated[
        str | None, typer.Option("--id", help="Its id; one that exists gets a new version.")
    ] = None,
    replaces: Annotated[
        str | None, typer.Option(metavar="ID", help="The document that it replaces; that one is removed.")
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
def remove(
    context: typer.Context,
    documents: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="Documents' ids, as `corpus list` shows, or records'."),
    ],
) -> None:
    """Take documents or records out of what is searched; they are kept and can be restored."""
    from bot.terminal import documents as command

    end(context, lambda where: command.remove(where, documents))


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
    language: Language = None,
    date: Date = None,
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
