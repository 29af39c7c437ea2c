"""A conversation in the terminal: questions that build on each other, and the quotes behind an answer."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.layout import BLANK, Line, answer_lines, context_lines
from bot.terminal.opening import opened
from bot.terminal.paint import is_terminal, note, paint
from bot.terminal.place import Place
from corpus.errors import FootbridgeError

if TYPE_CHECKING:
    from bot.answering.answer import Answer, Citation
    from bot.shared.knowledge_base import KnowledgeBase

WELCOME = "Ask about sister cities. Words for me: sources, new, help, quit."
HELP = (
    "sources     show each quote of the last answer in its paragraph, the quoted words marked",
    "sources 2   show one of them",
    "new         forget this conversation and start another",
    "help        show this list",
    "quit        leave (or Ctrl-D)",
    "Anything else is a question; a short one may build on those before it: “And since when?”",
)
NO_ANSWER_YET = "There is no answer yet whose sources could be shown."
NEW = "A new conversation."
_NUMBER = re.compile(r"\s*\d{1,9}\s*")
HISTORY = 10
"""Earlier questions that a follow-up may build on; the same number as on Discord's reply chains."""


@dataclass(slots=True)
class Conversation:
    """What has been asked, and the last answer."""

    asked: list[str]
    last: Answer | None = None


async def chat(place: Place) -> int:
    """Talk until the person leaves; a question that is refused does not end the conversation."""
    async with opened(place) as kb:
        talk = Conversation([])
        paint([Line("detail", WELCOME)])
        async for typed in _typed(place.data):
            if not await _reply(kb, talk, typed.strip()):
                break
    return 0


async def _reply(kb: KnowledgeBase, talk: Conversation, typed: str) -> bool:
    """Do what was typed; return whether to go on."""
    word, _, rest = typed.removeprefix("/").partition(" ")
    if not typed:
        return True
    if typed.casefold().removeprefix("/") in ("quit", "exit"):
        return False
    if typed.casefold().removeprefix("/") == "help":
        paint(Line("detail", line) for line in HELP)
    elif typed.casefold().removeprefix("/") == "new":
        talk.asked.clear()
        talk.last = None
        paint([Line("detail", NEW)])
    elif word.casefold() == "sources" and (not rest or _NUMBER.fullmatch(rest)):
        await _show_sources(kb, talk.last, int(rest) if rest else None)
    else:
        await _answer(kb, talk, typed)
    return True


async def _answer(kb: KnowledgeBase, talk: Conversation, question: str) -> None:
    try:
        answer = await kb.answer(question, history=talk.asked[-HISTORY:])
    except FootbridgeError as error:
        note(f"footbridge: {error}")
        return
    talk.asked.append(question)
    talk.last = answer
    paint([*answer_lines(answer), BLANK])


async def _show_sources(kb: KnowledgeBase, answer: Answer | None, number: int | None) -> None:
    citations = (answer.citations or answer.nearest) if answer else ()
    wanted = [citation for citation in citations if number in (None, citation.number)]
    if not wanted:
        paint([Line("detail", NO_ANSWER_YET if not citations else f"There is no source [{number}].")])
    for citation in wanted:
        paint([*context_lines(citation, await _whole_text(kb, citation)), BLANK])


async def _whole_text(kb: KnowledgeBase, citation: Citation) -> str:
    """Return the text that the citation's span counts in: a record's is its words, which are the quote."""
    if citation.kind == "record":
        return citation.quote
    return await kb.store.text(citation.document, citation.version)


async def _typed(state: Path) -> AsyncIterator[str]:
    """Give what the person types, line by line, until the end of input."""
    if not (sys.stdin.isatty() and is_terminal(sys.stdout)):
        for line in sys.stdin:
            yield line
        return
    from prompt_toolkit import PromptSession  # noqa: PLC0415 - only a person at a terminal needs it
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory  # noqa: PLC0415

    kept = state / "chat_history"
    try:
        kept.touch(mode=0o600)
        history: History = FileHistory(str(kept))
    except OSError:
        history = InMemoryHistory()
    session: PromptSession[str] = PromptSession("> ", history=history)
    while True:
        try:
            yield await session.prompt_async()
        except KeyboardInterrupt:
            continue  # Ctrl-C drops the line being typed, as a shell does
        except EOFError:
            return
