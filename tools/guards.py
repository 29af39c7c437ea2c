"""Take out each guard of what is kept, and see that a test notices: python -m tools.guards [NAME …].

The guards stand in `guards.toml`: scopes, limits, purge, verify, the audit's chain, the golden preview. Each
is taken out in a copy of this folder, one at a time, and the tests named beside it are run there. One that no
test notices is printed, and the exit code is 1. NAME picks those whose name contains it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTED = Path(__file__).with_suffix(".toml")
_LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "data", "state", "results")
_FAILED = 1  # pytest's code where a test failed; others tell that it could not run


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard: `code` stands once in `file`; with `without` in its place, one of `tests` is to fail."""

    name: str
    file: str
    code: str
    without: str
    tests: tuple[str, ...]

    def taken_out(self, text: str) -> str:
        """Return the text of its file without it; raises ValueError where it does not stand there once."""
        if text.count(self.code) != 1:
            raise ValueError(f"{self.name}: stands {text.count(self.code)} times in {self.file}")
        return text.replace(self.code, self.without)


def guards() -> list[Guard]:
    """Return all guards that are listed."""
    rows = tomllib.loads(LISTED.read_text("utf-8"))["guard"]
    return [Guard(**row | {"tests": tuple(row["tests"])}) for row in rows]


def is_noticed(guard: Guard, copy: Path) -> bool:
    """Tell whether a test of a guard fails in a copy of this folder in which it is taken out."""
    file = copy / guard.file
    text = file.read_text("utf-8")
    file.write_text(guard.taken_out(text), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-k", "not postgresql", *guard.tests]
    try:
        done = subprocess.run(command, cwd=copy, check=False, capture_output=True, text=True)
    finally:
        file.write_text(text, "utf-8")
    if done.returncode not in (0, _FAILED):
        raise RuntimeError(f"{guard.name}: its tests could not be run\n{done.stdout[-2000:]}")
    return done.returncode == _FAILED


def main() -> int:
    """Read the command line; take out each guard wanted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    wanted = parser.parse_args().names
    chosen = [one for one in guards() if not wanted or any(name in one.name for name in wanted)]
    unnoticed = 0
    with tempfile.TemporaryDirectory(prefix="footbridge-guards-") as folder:
        copy = Path(shutil.copytree(ROOT, Path(folder) / "copy", ignore=_LEFT_OUT))
        if (ROOT / ".pytest_cache").is_dir():  # the models that tests have exported
            (copy / ".pytest_cache").symlink_to(ROOT / ".pytest_cache")
        for guard in chosen:
            noticed = is_noticed(guard, copy)
            unnoticed += not noticed
            sys.stdout.write(f"{'noticed  ' if noticed else 'UNNOTICED'}  {guard.name}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(chosen)} guards taken out, {unnoticed} unnoticed\n")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
