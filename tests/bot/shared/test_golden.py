"""A new index is worse where it answers fewer golden questions of any scope, whatever it gains in others."""

from __future__ import annotations

import pytest

from bot.shared.golden import Outcome, Preview


def outcomes(shared: str, guild: str) -> tuple[Outcome, ...]:
    """Return the outcomes of questions that were answered rightly (+) or not (-) in two scopes."""
    told = [("shared", mark) for mark in shared] + [("guild:6", mark) for mark in guild]
    return tuple(
        Outcome(scope, str(at), mark == "+", mark, ("c-1",)) for at, (scope, mark) in enumerate(told)
    )


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        (("++", "+-"), ("++", "+-"), False),
        (("+-", "+-"), ("-+", "++"), False),  # others are right, and as many
        (("++", "--"), ("+-", "++"), True),
        (("--", "++"), ("++", "+-"), True),
        (("++", "++"), ("+-", "+-"), True),
    ],
)
def test_what_is_worse_in_any_scope_is_worse(
    before: tuple[str, str], after: tuple[str, str], *, worse: bool
) -> None:
    preview = Preview(outcomes(*before), outcomes(*after))
    assert preview.worse == worse
    assert bool(preview.changes) == (before != after)
