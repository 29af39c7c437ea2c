from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.limits import Limits, Seen, Told


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_user_may_ask_so_often_and_is_told_when_again() -> None:
    clock = Clock()
    limits = Limits(clock)
    for _ in range(3):
        assert limits.count(1, 9, user_rate=3, guild_rate=100) is None
        clock.now += 10
    assert limits.count(1, 9, user_rate=3, guild_rate=100) == ("user", 30)
    assert limits.count(2, 9, user_rate=3, guild_rate=100) is None
    clock.now += 30
    assert limits.count(1, 9, user_rate=3, guild_rate=100) is None


def test_a_server_has_its_own_limit_and_a_refusal_costs_nothing() -> None:
    clock = Clock()
    limits = Limits(clock)
    for user in range(4):
        assert limits.count(user, 9, user_rate=10, guild_rate=4) is None
    for _ in range(20):
        assert limits.count(77, 9, user_rate=10, guild_rate=4) == ("guild", 60)
    assert limits.count(77, None, user_rate=1, guild_rate=4) is None


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 3)), max_size=60), st.integers(1, 5))
@example(
    [(27.82710290107472, 2), (18.450456766773907, 3), (2e-152, 2), (2e-152, 3), (27.67914758396216, 2)], 1
)
def test_no_minute_ever_holds_more_than_the_rate(steps: list[tuple[float, int]], rate: int) -> None:
    clock = Clock()
    limits = Limits(clock)
    passed: dict[int, list[float]] = {}
    for wait, user in steps:
        clock.now += wait
        refused = limits.count(user, None, user_rate=rate, guild_rate=1)
        if refused is None:
            passed.setdefault(user, []).append(clock.now)
        else:
            assert 1 <= refused[1] <= 60
    for times in passed.values():
        for start in times:
            assert sum(1 for time in times if start <= time < start + 60) <= rate


def test_an_id_is_first_once() -> None:
    seen = Seen(most=3)
    assert [seen.first(n) for n in (1, 1, 2, 3, 2)] == [True, False, True, True, False]
    seen.first(4)
    assert seen.first(1), "the oldest is forgotten first"


def test_who_did_nothing_for_a_minute_is_not_kept() -> None:
    clock = Clock()
    limits = Limits(clock)
    for user in range(5):
        limits.count(user, 9, user_rate=3, guild_rate=5)
        clock.now += 10
    assert limits.count(7, 9, user_rate=3, guild_rate=5) == ("guild", 10)
    clock.now += 30
    limits.sweep()
    kept = {identity for _, who, identity in limits._asked if who == "user"}
    assert kept == {3, 4}, "not who was refused, nor who asked long ago"
    clock.now += 60
    limits.sweep()
    assert not limits._asked


def test_who_was_told_is_told_again_after_a_minute_and_not_kept_longer() -> None:
    clock = Clock()
    told = Told(clock)
    assert [told.first(user) for user in (1, 2, 1)] == [True, True, False]
    told.forget(2)
    clock.now += 60
    assert told.first(2)
    clock.now += 30
    told.sweep()
    assert list(told._at) == [2]
