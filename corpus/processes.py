"""Processes of our own beside this one, all started alike: with our code, without secrets, and ended with it.

They start in the folder of our code: Python looks for modules in the folder that it is started in first, and
anybody may have filled that of a command. Their session is their own: what is pressed at the terminal goes to
the command, which ends them.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
_KEPT = ("HOME", "LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


async def start(
    module: str, *, database: bool, given: Mapping[str, str], **streams: Any
) -> asyncio.subprocess.Process:
    """Start a module of ours as a process; see `environment` for what it is given, and asyncio for `streams`.

    It is the first of a session and group of its own, and calls `end_with` before all else.
    """
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, cwd=_ROOT, env={**environment(database=database), **given},
        start_new_session=True, **streams,
    )  # fmt: skip


def environment(*, database: bool) -> dict[str, str]:
    """Return what of this process's environment another one of ours is given: what Python needs, no token.

    With `database` also how PostgreSQL is reached, which may be told by the environment alone.
    """
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    if database:
        kept |= {name: value for name, value in os.environ.items() if name.startswith("PG")}
    beside = [str(Path(one).absolute()) for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]
    path = os.pathsep.join([str(_ROOT), *beside])
    return kept | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def end_with(parent: int) -> None:
    """Have the kernel end this process when the one that started it ends, however; Linux alone can."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before that
        sys.exit(1)
