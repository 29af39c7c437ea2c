"""Put true answers into README.md: run what its markers name, and paste what is printed.

    python tools/readme.py [--data DIR]

A marker is `<!-- ask: QUESTION -->`; the code block after it is replaced.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(<!-- ask: (?P<question>.+?) -->\n)```\n.*?```\n", re.DOTALL)


def answered(block: re.Match[str], options: list[str]) -> str:
    """Return the marker with the answer that the question gets now, wrapped to be read."""
    question = block["question"]
    command = [sys.executable, "run.py", *options, "ask", question]
    said = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    lines = [line for row in said.splitlines() for line in _wrapped(row)]
    shown = "\n".join([f'$ make ask Q="{question}"', *lines])
    return f"{block[1]}```\n{shown}\n```\n"


def _wrapped(row: str) -> list[str]:
    indent = " " * (len(row) - len(row.lstrip()))
    return textwrap.wrap(row, 110, subsequent_indent=indent, break_long_words=False) or [""]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Put true answers into README.md.")
    parser.add_argument("--data", metavar="DIR", help="the state folder to answer from")
    chosen = parser.parse_args().data
    options = [f"--data={chosen}"] if chosen else []
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(BLOCK.sub(lambda block: answered(block, options), text), encoding="utf-8")
