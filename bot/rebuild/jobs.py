"""Rebuilding the index: one at a time, cancellable, taken up again after a restart, its end reported.

One index serves all scopes and one generation holds them all, so there is one rebuild at a time, whichever
process runs it; a server that asks for another meanwhile is told that it is busy. The job's row says who
asked and where to report; it goes only when the report has been made, or Discord has refused it in every
place there is.
"""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from bot.core.log import logger
from bot.core.services import Services
from bot.core.worker import ClosedError
from corpus.errors import FootbridgeError
from corpus.store.people import new_key

if TYPE_CHECKING:
    from pathlib import Path

    from bot.shared.knowledge_base import KnowledgeBase
    from index.model import Progress

log = logger(__name__)

KIND = "rebuild"
_MOST_ATTEMPTS = 3
"""Starts of one rebuild after which it counts as failed: what ends the process must not do so for ever."""

End = Literal["done", "cancelled", "worse", "failed"]


class BusyError(Exception):
    """A rebuild is running already."""

    def __init__(self, rebuild: Rebuild) -> None:
        super().__init__(rebuild.scope)
        self.rebuild = rebuild


@dataclass(slots=True, eq=False)
class Rebuild:
    """A rebuild under way or over: `payload` is its job's; `done` and `total` count passages.

    `passages` are those of the index in use, until it is over those of the new one.
    `end` is None while it runs, `over` set when it no longer does. When the process is to end, neither
    changes: the job goes on in the next one.
    """

    job: str
    scope: str
    payload: dict[str, Any]
    done: int = 0
    total: int = 0
    passages: int = 0
    end: End | None = None
    why: str = ""
    seconds: int = 0
    resumed: bool = False
    first: tuple[float, int] | None = None
    cancel: threading.Event = field(default_factory=threading.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def percent(self) -> int:
        """Return how much is done, in hundredths."""
        return 100 * self.done // self.total if self.total else 0

    def left(self, now: float) -> int | None:
        """Return about how many seconds it will take yet; None while that cannot be told."""
        if self.first is None or self.done <= self.first[1] or not self.total:
            return None
        return round((now - self.first[0]) / (self.done - self.first[1]) * (self.total - self.done))


class Rebuilds:
    """Starts, cancels and takes up rebuilds; one object a process. `running` is the one under way."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.rebuilding = lambda: self.running is not None
        self._task: asyncio.Task[None] | None = None
        self.running: Rebuild | None = None

    async def start(self, scope: str, payload: dict[str, Any]) -> Rebuild:
        """Start a rebuild; `payload` says who asked (`user`) and where to report. Raises BusyError."""
        if self.running is not None:
            raise BusyError(self.running)
        payload = payload | {"since": self._services.community.now(), "attempts": 1}
        # its key is known before it is stored, or a new client would take it for one left over
        rebuild = self.running = Rebuild(new_key(), scope, payload)
        try:
            other = await self._services.community.servers.add_only_job(
                KIND, scope, payload, identity=rebuild.job
            )
        except BaseException:
            self.running = None
            raise
        if other is not None:
            self.running = None
            raise BusyError(Rebuild(other.id, other.scope, other.payload))
        self._task = asyncio.create_task(self._run(rebuild))
        return rebuild

    async def take_up(self) -> list[Rebuild]:
        """Go on with what an earlier process began; return everything that is still to be reported."""
        open_ones: list[Rebuild] = [] if self.running is None else [self.running]
        own = await self._services.community.servers.claim(
            KIND, lambda job: self._services.answers_for(job.scope)
        )
        for job in own:
            # one that ended, or began, while the jobs were read is among them too
            if any(job.id == one.job for one in (*open_ones, self.running) if one is not None):
                continue
            rebuild = Rebuild(job.id, job.scope, job.payload, resumed=True)
            if job.state != "open":
                _finished(rebuild, job.payload)
            elif self.running is None and job.payload["attempts"] < _MOST_ATTEMPTS:
                rebuild.payload["attempts"] += 1
                self.running = rebuild
                await self._services.community.servers.update_job(job.id, payload=rebuild.payload)
                log.info("taking up a rebuild", job=job.id)
                self._task = asyncio.create_task(self._run(rebuild))
            else:
                rebuild.end = "failed"
                rebuild.over.set()
            open_ones.append(rebuild)
        return open_ones

    def stop(self, job: str) -> bool:
        """Cancel the rebuild of this job; false when it is not running."""
        if self.running is None or self.running.job != job:
            return False
        self.running.cancel.set()
        return True

    async def save(self, rebuild: Rebuild) -> None:
        """Store where the rebuild is reported by now."""
        await self._services.community.servers.update_job(rebuild.job, payload=rebuild.payload)

    async def reported(self, rebuild: Rebuild) -> None:
        """Forget a rebuild whose end has been reported."""
        await self._services.community.servers.end_job(rebuild.job)

    async def close(self) -> None:
        """Leave what is running to the next process."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self, rebuild: Rebuild) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()

        def progress(done: int, total: int) -> None:  # on the knowledge base's thread: plain values only
            if rebuild.first is None:
                rebuild.first = (loop.time(), done)
            rebuild.total = total
            rebuild.done = done

        async def work(kb: KnowledgeBase) -> End:
            rebuild.passages = (await kb.index.status()).passages
            if rebuild.payload.get("preview"):
                return await _compared(kb, rebuild, progress, self._services.settings.data)
            return "done" if await kb.index.rebuild(progress, rebuild.cancel) else "cancelled"

        try:
            rebuild.end = await self._services.worker.run(work)
            rebuild.passages = await self._services.worker.run(_passages)
        except (asyncio.CancelledError, ClosedError):
            self.running = None
            return  # the process ends; the job stays open for the next one
        except FootbridgeError as error:
            rebuild.end, rebuild.why = "failed", str(error)
        except Exception as error:
            rebuild.end = "failed"
            rebuild.why = f"`{self._services.incident('rebuild', error)}`"
        rebuild.seconds = round(loop.time() - began)
        rebuild.payload |= {
            "end": rebuild.end, "why": rebuild.why, "seconds": rebuild.seconds, "passages": rebuild.passages
        }  # fmt: skip
        try:
            await self._services.community.servers.update_job(
                rebuild.job, state="over", payload=rebuild.payload
            )
            await self._services.refresh_revision()
        except (FootbridgeError, ClosedError) as error:
            log.warning("the end of a rebuild could not be noted", problem=repr(error))
        finally:
            self.running = None
            rebuild.over.set()


async def _compared(kb: KnowledgeBase, rebuild: Rebuild, progress: Progress, state: Path) -> End:
    """Build one and ask the golden questions of it and of the old; what they got is for the report.

    Of the questions the ids are kept and whether they were answered rightly, of the answers nothing.
    """
    from bot.shared import golden, upkeep  # noqa: PLC0415  (on the knowledge base's thread, which has loaded it)

    questions = await asyncio.to_thread(golden.read, state)
    found, published = await upkeep.rebuild(kb, questions, progress=progress, cancel=rebuild.cancel)
    if found is None:
        return "cancelled"
    changed = [(old, new) for old, new in found.changes if old.right != new.right]
    rebuild.payload["compared"] = {
        "scopes": [[scope, *found.right(scope)] for scope in found.scopes],
        "changed": [[old.scope, old.id, old.right, new.right] for old, new in changed],
    }
    return "done" if published else "worse"


async def _passages(kb: KnowledgeBase) -> int:
    return (await kb.index.status()).passages


def _finished(rebuild: Rebuild, payload: dict[str, Any]) -> None:
    rebuild.end = payload.get("end", "failed")
    rebuild.why = payload.get("why", "")
    rebuild.seconds = payload.get("seconds", 0)
    rebuild.passages = payload.get("passages", 0)
    rebuild.over.set()
