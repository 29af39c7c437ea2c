"""A quote in its paragraph, and a citation id that is looked up, for the terminal and for Discord alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shared.citations import find_citation, paragraph_around
from corpus.citation_id import citation_id, version_key
from corpus.model import SHARED, NewDocument
from corpus.store import Store

CHOIR = b"The choir sings.\n\nIt sings in the harbour school. It sings on Tuesdays.\n\nThat is all.\n"


@given(st.text(alphabet="ab.\n", min_size=1), st.data())
def test_the_parts_of_a_paragraph_lose_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, quote, after = paragraph_around(text, start, end)
    assert quote == text[start:end]
    assert before + quote + after in text


def test_a_table_or_code_stands_whole_around_a_quote() -> None:
    assert paragraph_around("one\n\na | b\nc | d\n\ntwo", 11, 12) == ("a | b\n", "c", " | d")


async def test_a_citation_is_found_in_its_scopes_and_says_what_became_of_its_version(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        added = await store.add_document(NewDocument("choir.txt", CHOIR), scope=SHARED)
        document = added.document
        text = await store.text(document.id, document.version)
        key = version_key(document.id, text)
        start = text.index("It sings in")
        cited = citation_id(key, start, start + len("It sings in the harbour school."))
        found = await find_citation(store, cited, (SHARED,))
        assert found is not None and found.quoted.state == "current"
        assert (found.quoted.quote, found.quoted.before) == ("It sings in the harbour school.", "")
        assert found.quoted.after == " It sings on Tuesdays."
        part = citation_id(key, start, start + len("It sings"))
        assert await find_citation(store, part, (SHARED,)) is None, "no answer quotes half a sentence"
        assert await find_citation(store, cited, ("guild:1",)) is None
        beyond = citation_id(key, start, len(text) + 1)
        assert await find_citation(store, beyond, (SHARED,)) is None
        with pytest.raises(ValueError, match="empty"):
            await find_citation(store, citation_id(key, start, start), (SHARED,))
        await store.remove_document(document.id, scope=SHARED, by=None)
        gone = await find_citation(store, cited, (SHARED,))
        assert gone is not None and gone.quoted.state == "withdrawn"
