"""What kind of thing a question asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.kind import asks_for_several, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who gave the speech?", "person"),
        ("whose idea was it", "person"),
        ("Where did Churchill speak?", "place"),
        ("In which country is Yaroslavl?", "place"),
        ("When were they twinned?", "time"),
        ("Since what year?", "time"),
        ("How long has it lasted?", "time"),
        ("How many people live there?", "number"),
        ("What percentage lives under autocracy?", "number"),
        ("How much trade was produced?", "number"),
        ("Why did he do it?", "reason"),
        ("How do such partnerships adapt?", "manner"),
        ("What is a sister city?", "thing"),
        ("Is Burlington twinned with Yaroslavl?", "yes_no"),
        ("tell me about walls", "thing"),
        ("What happens when a treaty is signed?", "thing"),
        ("Who was mayor when the treaty was signed?", "person"),
        ("When a treaty is signed, what is agreed?", "thing"),
        ("In his view, is harmony possible even when states differ?", "yes_no"),
        ("Since when have Burlington, Vermont and Yaroslavl been twinned?", "time"),
        ("Was Sanders the one who invented it?", "yes_no"),
        ("Do you know where he spoke?", "place"),
        ("Does the essay say why he did it?", "reason"),
        ("Which other countries have them?", "place"),
        ("What was the population then?", "number"),
        ("What is the year of the treaty?", "time"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Which towns have a crane?", True),
        ("Which old harbours were opened before 1920?", True),
        ("What are the steps?", True),
        ("In which year was the quay opened?", False),
        ("What year does it say?", False),
        ("What is his name?", False),
    ],
)
def test_several_things_are_asked_for_by_a_plural_and_not_by_a_verb(text: str, *, several: bool) -> None:
    assert asks_for_several(text) == several


@given(st.text(max_size=300))
def test_any_text_has_a_kind(text: str) -> None:
    assert kind_of(text)
