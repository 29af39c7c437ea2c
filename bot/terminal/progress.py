"""Progress on standard error: bars for a person, one line a stage into a log; nothing where nothing lasts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any

from bot.terminal.paint import is_terminal, note

if TYPE_CHECKING:
    from rich.progress import Progress


class TerminalProgress:
    """Show what set-up, embedding and rebuilding are doing; call it with (stage, done, total).

    `total` 0 means that the length is not known. The first call of a stage announces it.
    """

    def __init__(self) -> None:
        self._bars: Progress | None = None
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> TerminalProgress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Report that `done` of `total` steps of a stage are finished."""
        if is_terminal(sys.stderr):
            self._draw(stage, done, total)
        elif stage not in self._tasks:
            self._tasks[stage] = None
            note(f"footbridge: {stage} …")

    def _draw(self, stage: str, done: int, total: int) -> None:
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        if self._bars is None:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
            )
            self._bars = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bars.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total or None)
        self._bars.update(self._tasks[stage], completed=done, total=total or None)


@contextmanager
def counting(stage: str, total: int) -> Iterator[Callable[[], None]]:
    """Give a function to call after each of `total` steps."""
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(stage, done, total)

    with TerminalProgress() as progress:
        yield step
