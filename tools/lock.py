"""Write the locks: the exact versions that pip resolves today, and the SHA-256 of every file of theirs.

    python tools/lock.py [--index URL]

Resolves the dependencies of pyproject.toml with `pip install --dry-run`, so nothing is installed; uv looks
the hashes up. torch has a lock of its own, without hashes and without a local version (`+cpu`): which build
of that version is installed is the choice of the machine, see TORCH_INDEX in the Makefile.
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

_HEAD = "# {}\n# Written by `make lock` from pyproject.toml; do not edit by hand.\n"


def resolve(requirements: list[str], options: list[str]) -> dict[str, str]:
    """Return name -> version of everything pip would install for the requirements."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    done = subprocess.run(
        [*command, "--report", "-", *options, *requirements], check=True, stdout=subprocess.PIPE, text=True
    )
    rows = [item["metadata"] for item in json.loads(done.stdout)["install"]]
    versions = {row["name"].lower().replace("_", "-"): row["version"].split("+")[0] for row in rows}
    return {name: version for name, version in versions.items() if not ACCELERATORS.match(name)}


def write(name: str, heading: str, versions: dict[str, str]) -> None:
    """Write one lock, sorted by name, with the hashes of all files of each version."""
    exact = "".join(f"{package}=={version}\n" for package, version in sorted(versions.items()))
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-deps", "--universal"]
    command += ["--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "-"]
    done = subprocess.run(command, check=True, input=exact, stdout=subprocess.PIPE, text=True)
    (ROOT / name).write_text(_HEAD.format(heading) + done.stdout, encoding="utf-8")


def main(options: list[str]) -> None:
    """Resolve what runs, then what checks on top of exactly that."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = resolve(project["dependencies"], options)
    exact = [f"{name}=={version}" for name, version in runtime.items()]
    everything = resolve([*exact, *project["optional-dependencies"]["dev"]], options)
    dev = {name: version for name, version in everything.items() if name not in runtime}
    torch = (
        _HEAD.format("torch, of which each machine has its own build.") + f"torch=={runtime.pop('torch')}\n"
    )
    (ROOT / "requirements-torch.lock").write_text(torch, encoding="utf-8")
    write("requirements.lock", "What Footbridge runs on, beside torch.", runtime)
    write("requirements-dev.lock", "What its tests and checks need besides requirements.lock.", dev)


if __name__ == "__main__":
    main(sys.argv[1:])
