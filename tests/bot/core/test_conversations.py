from __future__ import annotations

from bot.core.conversations import Conversations, answer_key, member_key


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_conversation_is_the_members_own_in_its_channel() -> None:
    talks = Conversations(Clock())
    talks.remember(member_key(1, 7), ("Who was Churchill?",), 7)
    assert talks.history(member_key(1, 7)) == ("Who was Churchill?",)
    assert talks.history(member_key(1, 8)) == ()
    assert talks.history(member_key(2, 7)) == ()


def test_it_expires_and_each_question_starts_the_time_anew() -> None:
    clock = Clock()
    talks = Conversations(clock, minutes=15)
    talks.remember(answer_key(5), ("a",), 7)
    clock.now += 14 * 60
    talks.remember(answer_key(5), ("a", "b"), 7)
    clock.now += 14 * 60
    assert talks.history(answer_key(5)) == ("a", "b")
    clock.now += 60
    assert talks.history(answer_key(5)) == ()


def test_only_the_last_ten_questions_are_kept() -> None:
    talks = Conversations(Clock())
    talks.remember(member_key(1, 7), tuple(str(n) for n in range(25)), 7)
    assert talks.history(member_key(1, 7)) == tuple(str(n) for n in range(15, 25))


def test_forgetting_a_user_forgets_the_users_conversations_only() -> None:
    talks = Conversations(Clock())
    talks.remember(member_key(1, 7), ("a",), 7)
    talks.remember(answer_key(5), ("a",), 7)
    talks.remember(member_key(1, 8), ("b",), 8)
    assert talks.forget_user(7) == 2
    assert talks.history(answer_key(5)) == ()
    assert talks.history(member_key(1, 8)) == ("b",)


def test_a_sweep_drops_what_expired() -> None:
    clock = Clock()
    talks = Conversations(clock)
    talks.remember(member_key(1, 7), ("a",), 7)
    clock.now += 3600
    talks.sweep()
    clock.now -= 3600  # were it still kept, it would be found again
    assert talks.history(member_key(1, 7)) == ()
