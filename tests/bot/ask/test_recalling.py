"""The question of an earlier answer, from its title or from the message that it replied to."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.ask.recalling import question_of
from bot.core.metrics import Metrics
from bot.render.limits import TITLE
from bot.render.text import shown


def answer(title: str | None, *, replies: bool) -> Any:
    reference = SimpleNamespace(message_id=5, channel_id=6) if replies else None
    embeds = [] if title is None else [SimpleNamespace(title=title)]
    return SimpleNamespace(embeds=embeds, reference=reference)


class Client:
    """A client that finds one message, by which it is mentioned."""

    user = SimpleNamespace(id=1)

    def get_partial_messageable(self, _channel: int) -> Any:
        async def fetch_message(_number: int) -> Any:
            return SimpleNamespace(content="<@1> And the whole of it…")

        return SimpleNamespace(fetch_message=fetch_message)


LONG = shown("Which towns are twinned with Burlington, and " * 20, TITLE)


@pytest.mark.parametrize(
    ("title", "replies", "question"),
    [
        ("Who was it?", True, "Who was it?"),
        ("What about Oslo…", False, "What about Oslo…"),
        ("What about Oslo…", True, "And the whole of it…"),
        (LONG, True, "And the whole of it…"),
        (LONG, False, None),
        (None, True, "And the whole of it…"),
        (None, False, None),
    ],
)
async def test_a_question_is_had_whole_or_not_at_all(
    title: str | None, replies: bool, question: str | None
) -> None:
    assert await question_of(cast(Any, Client()), Metrics(), answer(title, replies=replies)) == question
