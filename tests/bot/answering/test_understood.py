"""A question without an answer tells of which places it knows partners; columns of records are no answer."""

from __future__ import annotations

from bot.shared.knowledge_base import KnowledgeBase


async def test_what_was_understood_is_told_and_offered(kb: KnowledgeBase) -> None:
    answer = await kb.answer("Which of Chicago's partners are capitals?")
    assert answer.abstained and not answer.citations
    assert "partners of Chicago, Illinois, United States, but not what is asked here" in answer.answer
    (offer,) = answer.follow_ups
    listed = await kb.answer(offer)
    assert listed.has_values and "Warsaw, Poland" in listed.values


async def test_what_names_no_place_on_record_is_offered_nothing(kb: KnowledgeBase) -> None:
    answer = await kb.answer("How heavy is the moon?")
    assert answer.abstained and answer.follow_ups == ()
    assert "partners of" not in answer.answer


async def test_columns_of_records_are_no_answer_to_what_no_kind_takes(kb: KnowledgeBase) -> None:
    for question in ("Why did Coventry twin with Volgograd?", "What was Volgograd called then?"):
        answer = await kb.answer(question)
        quoted = [one for one in answer.citations if one.record]
        assert all("Stalingrad" in one.quote for one in quoted), question


async def test_a_note_of_a_record_answers(kb: KnowledgeBase) -> None:
    answer = await kb.answer("Why did Burlington adopt Moss Point?")
    assert not answer.abstained
    assert "Hurricane Katrina" in answer.citations[0].quote
