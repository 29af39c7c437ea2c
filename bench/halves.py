"""Run a measurement over one half of questions that were put apart: `fit` may be looked at, `unseen` not."""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path


def run(title: str, ask: Callable[[str, Path, bool], Awaitable[None]]) -> None:
    """Read the command line, and have a half asked in a fresh folder: its name, the folder, whether to print.

    What went wrong is printed of the half `fit` alone. The corpus is the bundled one, with the records
    written by hand alone.
    """
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--half", default="unseen", choices=("fit", "unseen"))
    parser.add_argument("--models", type=Path, help="a state folder's models/, so that none is exported anew")
    parser.add_argument(
        "--wrong", action="store_true", help="print each that was not met (of the half `fit`)"
    )
    arguments = parser.parse_args()
    os.environ["FOOTBRIDGE_WORLD"] = "off"
    with tempfile.TemporaryDirectory(prefix="footbridge-bench-") as folder:
        if arguments.models:
            (Path(folder) / "models").symlink_to(arguments.models.resolve(), target_is_directory=True)
        looked = arguments.wrong and arguments.half == "fit"
        asyncio.run(_asked(ask, arguments.half, Path(folder), looked))


async def _asked(
    ask: Callable[[str, Path, bool], Awaitable[None]], half: str, folder: Path, looked: bool
) -> None:
    await ask(half, folder, looked)
