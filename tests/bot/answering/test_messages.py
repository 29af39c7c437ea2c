"""Messages of several sentences: what is asked is found, the rest stands beside it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import messages
from bot.answering.answer import Answer
from bot.answering.asked import Asked
from bot.answering.passages.answerer import PassageAnswerer
from bot.shared.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hi! Who are Burlington's sister cities?", ["Hi!", "Who are Burlington's sister cities?"]),
        ("quick one: who wrote it", ["quick one:", "who wrote it"]),
        ("I live in St. Louis. What are its twins?", ["I live in St. Louis.", "What are its twins?"]),
        ("new here 👋 what is it", ["new here 👋", "what is it"]),
        ("Is Köln – by the Rhine – twinned?", ["Is Köln –", "by the Rhine – twinned?"]),
        ("at 12:30 or 5.5 km", ["at 12:30 or 5.5 km"]),
        ("Who?", ["Who?"]),
        ("?!", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, said: list[str]) -> None:
    assert messages.sentences(text) == said


@given(st.text(max_size=200))
def test_no_letter_of_a_message_is_lost(text: str) -> None:
    kept = "".join(messages.sentences(text))
    assert re.sub(r"[\W_]", "", kept) == re.sub(r"[\W_]", "", text)


def test_what_asks_is_found_with_what_stands_before_it() -> None:
    (part,) = messages.asking(["My kid has homework.", "Who are Burlington's sister cities?", "Thanks."])
    assert part.text == "Who are Burlington's sister cities?"
    assert part.before == ("My kid has homework.",)
    assert [part.text for part in messages.asking(["no idea who knows.", "Is it old?"])] == ["Is it old?"]
    assert [part.text for part in messages.asking(["List them please", "I said so"])] == ["List them please"]
    assert messages.asking(["The fair is in May."]) == []


def test_what_is_denied_without_a_question_mark_is_told_and_not_asked() -> None:
    said = messages.sentences("Is Bergen still twinned with Cork? Haven't been back in ages.")
    assert [part.text for part in messages.asking(said)] == said[:1]
    assert [part.text for part in messages.asking(["Haven't they twinned?"])] == ["Haven't they twinned?"]


async def test_greetings_reasons_and_thanks_are_set_aside(kb: KnowledgeBase) -> None:
    alone = await kb.answer("Who are Burlington's sister cities?")
    message = (
        "Hey folks, quick one: does anyone happen to know who Burlington's sister cities are? "
        "My kid has a school project. Thanks in advance!"
    )
    answer = await kb.answer(message)
    assert answer.values == alone.values
    assert answer.question == message


@pytest.mark.parametrize(
    ("message", "alone"),
    [
        (
            "Can someone tell me since when Burlington and Yaroslavl are twinned? Thanks in advance!",
            "Since when are Burlington and Yaroslavl twinned?",
        ),
        (
            "I'm wondering which sister cities Burlington, Vermont has",
            "Which sister cities does Burlington, Vermont have?",
        ),
        ("Does anyone happen to know who is twinned with Honfleur?", "Who is twinned with Honfleur?"),
        (
            "I'm visiting Yaroslavl next week, what are its twin towns?",
            "What are the twin towns of Yaroslavl?",
        ),
    ],
)
async def test_what_leads_in_to_a_question_takes_nothing_from_its_answer(
    kb: KnowledgeBase, message: str, alone: str
) -> None:
    answer = await kb.answer(message)
    assert answer.has_values and answer.values == (await kb.answer(alone)).values


async def test_a_question_dropped_behind_another_is_said_to_have_no_answer(kb: KnowledgeBase) -> None:
    answer = await kb.answer("Who are Burlington's sister cities and who is the mayor of Bethlehem?")
    assert "Honfleur" in answer.answer
    assert re.search(r"The corpus does not answer “[^”]*mayor of Bethlehem\?”", answer.answer)


async def test_a_sentence_before_says_what_is_asked_about(kb: KnowledgeBase) -> None:
    answer = await kb.answer("I'm visiting Seattle next week. What are its sister cities?")
    assert answer.values == (await kb.answer("What are Seattle's sister cities?")).values


@pytest.mark.parametrize("more", ["Says who?", "Thanks a lot!", "Cheers 🙂"])
async def test_what_is_said_after_a_question_does_not_take_its_answer_away(
    kb: KnowledgeBase, more: str
) -> None:
    question = "Since when are Burlington and Arad twinned?"
    assert (await kb.answer(f"{question} {more}")).values == (await kb.answer(question)).values


async def test_several_questions_are_answered_one_after_the_other(kb: KnowledgeBase) -> None:
    answer = await kb.answer(
        "I have two things. How many sister cities has Burlington, Vermont? "
        "Where did Churchill give his Iron Curtain Speech?"
    )
    assert not answer.abstained
    assert "7" in answer.answer
    assert any("Westminster College" in citation.quote for citation in answer.citations)
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {int(one) for one in re.findall(r"\[(\d+)\]", answer.answer)} <= set(numbers)


async def test_several_lists_are_one_value(kb: KnowledgeBase) -> None:
    both = await kb.answer("Who are the sister cities of Burlington, Vermont? And of Yaroslavl?")
    one = await kb.answer("Who are the sister cities of Burlington, Vermont?")
    other = await kb.answer("Who are the sister cities of Yaroslavl?")
    assert isinstance(one.values, list) and isinstance(other.values, list)
    assert both.values == list(dict.fromkeys([*one.values, *other.values]))
    mixed = await kb.answer("How many sister cities has Yaroslavl? And how many has Burlington, Vermont?")
    assert not mixed.has_values


async def test_of_a_question_without_an_answer_that_is_said(kb: KnowledgeBase) -> None:
    answer = await kb.answer(
        "Two things please. How many sister cities has Burlington, Vermont? "
        "What is the price of gold in Reykjavík?"
    )
    assert "7" in answer.answer
    assert "The corpus does not answer “What is the price of gold in Reykjavík?”." in answer.answer


async def test_what_the_records_lack_of_a_second_question_is_not_passed_over(kb: KnowledgeBase) -> None:
    answer = await kb.answer("How many sister cities does Tlaquepaque have and which one is the oldest?")
    assert "Springfield, Missouri" in answer.answer
    assert re.search(r"The corpus does not answer “[^”]*which one is the oldest\?”\.", answer.answer)


@pytest.mark.parametrize(
    ("message", "alone"),
    [
        (
            "I'm learning French and I'd like to know what Burlington's sister cities are",
            "What are Burlington's sister cities?",
        ),
        (
            "moving there soon (so happy) and I was wondering which sister cities Burlington, Vermont has",
            "Which sister cities does Burlington, Vermont have?",
        ),
        (
            "Hello from Luleå. Is it true that we are twinned with Puerto Cabezas?",
            "Is Luleå twinned with Puerto Cabezas?",
        ),
        (
            "My uncle claims Burlington and Arad are twinned, can that be right?",
            "Are Burlington and Arad twinned?",
        ),
        ("silly question maybe but is Arad twinned with Burlington", "Is Arad twinned with Burlington?"),
        (
            "Is Burlington twinned with Arad, and if so since when?",
            "Since when is Burlington twinned with Arad?",
        ),
        (
            "I live in Portland (the one in Maine). What is our oldest sister city?",
            "What is the oldest sister city of Portland, Maine?",
        ),
        ("I have never heard of Liberia, in which country is that place?", "In which country is Liberia?"),
    ],
)
async def test_what_is_asked_is_found_in_a_sentence(kb: KnowledgeBase, message: str, alone: str) -> None:
    answer = await kb.answer(message)
    assert answer.has_values and answer.values == (await kb.answer(alone)).values


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Who are Burlington's sister cities", "who is the mayor of Arad?"),
        ("How far is Burlington from Yaroslavl", "what's the weather in Yaroslavl like?"),
        ("Is Burlington twinned with Honfleur", "who is the best cook in Honfleur?"),
    ],
)
async def test_a_second_question_in_a_sentence_is_not_passed_over(
    kb: KnowledgeBase, first: str, second: str
) -> None:
    answer, alone = await kb.answer(f"{first} and {second}"), await kb.answer(f"{first}?")
    assert answer.blocks[: len(alone.blocks)] == alone.blocks and not alone.abstained
    assert f"The corpus does not answer “{second}”." in answer.answer


async def test_of_three_questions_none_is_passed_over(kb: KnowledgeBase) -> None:
    answer = await kb.answer(
        "Is Kassel twinned with Yaroslavl? If yes, since when? And who cleans the streets of Kassel?"
    )
    assert answer.answer.startswith("Yes") and "since 1988" in answer.answer
    assert "The corpus does not answer “who cleans the streets of Kassel?”." in answer.answer


def test_what_asks_for_a_time_or_place_is_not_only_to_be_confirmed() -> None:
    said = ["Prague ended it.", "When was this?"]
    assert [part.text for part in messages.asking(said)] == said[1:]


async def test_a_list_that_tells_since_when_is_not_told_again_for_that(kb: KnowledgeBase) -> None:
    answer = await kb.answer("Who are Burlington's sister cities? Since when? Says who?")
    assert answer.answer.count("Honfleur, France (since 2012)") == 1
    assert "For one more, the records give no start date." in answer.answer
    some = await kb.answer("Who are Burlington's sister cities? Which are in France?")
    assert some.answer.count("Honfleur, France") == 2


async def test_each_question_has_its_yes_and_its_list(kb: KnowledgeBase) -> None:
    both = await kb.answer("Is Burlington twinned with Honfleur? Is Burlington twinned with Arad?")
    assert both.answer.count("Yes.") == 2
    alike = await kb.answer("Who are Kassel's sister cities? Who are Hanau's sister cities?")
    assert alike.answer.count("Yaroslavl, Russia") == 2


async def test_a_plea_is_a_question(kb: KnowledgeBase) -> None:
    answer = await kb.answer("Kassel's sister cities, please. And how many has Hanau?")
    assert "Kassel, Germany has" in answer.answer and "Hanau, Germany has" in answer.answer


async def test_what_two_questions_ask_alike_is_told_once(kb: KnowledgeBase) -> None:
    answer = await kb.answer("Has Puerto Cabezas any sister cities in Spain? Which ones?")
    assert answer.answer.count("Vilafranca") == 1
    assert isinstance(answer.values, list) and len(answer.values) == 2
    assert len({one.id for one in answer.citations}) == len(answer.citations)


async def test_several_things_said_to_the_bot_are_answered_by_what_wants_an_answer(
    kb: KnowledgeBase,
) -> None:
    answer = await kb.answer("Hello! How do I add a text?")
    assert answer.is_talk and answer.answer == (await kb.answer("How do I add a text?")).answer
    asked = await kb.answer("Hello! How many sister cities has Burlington, Vermont?")
    assert not asked.is_talk and asked.values == 7


async def test_a_message_of_greetings_alone_is_no_question(kb: KnowledgeBase) -> None:
    assert (await kb.answer("Good evening everybody! Thanks for all the fish.")).is_talk


async def test_a_question_without_an_answer_is_looked_for_once(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    answer = PassageAnswerer.answer

    async def noting(self: PassageAnswerer, asked: Asked) -> Answer:
        looked.append(asked.text)
        return await answer(self, asked)

    monkeypatch.setattr(PassageAnswerer, "answer", noting)
    assert (await kb.answer("Who is the mayor of Burlington?")).abstained
    assert looked == ["Who is the mayor of Burlington?"]


@pytest.mark.parametrize(
    ("message", "plain"),
    [
        (
            "Ties between Germany and the United States: what is the total?",
            "How many partnerships are there between Germany and the United States?",
        ),
        ("Burlington, Vermont and France: how many sister cities?",
         "How many sister cities does Burlington, Vermont have in France?"),
        ("Cuban partners: who has more of them, Mexico City or Chicago?",
         "Who has more partners in Cuba, Mexico City or Chicago?"),
        ("Does Burlington, Vermont have a sister city in France? Which one?",
         "Which sister city does Burlington, Vermont have in France?"),
        ("Which of these have a sister city in Japan: Seattle, Hamburg, Milan?",
         "Which of Seattle, Hamburg and Milan have a sister city in Japan?"),
    ],
)  # fmt: skip
async def test_what_a_sentence_begins_with_is_asked_about(
    kb: KnowledgeBase, message: str, plain: str
) -> None:
    values = (await kb.answer(plain)).values
    assert values and (await kb.answer(message)).values == values


async def test_a_clause_that_names_what_is_asked_of_is_not_dropped(kb: KnowledgeBase) -> None:
    answer = await kb.answer("Out of Kyiv, Minsk, Prague and Lviv, which ones did Chicago take as sisters?")
    assert answer.values != (await kb.answer("Which ones did Chicago take as sisters?")).values


@pytest.mark.parametrize(
    ("message", "plain"),
    [
        ("Never heard of Honfleur, in which country is that place?", "In which country is Honfleur?"),
        ("Good day bot, kindly list the sister cities of Seattle.", "List the sister cities of Seattle."),
        (
            "I bet a pizza that Burlington and Arad are twinned. Are they twinned?",
            "Are Burlington and Arad twinned?",
        ),
    ],
)
async def test_what_points_back_is_asked_of_what_was_named(
    kb: KnowledgeBase, message: str, plain: str
) -> None:
    values = (await kb.answer(plain)).values
    assert values and (await kb.answer(message)).values == values
