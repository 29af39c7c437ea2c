"""The bench of many servers in short: what it makes is answered from, and each figure is there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from bench import scale, scale_sides
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED


async def test_servers_are_made_built_and_served(state: Path) -> None:
    await scale_sides.make(state, "3", "5")
    shutil.rmtree(state / "index")
    found = {**await scale_sides.build(state), **await scale_sides.serve(state, "3")}
    assert scale.FIGURES.keys() <= found.keys()
    assert [name for name in scale.FIGURES if not found[name] > 0] == []
    kb = await KnowledgeBase.open(state, write=False)
    try:
        assert set((await kb.index.status()).scopes) == {SHARED, *map(scale_sides.scope, range(3))}
        passages = await kb.store.passages(scale_sides.scope(1))
        assert len(passages) == 5 * scale_sides.PARAGRAPHS
        assert await kb.index.verify() == []
        search = await kb.index.search(scale_sides.sentences()[0], [scale_sides.scope(1)])
        assert {hit.scope for hit in search.hits} == {scale_sides.scope(1)}
    finally:
        await kb.close()


def test_the_memory_of_a_process_that_was_started_is_its_own() -> None:
    much = b"x" * 300_000_000
    with scale_sides.Started() as started:
        subprocess.run(
            [sys.executable, "-c", "import time; held = b'x' * 50_000_000; time.sleep(0.5)"], check=True
        )
    assert 50 < started.peak_mb < 200 and len(much) > 0
    with scale_sides.Started() as none:
        pass
    assert none.peak_mb == 0
