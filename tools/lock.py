"""Write requirements.lock and requirements-dev.lock: the exact versions that pip resolves today.

    python tools/lock.py [--index URL]

Resolves the dependencies of pyproject.toml with `pip install --dry-run`, so nothing is installed. A
local version (torch's `+cpu`) is left out of the lock: which build of that version is installed is the
choice of the machine, see TORCH_INDEX in the Makefile.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ACCELERATORS = re.compile(r"nvidia-|triton$|cuda-")
"""Brought in by a GPU build of torch on its own; in the lock they would force that build on everybody."""


def resolve(requirements: list[str], options: list[str]) -> dict[str, str]:
    """Return name -> version of everything pip would install for the requirements."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    done = subprocess.run(
        [*command, "--report", "-", *options, *requirements], check=True, stdout=subprocess.PIPE, text=True
    )
    rows = [item["metadata"] for item in json.loads(done.stdout)["install"]]
    versions = {row["name"].lower().replace("_", "-"): row["version"].split("+")[0] for row in rows}
    return {name: version for name, version in versions.items() if not ACCELERATORS.match(name)}


def write(path: Path, heading: str, versions: dict[str, str]) -> None:
    """Write one lock, sorted by name."""
    lines = [f"# {heading}", "# Written by `make lock` from pyproject.toml; do not edit by hand."]
    lines += [f"{name}=={version}" for name, version in sorted(versions.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(options: list[str]) -> None:
    """Resolve what runs, then what checks on top of exactly that."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = resolve(project["dependencies"], options)
    exact = [f"{name}=={version}" for name, version in runtime.items()]
    everything = resolve([*exact, *project["optional-dependencies"]["dev"]], options)
    dev = {name: version for name, version in everything.items() if name not in runtime}
    write(ROOT / "requirements.lock", "What Footbridge runs on.", runtime)
    write(ROOT / "requirements-dev.lock", "What its tests and checks need besides requirements.lock.", dev)


if __name__ == "__main__":
    main(sys.argv[1:])
