"""Citation ids looked up: long and short ones, ambiguous ones, and which spans they open."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from corpus.citation_id import citation_id, version_key
from corpus.errors import AmbiguousError
from corpus.model import SHARED, NewDocument, Span
from corpus.store import Store
from corpus.store.citations import resolve
from corpus.store.quoted import note_spans
from corpus.store.schema import versions
from corpus.store.spans import could_be_quoted


async def colliding(store: Store) -> str:
    """Store two documents and give them one short key, as two that were made to collide would have."""
    for name, text in (("a", b"The hall was opened."), ("b", b"The hall was closed.")):
        await store.add_document(NewDocument(f"{name}.txt", text))
    return version_key("a", "The hall was opened.")


async def test_an_id_of_before_still_resolves(store: Store) -> None:
    await store.add_document(NewDocument("a.txt", b"The hall was opened."))
    key = version_key("a", "The hall was opened.")
    for known in (key, key[:8]):
        found = await store.find_version(known, [SHARED])
        assert found is not None and found.source == "a"
    wrong = key[:8] + "0" * 12
    assert await store.find_version(wrong, [SHARED]) is None


async def test_an_ambiguous_id_is_an_error_and_the_whole_id_is_not(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = await colliding(store)
    other = version_key("b", "The hall was closed.")
    short = key[:8]
    await store.change(lambda connection: connection.execute(update(versions).values(key=short)) and None)

    def weak(source: str, text: str) -> str:  # the short hash with 40 bits that somebody collided
        return short + version_key(source, text)[8:]

    monkeypatch.setattr("corpus.store.store.key_of", weak)
    with pytest.raises(AmbiguousError, match="2 different texts"):
        await store.find_version(short, [SHARED])
    found = await store.find_version(short + other[8:], [SHARED])
    assert found is not None and found.source == "b"


@pytest.mark.parametrize(
    ("start", "end", "opens"),
    [
        (0, 5, True),
        (6, 9, True),
        (0, 9, True),
        (0, 4, False),
        (1, 5, False),
        (6, 20, False),
        (0, 15, False),
        (10, 40, False),
        (10, 30, True),
    ],
)
def test_a_span_opens_only_as_quotes_are_cut(start: int, end: int, opens: bool) -> None:
    last = (Span(10, 15), Span(16, 20), Span(21, 30), Span(31, 40))
    passages = [(Span(0, 5), Span(6, 9)), last]
    assert could_be_quoted(start, end, passages) == opens


async def test_every_state_of_a_cited_text_is_told(store: Store, folder: Path) -> None:
    async def state(source: str, text: str) -> tuple[str, str | None]:
        found = await store.find_version(version_key(source, text), [SHARED])
        assert found is not None
        return found.state, found.replaced_by

    await store.add_document(NewDocument("a.txt", b"One text."))
    assert await state("a", "One text.") == ("current", None)
    await store.add_document(NewDocument("a.txt", b"Two texts."))
    assert await state("a", "One text.") == ("superseded", None)
    await store.remove_document("a", scope=SHARED, by=None)
    assert await state("a", "One text.") == ("withdrawn", None)
    assert await state("a", "Two texts.") == ("withdrawn", None)
    await store.restore_document("a", scope=SHARED, by=None)
    await store.add_document(NewDocument("b.txt", b"Three texts.", replaces="a"))
    assert await state("a", "Two texts.") == ("superseded", "b")
    assert await state("b", "Three texts.") == ("current", None)
    await store.restore_document("a", scope=SHARED, by=None)
    assert await state("a", "Two texts.") == ("current", None)


async def test_only_a_span_that_an_answer_quoted_or_could_quote_opens(store: Store) -> None:
    text = "The hall was opened. It is old."
    await store.add_document(NewDocument("a.txt", text.encode()))
    key = version_key("a", text)

    async def opens(start: int, end: int) -> bool:
        found = await resolve(store, citation_id(key, start, end), [SHARED])
        assert found is not None
        return found.opens

    assert await opens(0, 20) and await opens(21, 31)
    assert not await opens(4, 8) and not await opens(0, 19)
    await store.change(note_spans, {"citations": [{"id": citation_id(key, 4, 8)}]})
    assert await opens(4, 8) and not await opens(0, 19)
    await store.remove_document("a", scope=SHARED, by=None)
    assert not await opens(0, 20) and not await opens(4, 8), "nothing of a removed text opens"
