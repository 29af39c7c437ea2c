"""Run a measurement over one half of questions that were put apart: `fit` may be looked at, `unseen` not."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from corpus import bundled, records
from corpus.model import SHARED
from corpus.store import Store

FOLDER = Path("bench/questions")


def run(title: str, ask: Callable[[str, Path, bool], Awaitable[None]]) -> None:
    """Read the command line, and have a half asked in a fresh folder: its name, the folder, whether to print.

    What went wrong is printed of the half `fit` alone. The corpus is the bundled essay with the records of
    bench/questions/, which gave the values: those written by hand since would change counts and lists.
    """
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--half", default="unseen", choices=("fit", "unseen"))
    parser.add_argument("--models", type=Path, help="a state folder's models/, so that none is exported anew")
    parser.add_argument(
        "--wrong", action="store_true", help="print each that was not met (of the half `fit`)"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="footbridge-bench-") as folder:
        if arguments.models:
            (Path(folder) / "models").symlink_to(arguments.models.resolve(), target_is_directory=True)
        looked = arguments.wrong and arguments.half == "fit"
        asyncio.run(_asked(ask, arguments.half, Path(folder), looked))


async def _asked(
    ask: Callable[[str, Path, bool], Awaitable[None]], half: str, folder: Path, looked: bool
) -> None:
    await _set_up(folder)
    await ask(half, folder, looked)


async def _set_up(folder: Path) -> None:
    """Give a new state folder the essay, and the records that the questions were written for."""
    async with await Store.open(folder, write=True) as store:
        await bundled.set_up(store, empty=True)
        for document in bundled.documents():
            await store.add_document(document)
        rows = records.read_csv((FOLDER / "partnerships.csv").read_bytes(), name="partnerships.csv")
        await store.import_statements(rows.accept("partnerships.csv"), scope=SHARED, by=None)
        others = records.read_aliases((bundled.BUNDLED / "aliases.csv").read_bytes(), name="aliases.csv")
        await store.import_aliases(others.accept("aliases.csv"), scope=SHARED, by=None)
        covers = records.read_coverage((FOLDER / "coverage.csv").read_bytes(), name="coverage.csv")
        await store.import_coverage(covers.accept("coverage.csv"), scope=SHARED, by=None)
