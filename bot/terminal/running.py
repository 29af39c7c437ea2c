"""Run a command's work, and end it with the exit code and the one line that docs/cli.md promises."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from bot.terminal.paint import note
from corpus import private
from corpus.errors import FootbridgeError
from corpus.faults import trace
from corpus.quiet import is_ours
from corpus.shortage import shortage

INTERRUPTED = 130
BROKEN_PIPE = 141
"""What a shell reports for a program ended by Ctrl-C and by a closed pipe."""

FAULT = 70
"""What sysexits.h calls an internal error: nothing was refused, and starting again may help."""

_SELDOM = 100_000
"""How many objects more there are before Python looks for garbage: nearly all that a command makes stays."""


def run(state: Path, work: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run asynchronous work as `guarded` runs any."""
    gc.set_threshold(_SELDOM)
    return guarded(state, lambda: asyncio.run(work()))


def guarded(state: Path, work: Callable[[], int]) -> int:
    """Run the work and return the exit code: its own, or the one of the failure that it met.

    A failure that Footbridge reports is its one line; so is a lack of memory or room, wherever it was met. A
    failure that nobody foresaw is one line too, and its traceback goes to a file in the state folder.
    """
    _tell_warnings()
    before = signal.signal(signal.SIGINT, _interrupt)
    try:
        code = work()
        sys.stdout.flush()
    except FootbridgeError as error:
        note(f"footbridge: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        note("footbridge: stopped; what was finished is kept, and nothing is left half-done.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as error:
        if short := shortage(error):
            note(f"footbridge: {short}")
            return short.exit_code
        where = _write_traceback(state, error)
        note(f"footbridge: this is a fault in Footbridge ({type(error).__name__}); details are in {where}")
        return FAULT
    finally:
        signal.signal(signal.SIGINT, before)
    return code


def _tell_warnings() -> None:
    """Show our own warnings, a line each; what a library logs, its tracebacks too, is for nobody here."""
    handler = logging.StreamHandler()
    handler.addFilter(is_ours)
    logging.basicConfig(format="footbridge: %(message)s", level=logging.WARNING, handlers=[handler])


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    # asyncio's own way only cancels the work, which a read from a pipe that stays open would never notice.
    raise KeyboardInterrupt


def _write_traceback(state: Path, error: Exception) -> Path:
    """Write the traceback in the state folder, or in the temporary one where that cannot be written.

    It quotes nothing of what was asked or stored, so that it can be sent on.
    """
    name = f"fault-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.log"
    for folder in (state / "logs", Path(tempfile.gettempdir())):
        try:
            if folder.parent.is_dir():
                private.make_folder(folder)
            private.write(folder / name, trace(error).encode())
        except OSError:
            continue
        return folder / name
    return Path(os.devnull)
