"""Small matrix products are not shared out among threads: together with others that costs a thousandfold."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.command import ROOT, environment

PROGRAM = """
import json, sys, warnings
warnings.simplefilter("ignore")
import bot.discord_bot, bot.shared.knowledge_base
from threadpoolctl import threadpool_info
print(json.dumps([pool["num_threads"] for pool in threadpool_info() if "numpy" in pool["filepath"]]))
"""


def test_the_bot_gives_the_matrix_library_one_thread() -> None:
    plain = {name: value for name, value in environment().items() if not name.endswith("_NUM_THREADS")} | {
        "PYTHONWARNINGS": "ignore"
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=plain, capture_output=True, text=True, timeout=120,
        check=True,
    )  # fmt: skip
    threads = json.loads(done.stdout)
    assert threads and set(threads) == {1}
