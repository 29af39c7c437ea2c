"""Put true answers into README.md: run what its markers name, and paste what is printed.

    python tools/readme.py [--data DIR]

A marker is `<!-- ask: QUESTION -->`; the code block after it is replaced.
"""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(<!-- ask: (?P<question>.+?) -->\n)```\n.*?```\n", re.DOTALL)


def answered(block: re.Match[str]) -> str:
    """Return the marker with the answer that the question gets now, wrapped to be read."""
    question = block["question"]
    command = [sys.executable, "run.py", *sys.argv[1:], "ask", question]
    said = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    lines = [line for row in said.splitlines() for line in _wrapped(row)]
    shown = "\n".join([f'$ make ask Q="{question}"', *lines])
    return f"{block[1]}```\n{shown}\n```\n"


def _wrapped(row: str) -> list[str]:
    indent = " " * (len(row) - len(row.lstrip()))
    return textwrap.wrap(row, 110, subsequent_indent=indent, break_long_words=False) or [""]


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(BLOCK.sub(answered, readme.read_text(encoding="utf-8")), encoding="utf-8")
