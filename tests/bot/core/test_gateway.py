from __future__ import annotations

from bot.core.gateway import STEADY, Gateway
from bot.core.metrics import Metrics


class Story:
    """A gateway on a clock that the test moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.gateway = Gateway(Metrics(), clock=lambda: self.now)

    def client(self, *, stays: float) -> int:
        """Let one client be ready so long and end; return what the loop is told."""
        self.gateway.started()
        self.gateway.shard_ready(0, 1)
        self.now += stays
        self.gateway.closed()  # discord.py closes a client before it says why
        return self.gateway.ended()


def test_clients_that_do_not_stay_are_counted_and_one_that_stays_begins_anew() -> None:
    story = Story()
    assert [story.client(stays=1), story.client(stays=1), story.client(stays=STEADY)] == [1, 2, 1]
    assert story.client(stays=1) == 2


def test_a_circle_ends_when_a_client_has_stayed() -> None:
    story = Story()
    story.client(stays=1)
    story.client(stays=1)
    story.gateway.started()
    story.gateway.shard_ready(0, 1)
    assert not story.gateway.health()["ok"] and story.gateway.ready.is_set()
    story.now += STEADY
    assert story.gateway.health()["ok"]
    story.gateway.shard_lost(0)
    assert not story.gateway.health()["ok"]
    story.gateway.shard_ready(0, 1)
    assert story.gateway.health()["ok"], "a break is no circle"


def test_each_shard_is_told_by_itself_and_since_when() -> None:
    story = Story()
    assert story.gateway.health()["gateway"] == "not connected"
    story.gateway.started()
    story.gateway.shard_ready(1, 3)
    story.now += 5
    story.gateway.shard_ready(0, 3)
    health = story.gateway.health()
    assert (health["ok"], health["gateway"]) == (True, "partly ready")
    assert health["shards"] == [
        {"shard": 0, "ready": True, "seconds": 0.0},
        {"shard": 1, "ready": True, "seconds": 5.0},
        {"shard": 2, "ready": False, "seconds": 5.0},
    ]
    story.gateway.started()
    assert story.gateway.health()["shards"] == [] and not story.gateway.ready.is_set()
