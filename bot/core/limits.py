"""Who may ask how often, and which events were seen before."""

from __future__ import annotations

import math
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Literal, get_args

Who = Literal["user", "guild"]
What = Literal["question", "press"]
_Key = tuple[What, Who, int]

_WINDOW = 60.0
_KEYS = 50_000


class Limits:
    """Questions and presses a minute, by user and server, over a sliding minute; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._asked: OrderedDict[_Key, deque[float]] = OrderedDict()

    def count(
        self, user: int, guild: int | None, *, user_rate: int, guild_rate: int, what: What = "question"
    ) -> tuple[Who, int] | None:
        """Count one; or return who had too many and the seconds to wait, and count nothing."""
        now = self._clock()
        keys: list[tuple[_Key, int]] = [((what, "user", user), user_rate)]
        if guild is not None:
            keys.append(((what, "guild", guild), guild_rate))
        for key, rate in keys:
            times = self._times(key, now)
            if len(times) >= rate:
                return key[1], max(1, math.ceil(_WINDOW - (now - times[-rate])))
        for key, _ in keys:
            self._times(key, now).append(now)
        return None

    def sweep(self) -> None:
        """Drop whoever did nothing in the last minute."""
        now = self._clock()
        for key in [key for key, times in self._asked.items() if not times or times[-1] <= now - _WINDOW]:
            del self._asked[key]

    def forget_user(self, user: int) -> None:
        """Drop what is counted for a user who did nothing in the last minute."""
        for what in get_args(What):
            key: _Key = (what, "user", user)
            self._times(key, self._clock())
            if not self._asked.get(key):
                self._asked.pop(key, None)

    def _times(self, key: _Key, now: float) -> deque[float]:
        times = self._asked.setdefault(key, deque())
        self._asked.move_to_end(key)
        while times and times[0] <= now - _WINDOW:
            times.popleft()
        while len(self._asked) > _KEYS:
            self._asked.popitem(last=False)
        return times


class Told:
    """Who was told something a short while ago, so that they are not told it again; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float], *, seconds: float = _WINDOW) -> None:
        self._clock = clock
        self._seconds = seconds
        self._at: dict[int, float] = {}

    def first(self, user: int) -> bool:
        """Return true where a user was not told of late, and count it as told."""
        self.sweep()
        if user in self._at:
            return False
        self._at[user] = self._clock()
        return True

    def sweep(self) -> None:
        """Drop whoever was told long enough ago."""
        now = self._clock()
        for user in [user for user, at in self._at.items() if at <= now - self._seconds]:
            del self._at[user]

    def forget(self, user: int) -> None:
        """Drop a user."""
        self._at.pop(user, None)


class Seen:
    """Ids of interactions and messages that were handled, so that a replay is not answered twice."""

    def __init__(self, most: int = 50_000) -> None:
        self._most = most
        self._ids: OrderedDict[int, None] = OrderedDict()

    def first(self, number: int) -> bool:
        """Return true the first time that an id is given, false ever after (while it is remembered)."""
        if number in self._ids:
            return False
        self._ids[number] = None
        while len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return True
