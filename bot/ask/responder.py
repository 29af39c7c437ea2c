"""From a question asked in Discord to its answer shown there, whichever way it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from bot.answering.answer import Answer, sureness
from bot.answering.asked import cleaned
from bot.ask.stored_answers import kept_answer
from bot.ask.views import make_view
from bot.core.context import Context
from bot.core.conversations import Key, answer_key, member_key
from bot.core.delivery import INVALID, UndeliverableError
from bot.core.limits import Told
from bot.core.log import logger
from bot.core.rates import too_much
from bot.core.replies import TOKEN_SECONDS, InteractionReply, Reply
from bot.core.services import Services, scope_of
from bot.core.worker import QueueFullError
from bot.phrases.members import Phrases
from bot.render.answer import pages
from bot.render.controls import answer_controls
from corpus.errors import FootbridgeError
from corpus.store.people import AskedQuestion, Job, KeptAnswer, new_key

log = logger(__name__)

Way = Literal["slash", "mention", "reply", "direct", "menu", "press", "edit", "post"]

LONGEST = 1000
"""The longest question, in characters."""

_NOTING = 0.7
"""Seconds that the database has to keep a question before its asker is told that it is being answered."""

_RESUMABLE = {"interaction": TOKEN_SECONDS, "message": 60 * 60}
"""Seconds after which an unfinished question is no longer picked up, by where its answer goes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked.

    `asker` is the keyed hash; `user` the id, None after a restart; `history` the earlier questions of the
    conversation `talk`; `question_message` the member's message; `question_id` is given when the question
    was stored before (an edit). A `post` is not addressed to the bot: `title` is that of the thread which it
    opens, and `if_sure` has it answered only where the answer is sure.
    """

    way: Way
    question: str
    asker: str
    user: int | None
    guild: int | None
    channel: int
    language: str | None
    history: tuple[str, ...] = ()
    talk: Key | None = None
    question_message: int | None = None
    question_id: str | None = None
    title: str = ""
    if_sure: bool = False

    @property
    def whole(self) -> str:
        """Return the question as moderators read it, under the title of its thread."""
        return f"{self.title}: {self.question}" if self.title else self.question


def asked_by(context: Context, way: Way, question: str, history: tuple[str, ...] = ()) -> Asked:
    """Make a question of who acts in an interaction; it continues their conversation in the channel."""
    return Asked(
        way=way,
        question=question,
        asker=context.asker,
        user=context.user,
        guild=context.guild,
        channel=context.channel,
        language=context.locale,
        history=history,
        talk=member_key(context.channel, context.user),
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """A question being answered: where to, in which language, as which job, since when (seconds)."""

    asked: Asked
    reply: Reply
    p: Phrases
    job: str | None
    started: float


class Responder:
    """Answers questions; keeps each unfinished one as a job, so that a restart loses none."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._told = Told(services.clock)
        self._forgotten: dict[str, float] = {}

    async def respond(self, asked: Asked, reply: Reply) -> str | None:
        """Answer one question; return the key of the kept answer, None when there was none to keep."""
        services = self.services
        started = services.clock()
        p = services.phrases(asked.guild, asked.language)
        mistake = _mistake(asked, p)
        refusal = mistake or await self._too_much(asked, p)
        if refusal is not None:
            if asked.way != "post":  # who did not ask the bot is refused nothing
                await self._refuse(asked, reply, refusal, seen=mistake is not None)
            return None
        job = new_key()
        with self._under_way(job):
            noting = asyncio.ensure_future(self._best_effort(self._note(job, asked, reply)))
            # who is told that it is searching is answered, whenever the process dies; but none waits long
            await asyncio.wait((noting,), timeout=_NOTING)
            try:
                await _begin(asked, reply, p)
            except UndeliverableError as error:
                await self._unseen(asked, job, error)
                return None
            return await self._work(_Work(asked, reply, p, job, started))

    async def resume(self, job: Job, reply: Reply) -> None:
        """Answer a question that an earlier process or client left unfinished."""
        asked = _from_job(job)
        p = self.services.phrases(asked.guild, asked.language)
        log.info("picking up a question", job=job.id, way=asked.way)
        with self._under_way(job.id):
            try:
                await _begin(asked, reply, p)
            except UndeliverableError as error:
                await self._unseen(asked, job.id, error)
                return
            await self._work(_Work(asked, reply, p, job.id, job.created_at))

    async def show_answer(self, context: Context, reply: InteractionReply, answer: Answer) -> str:
        """Show an answer that was composed elsewhere, with its buttons; return its key.

        It is kept for them, but is neither stored as a question nor part of a conversation.
        """
        asked = replace(asked_by(context, "slash", answer.question), talk=None)
        work = _Work(asked, reply, context.phrases, None, self.services.clock())
        return await self._show(work, answer, storing=False)

    async def unfinished(self) -> list[Job]:
        """Return the jobs of questions that nobody works on and that can still be shown; end the others."""
        waiting, before = [], set(self._running)  # one that ends while the jobs are read is still among them
        for job in await self.services.community.servers.claim("ask", self._can_answer):
            if job.id in before or job.id in self._running:
                continue
            age = self.services.community.now() - job.created_at
            if age > _RESUMABLE[job.payload["reply"]["to"]]:
                await self.services.community.servers.end_job(job.id)
            else:
                waiting.append(job)
        return waiting

    def _can_answer(self, job: Job) -> bool:
        """Tell whether this process can answer what one that died has left: by a token, in any server."""
        return job.payload["reply"]["to"] == "interaction" or self.services.answers_for(job.scope)

    async def abandon(self) -> None:
        """Stop what is being answered for a client that is gone; the jobs stay for the next one."""
        tasks = [task for task in self._running.values() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def withdraw(self, message: int) -> None:
        """End what a deleted message asked and is not answered; what is under way is waited for."""
        for job in await self.services.community.servers.jobs("ask"):
            if job.payload["asked"]["question_message"] != message:
                continue
            task = self._running.get(job.id)
            if task is not None:
                await asyncio.wait((task,))
            await self.services.community.servers.end_job(job.id)

    def forget(self, user: int) -> None:
        """Keep nothing of what the user has under way at this moment, asked before a restart or after."""
        self._forgotten[self.services.community.asker(user)] = self.services.clock()
        self._told.forget(user)

    def sweep(self) -> None:
        """Drop who was told something, or was forgotten, so long ago that it matters to nothing under way."""
        self._told.sweep()
        now = self.services.clock()
        longest = max(_RESUMABLE.values())
        self._forgotten = {asker: at for asker, at in self._forgotten.items() if at > now - longest}

    @contextmanager
    def _under_way(self, job: str) -> Iterator[None]:
        """Have nobody take this job for one left over; from before it is stored until it is over."""
        task = asyncio.current_task()
        assert task is not None
        self._running[job] = task
        try:
            yield
        finally:
            self._running.pop(job, None)

    async def _work(self, work: _Work) -> str | None:
        asked, reply = work.asked, work.reply
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            answer, problem = await self._find(asked, work.p)
            if answer is None and not asked.if_sure:
                await reply.say(problem)
            if answer is None or (asked.if_sure and not _is_sure(answer)):
                await self._end(work.job)
                return None
            key = await self._show(work, answer)
            self.services.metrics.answered.observe(loop.time() - begun)
            return key
        except UndeliverableError as error:
            if error.code == INVALID:  # what was shown cannot be; nobody is left before "searching"
                with suppress(UndeliverableError):
                    await reply.say(work.p.failed.format(incident=self.services.incident("show", error)))
            await self._unseen(asked, work.job, error)
            return None

    async def _find(self, asked: Asked, p: Phrases) -> tuple[Answer | None, str]:
        ended = self.services.metrics.questions
        try:
            answer = await self._answer(asked)
        except QueueFullError as full:
            ended.labels(asked.way, "busy").inc()
            return None, p.busy.format(seconds=full.seconds)
        except TimeoutError:
            ended.labels(asked.way, "slow").inc()
            return None, p.too_slow
        except FootbridgeError as error:
            ended.labels(asked.way, "refused").inc()
            return None, str(error)
        except Exception as error:
            ended.labels(asked.way, "error").inc()
            return None, p.failed.format(incident=self.services.incident("ask", error))
        ended.labels(asked.way, "abstained" if answer.abstained else "answered").inc()
        return answer, ""

    async def _answer(self, asked: Asked) -> Answer:
        """Ask the knowledge base; what a thread's first post asks follows its title, or its title asks it."""
        services = self.services

        async def ask(question: str, history: tuple[str, ...]) -> Answer:
            return await services.worker.answer(
                question,
                history=history,
                scopes=services.scopes(asked.guild),
                seconds=services.settings.ask_seconds,
                language=services.language(asked.guild, asked.language),
            )

        answer = await ask(asked.question, (asked.title,) if asked.title else asked.history)
        if not asked.title or _is_sure(answer):
            return answer
        by_title = await ask(asked.title, ())
        return by_title if _is_sure(by_title) or answer.abstained else answer

    async def _show(self, work: _Work, answer: Answer, *, storing: bool = True) -> str:
        asked, reply, p = work.asked, work.reply, work.p
        services = self.services
        made = pages(answer, p, question="" if reply.names_question else asked.question)
        shareable = reply.private and asked.guild is not None
        controls = answer_controls(answer, p, pages=len(made), private=shareable)
        kept, question = self._record(asked, answer, private=reply.private, storing=storing)
        if not self._is_forgotten(work):
            await self._best_effort(services.community.keep(kept, question))
            self._remember(asked, None)  # who reads the answer may ask on at once
        channel, message = await reply.show(made[0], make_view(controls, kept.key))
        if self._is_forgotten(work):
            await self._end(work.job)
        else:
            self._remember(asked, message)
            await self._best_effort(services.community.place(kept.key, channel, message, done=work.job))
        return kept.key

    def _record(
        self, asked: Asked, answer: Answer, *, private: bool, storing: bool
    ) -> tuple[KeptAnswer, AskedQuestion | None]:
        services = self.services
        now, scope = services.community.now(), scope_of(asked.guild)
        question = None
        asks = storing and asked.guild is not None and not answer.is_talk
        if asks and services.server(asked.guild).storing:
            documents = dict.fromkeys(
                citation.document
                for citation in (*answer.citations, *answer.nearest)
                if citation.kind == "passage"
            )
            question = AskedQuestion(
                asked.question_id or new_key(), asked.whole, asked.asker, scope, now, answer.abstained,
                tuple(documents), round(answer.elapsed_ms),
            )  # fmt: skip
        kept = kept_answer(
            services,
            answer,
            scope=scope,
            asker=asked.asker,
            private=private,
            question_id=question.id if question else None,
            channel=asked.channel,
            question_message=asked.question_message,
        )
        return kept, question

    def _remember(self, asked: Asked, message: int | None) -> None:
        talk = (*asked.history, asked.question)
        user = asked.user or 0
        if asked.talk is not None:
            self.services.conversations.remember(asked.talk, talk, user)
        if message is not None:
            self.services.conversations.remember(answer_key(message), talk, user)

    async def _too_much(self, asked: Asked, p: Phrases) -> str | None:
        """Count a question; presses were counted, and answered, where they were pressed."""
        if asked.user is None or asked.way == "press":
            return None
        return await too_much(self.services, asked.way, asked.user, asked.guild, p)

    async def _refuse(self, asked: Asked, reply: Reply, text: str, *, seen: bool) -> None:
        """Say why a question is not answered: where it was asked if it may be `seen`, else to its asker."""
        # one such line a minute is enough for messages; an interaction must be answered each time
        user = asked.user if asked.question_message is not None else None
        if user is not None and not self._told.first(user):
            return
        with suppress(UndeliverableError):
            await (reply.say(text) if seen else reply.refuse(text))

    async def _note(self, job: str, asked: Asked, reply: Reply) -> None:
        row = asdict(replace(asked, user=None, talk=None))
        payload = {"asked": row, "reply": reply.resumable()}
        await self.services.community.servers.add_job(
            "ask", scope_of(asked.guild), payload, asker=asked.asker, identity=job
        )

    async def _unseen(self, asked: Asked, job: str | None, error: UndeliverableError) -> None:
        self.services.metrics.questions.labels(asked.way, "unseen").inc()
        if error.final:
            await self._end(job)

    async def _end(self, job: str | None) -> None:
        if job is not None:
            await self._best_effort(self.services.community.servers.end_job(job))

    async def _best_effort(self, work: Any) -> None:
        # a database that is busy for long must not keep an answer from the person who waits for it
        try:
            await work
        except Exception as error:
            self.services.incident("community", error)

    def _is_forgotten(self, work: _Work) -> bool:
        return self._forgotten.get(work.asked.asker, 0.0) >= work.started


async def _begin(asked: Asked, reply: Reply, p: Phrases) -> None:
    """Say that the question has arrived, unless it may be that nothing is said at all."""
    if not asked.if_sure:
        await reply.searching(p.searching)


def _is_sure(answer: Answer) -> bool:
    """Tell whether an answer may be given unasked: it is one, it says where it is from, and it is sure."""
    answers = not answer.abstained and not answer.choices and bool(answer.citations)
    return answers and sureness(answer.confidence) == "high"


def _mistake(asked: Asked, p: Phrases) -> str | None:
    """Say what is wrong with a question as it was written; None when it can be asked."""
    if not cleaned(asked.question[:LONGEST]):
        return p.empty_question
    if len(asked.question) > LONGEST:
        return p.too_long.format(length=len(asked.question), most=LONGEST)
    return None


def _from_job(job: Job) -> Asked:
    row = dict(job.payload["asked"])
    row["history"] = tuple(row["history"])
    return Asked(**row)
