"""What was asked before in one conversation: a thread, a reply chain, or a member in a channel.

Kept in memory only; a conversation that nobody continues within its time is forgotten.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MINUTES = 15
"""How long a conversation waits for its next question, in minutes."""

_QUESTIONS = 10
_CONVERSATIONS = 20_000

Key = tuple[str, int, int]


def member_key(channel: int, user: int) -> Key:
    """Name the conversation of a member in a channel, a thread or a direct message."""
    return ("member", channel, user)


def answer_key(message: int) -> Key:
    """Name the conversation that ends with an answer of the bot, so that a reply continues it."""
    return ("answer", message, 0)


@dataclass(slots=True)
class _Kept:
    questions: tuple[str, ...]
    user: int
    until: float


class Conversations:
    """Earlier questions by conversation, oldest first; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float], *, minutes: float = MINUTES) -> None:
        self._clock = clock
        self._seconds = minutes * 60
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()

    def history(self, key: Key) -> tuple[str, ...]:
        """Return the earlier questions of a conversation, empty when there are none or they expired."""
        kept = self._kept.get(key)
        if kept is None or kept.until <= self._clock():
            self._kept.pop(key, None)
            return ()
        return kept.questions

    def remember(self, key: Key, questions: tuple[str, ...], user: int) -> None:
        """Keep what was asked so far, the last ten questions; the clock starts anew."""
        self._kept.pop(key, None)
        self._kept[key] = _Kept(questions[-_QUESTIONS:], user, self._clock() + self._seconds)
        while len(self._kept) > _CONVERSATIONS:
            self._kept.popitem(last=False)

    def forget_user(self, user: int) -> int:
        """Drop every conversation in which the user asked last; return how many."""
        keys = [key for key, kept in self._kept.items() if kept.user == user]
        for key in keys:
            del self._kept[key]
        return len(keys)

    def sweep(self) -> None:
        """Drop what has expired."""
        now = self._clock()
        for key in [key for key, kept in self._kept.items() if kept.until <= now]:
            del self._kept[key]
