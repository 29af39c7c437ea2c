"""What the benches take for a process' memory is its own, and not that of who started it."""

from __future__ import annotations

import pytest

from bench.speed import run


def test_a_small_process_is_small_whoever_starts_it() -> None:
    held = bytearray(400_000_000)
    held[::4096] = b"x" * len(held[::4096])
    done = run(["-c", "print(7)"])
    assert done.output == "7\n" and 0 < done.megabytes < 150
    assert run(["-c", "x = b'x' * 300_000_000"]).megabytes > 280
    assert done.processor > 0 and done.seconds > 0 and held


def test_what_a_process_said_when_it_failed_is_told() -> None:
    with pytest.raises(RuntimeError, match="out of paper"):
        run(["-c", "raise SystemExit('out of paper')"])
