"""Who wrote a document and what it is called is answered, and nothing else is taken for such a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering import bylines
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import NewDocument


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Who wrote the essay?", "Alisha Rao"),
        ("who is the author of this text", "Alisha Rao"),
        ("Who wrote “Sister Cities”?", "Alisha Rao"),
        ("What's the name of the essay's author?", "Alisha Rao"),
        ("By whom was the article written?", "Alisha Rao"),
        ("Wer hat „Sister Cities“ geschrieben?", "Alisha Rao"),
        ("Qui a écrit « Sister Cities » ?", "Alisha Rao"),
        ("¿Quién escribió «Sister Cities»?", "Alisha Rao"),
        ("『Sister Cities』の著者は誰ですか？", "Alisha Rao"),
        ("Wer hat den Aufsatz geschrieben?", "Alisha Rao"),
        ("Von wem ist dieser Text?", "Alisha Rao"),
        ("Wie heißt die Autorin des Artikels?", "Alisha Rao"),
        ("Qui est l'auteur de cet article ?", "Alisha Rao"),
        ("¿Quién es la autora del ensayo?", "Alisha Rao"),
        ("エッセイの著者は誰ですか", "Alisha Rao"),
        ("What is the title of the essay?", "Sister Cities"),
        ("Wie heißt der Aufsatz?", "Sister Cities"),
        ("Quel est le titre du texte ?", "Sister Cities"),
        ("¿Cómo se llama el ensayo?", "Sister Cities"),
        ("what is the essay called?", "Sister Cities"),
    ],
)
async def test_author_and_title_are_cited_where_the_document_says_them(
    prepared_state: Path, question: str, quote: str
) -> None:
    desk = await KnowledgeBase.open(prepared_state, write=False)
    try:
        answer = await desk.answer(question)
        (citation,) = answer.citations
        assert answer.answer == "The document “Sister Cities” is by Alisha Rao [1]."
        assert citation.quote == quote == (await desk.store.text("essay", 1))[citation.start : citation.end]
    finally:
        await desk.close()


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote about health care in the essay?",
        "Who is the author of the book?",
        "Who is the author of the doctrine that the essay says has failed?",
        "What did Sanders write?",
        "Who wrote the Iron Curtain Speech?",
        "What are twin towns called?",
        "Who are Burlington's sister cities?",
        "What is the title of the senator?",
        "Wie heißt die Vorsitzende?",
        "Wie heißt der Artikel über Puerto Cabeza?",
        "Qui a écrit au maire ?",
        "¿Cómo se llama la presidenta?",
        "",
    ],
)
async def test_other_questions_are_not_taken_for_one(prepared_state: Path, question: str) -> None:
    desk = await KnowledgeBase.open(prepared_state, write=False)
    try:
        documents = await desk.store.documents(("shared",))
    finally:
        await desk.close()
    assert bylines.read(question, documents) == []


async def test_of_several_documents_each_is_told_and_a_title_picks_one(state: Path) -> None:
    desk = await KnowledgeBase.open(state, write=True)
    try:
        text = "The ferry carried apples.\n\nIt ran on Sundays."
        new = NewDocument("ferry.txt", text.encode(), title="The Ferry", author="Rosa Lindqvist")
        await desk.store.add_document(new)
        await desk.store.add_document(NewDocument("tram.txt", b"The tram carried pears.", title="The Tram"))
        await desk.index.refresh()
        both = await desk.answer("Who wrote the text?")
        assert "“Sister Cities” is by Alisha Rao [1]." in both.answer
        assert "“The Ferry” is by Rosa Lindqvist [2]." in both.answer and "Tram" not in both.answer
        assert both.citations[1].quote == "The ferry carried apples."  # it does not name its author
        one = await desk.answer("Who wrote The Ferry?")
        assert [citation.title for citation in one.citations] == ["The Ferry"]
    finally:
        await desk.close()


async def test_only_what_the_question_means_is_told_where_others_have_authors_too(state: Path) -> None:
    desk = await KnowledgeBase.open(state, write=True)
    try:
        for name, title, author in (
            ("fares.txt", "Fares of the Ferry", "Harbour Board"),
            ("piece-on-trams.txt", "Trams at Night", "Rosa Lindqvist"),
        ):
            new = NewDocument(name, f"{title}.\n\nIt ran on Sundays.".encode(), title=title, author=author)
            await desk.store.add_document(new)
        await desk.index.refresh()
        for question, author, sure in (
            ("Who wrote the essay?", "Alisha Rao", True),
            ("Who is the author of the piece?", "Rosa Lindqvist", True),
            ("Who wrote “Fares of the Ferry”?", "Harbour Board", True),
            ("What is the title of Rosa Lindqvist's text?", "Rosa Lindqvist", True),
            ("Who wrote the article?", "Rosa Lindqvist", False),  # nothing is called that: each is told
        ):
            answer = await desk.answer(question)
            told = [one.author for one in answer.citations]
            assert told == [author] if sure else author in told and len(told) > 1, question
            assert (answer.confidence > 0.9) is sure
        about = await desk.answer("What is the essay about?")
        assert {one.document for one in about.citations} == {"essay"}
    finally:
        await desk.close()
