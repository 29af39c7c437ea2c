from __future__ import annotations

from .clock import Clock, Snowflakes, created_at


def test_ids_grow_and_tell_their_time() -> None:
    clock = Clock()
    ids = Snowflakes(clock)
    made = [ids.next() for _ in range(1000)]
    assert made == sorted(set(made))
    assert abs((created_at(made[-1]) - clock.wall()).total_seconds()) < 5
    clock.advance(3600)
    assert (created_at(ids.next()) - created_at(made[-1])).total_seconds() > 3590


def test_guild_ids_spread_over_shards() -> None:
    ids = Snowflakes(Clock())
    assert {(ids.next_for_shards() >> 22) % 2 for _ in range(4)} == {0, 1}


def test_listeners_hear_of_an_advance() -> None:
    clock, heard = Clock(), list[float]()
    clock.listeners.append(lambda: heard.append(clock.now()))
    clock.advance(3)
    assert heard == [3]
