"""Small writes share a commit, and each still succeeds or fails by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

import pytest

from corpus.store.commits import Commits


class Disk:
    """Stands where a database does: runs works in turn, keeps what they return when none raises."""

    def __init__(self) -> None:
        self.commits: list[list[Any]] = []
        self.go = asyncio.Event()

    async def commit(self, works: Sequence[Callable[[Any], Any]]) -> list[Any]:
        await self.go.wait()
        results = [work(None) for work in works]
        self.commits.append(results)
        return results


def fail(_: Any) -> None:
    raise ValueError("no such row")


async def test_what_waits_is_committed_together_in_order() -> None:
    disk = Disk()
    commits = Commits(disk.commit)
    added = [asyncio.create_task(commits.add(lambda _, n=n: n)) for n in range(5)]  # type: ignore[misc]
    await asyncio.sleep(0)
    disk.go.set()
    assert await asyncio.gather(*added) == [0, 1, 2, 3, 4]
    assert len(disk.commits) < 5 and [*chain.from_iterable(disk.commits)] == [0, 1, 2, 3, 4]


async def test_one_that_fails_takes_no_other_with_it() -> None:
    disk = Disk()
    commits = Commits(disk.commit)
    works: list[Callable[[Any], Any]] = [lambda _: "a", fail, lambda _: "c"]
    added = [asyncio.create_task(commits.add(work)) for work in works]
    await asyncio.sleep(0)
    disk.go.set()
    first, second, third = await asyncio.gather(*added, return_exceptions=True)
    assert (first, third) == ("a", "c") and isinstance(second, ValueError)
    assert [*chain.from_iterable(disk.commits)] == ["a", "c"]
    with pytest.raises(ValueError, match="row"):
        await commits.add(fail)


async def test_who_is_cancelled_leaves_the_work_to_be_committed() -> None:
    disk = Disk()
    commits = Commits(disk.commit)
    added = asyncio.create_task(commits.add(lambda _: "kept"))
    await asyncio.sleep(0)
    added.cancel()
    disk.go.set()
    await commits.end()
    assert disk.commits == [["kept"]]
    with pytest.raises(asyncio.CancelledError):
        await added


async def test_the_end_waits_for_all() -> None:
    disk = Disk()
    commits = Commits(disk.commit)
    added = [asyncio.create_task(commits.add(lambda _: 1)) for _ in range(3)]
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.01, disk.go.set)
    await commits.end()
    assert all(task.done() or not task.cancelled() for task in added)
    assert [*chain.from_iterable(disk.commits)] == [1, 1, 1]


async def test_a_commit_takes_a_few_at_a_time() -> None:
    disk = Disk()
    commits = Commits(disk.commit)
    added = [asyncio.create_task(commits.add(lambda _: 1)) for _ in range(50)]
    await asyncio.sleep(0)
    disk.go.set()
    await asyncio.gather(*added)
    assert 5 < len(disk.commits) < 50 and max(map(len, disk.commits)) <= 8
