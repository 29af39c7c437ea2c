"""Exclusion rules: each holds for a question that it is for, and not for one near it."""

from __future__ import annotations

import pytest

from bot.answering.passages.exclusions import RULES, excluded
from bot.shared.knowledge_base import KnowledgeBase

CASES = [
    ("most names unknown", "Who founded Hogwarts Castle?", "Who founded Westminster College?"),
    ("subject unknown", "What did Trump say at Westminster College?", "What did Sanders say there?"),
    ("topic unknown", "What did Sanders say about pancakes?", "What did Sanders say about partnerships?"),
    (
        "another rank",
        "Which city has the largest concentration of Mexican immigrants?",
        "Which city has the second largest concentration of Mexican immigrants?",
    ),
    (
        "no number",
        "What percentage of the audience agreed with Churchill?",
        "What percentage of people live under an autocratic regime?",
    ),
    (
        "counts something else",
        "How many words did the Iron Curtain Speech have?",
        "How many years ago was the Iron Curtain Speech?",
    ),
    (
        "no name",
        "What was the name of the hurricane that hit Puerto Cabeza?",
        "What was the name of the speech that Churchill gave?",
    ),
    (
        "nobody before",
        "Who was mayor of Burlington before Sanders?",
        "Who was mayor of Burlington during the Cold War?",
    ),
    ("no duration", "How long did Churchill speak?", "How long has freedom been declining?"),
    (
        "nothing named",
        "Which company makes the products that Chicago sells to Mexico City?",
        "Which politician gave a talk at Westminster College?",
    ),
    ("another act", "Who invented the sister city concept?", "Who signed the sister city treaty?"),
    (
        "another year",
        "What share of people lived under autocratic regimes in 1990?",
        "What share of people lived under autocratic regimes in 2020?",
    ),
    (
        "no date",
        "In what year did Burlington send the hurricane aid to Puerto Cabeza?",
        "What year was the 15th consecutive year of decline in global freedom?",
    ),
    (
        "no country",
        "Which country is the most autocratic according to Varieties of Democracies?",
        "Which country is Senator Sanders from?",
    ),
]


def test_every_rule_is_tried_here() -> None:
    assert [name for name, _, _ in CASES] == list(RULES)


@pytest.mark.parametrize(("name", "ruled", "left"), CASES, ids=[case[0] for case in CASES])
async def test_a_rule_holds_for_what_it_is_for(kb: KnowledgeBase, name: str, ruled: str, left: str) -> None:
    examined, near = await kb.examine(ruled), await kb.examine(left)
    assert [rule for rule, holds in RULES.items() if holds(examined.query, examined.ranked[0])] == [name]
    assert not excluded(near.query, near.ranked[0])
    assert (await kb.answer(ruled)).abstained


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("What did Sanders say about Cuba in his Westminster College remarks?", "topic unknown"),
        ("What share of people lived under autocratic regimes ten years ago?", "another year"),
        ("Which charity collected the millions that Burlington sent after the hurricane?", "another act"),
    ],
)
async def test_a_rule_holds_wherever_the_question_says_it(
    kb: KnowledgeBase, question: str, rule: str
) -> None:
    examined = await kb.examine(question)
    assert RULES[rule](examined.query, examined.ranked[0])


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("Did the virus care about race?", "topic unknown"),  # nobody says anything about it
        ("Which picture painted by the elite does Sanders resist?", "another act"),
    ],
)
async def test_a_rule_leaves_what_it_is_not_for(kb: KnowledgeBase, question: str, rule: str) -> None:
    examined = await kb.examine(question)
    assert not RULES[rule](examined.query, examined.ranked[0])


@pytest.mark.parametrize(
    ("question", "ruled"),
    [
        ("How long did he speak (Churchill gave the Iron Curtain Speech)?", True),  # "75 years ago" is none
        ("How long ago was the Iron Curtain Speech?", False),
    ],
)
async def test_when_it_was_is_not_how_long_it_took(kb: KnowledgeBase, question: str, ruled: bool) -> None:
    examined = await kb.examine(question)
    assert RULES["no duration"](examined.query, examined.ranked[0]) is ruled
