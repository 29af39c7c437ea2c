"""What is said of a document may come from anywhere: every value is stored as one that can be, or refused."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.described import LONGEST
from corpus.errors import RefusedError
from corpus.model import NewDocument
from corpus.readers import read
from corpus.store import Store
from corpus.store.details import checked
from corpus.store.documents import checked_new

SAID = [field.name for field in fields(NewDocument) if field.name not in ("name", "data")]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=400) | st.dates().map(str),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=3), some, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(SAID), values, max_size=4))
def test_a_description_is_one_that_can_be_or_refused_in_one_line(said: dict[str, Any]) -> None:
    try:
        new = checked_new(NewDocument("a.md", b"A text.", **said))
    except RefusedError as error:
        assert len(str(error).splitlines()) == 1
        return
    for name in SAID:
        value = getattr(new, name)
        assert value is None or (isinstance(value, str) and len(value) <= LONGEST.get(name, 400))


@pytest.mark.parametrize("name", ["title", "author", "url", "language"])
@pytest.mark.parametrize("blank", ["", " ", "  ", "\u00a0", "\u200b", " \u2060 "])
def test_what_is_blank_is_nothing_said(name: str, blank: str) -> None:
    new = checked_new(NewDocument("a.md", b"A text.", **{name: blank}))  # type: ignore[arg-type]
    assert getattr(new, name) is None


UNFILLED = "https://[your-site]/page"


def test_a_link_that_is_no_address_is_refused_in_words() -> None:
    with pytest.raises(RefusedError, match="link is none of the web"):
        checked_new(NewDocument("a.md", b"A text.", url=UNFILLED))
    with pytest.raises(RefusedError, match="no web address"):
        checked("url", UNFILLED)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"---\ntitle: The hall\nurl: {UNFILLED}\n---\nIt was opened."),
        ("a.txt", f"Title: The hall\nURL: {UNFILLED}\n\nIt was opened."),
        ("a.json", json.dumps({"title": "The hall", "url": UNFILLED, "text": "It was opened."})),
    ],
)
def test_a_file_whose_own_link_is_no_address_is_read_without_it(name: str, text: str) -> None:
    found = read(name, text.encode())
    assert (found.title, found.url) == ("The hall", None)
    assert "It was opened." in found.canonical.text


async def test_what_is_said_is_stored_without_blanks_around_it(folder: Path) -> None:
    said = {
        "title": " Two\u00a0 words ",
        "author": " A. Rao\u200b",
        "url": " https://a.example ",
        "language": "en ",
    }
    async with await Store.open(folder, write=True) as store:
        added = await store.add_document(NewDocument("a.md", b"A text.", **said))  # type: ignore[arg-type]
        found = added.document
        assert (found.title, found.author) == ("Two words", "A. Rao")
        assert (found.url, found.language) == ("https://a.example", "en")
        again = await store.add_document(NewDocument("a.md", b"A text.", **said))  # type: ignore[arg-type]
        assert not again.changed and not any("stayed as known" in warning for warning in again.warnings)


@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("value", [5, 1.5, True, ["x"], {"x": "y"}])
def test_what_is_no_text_is_refused(name: str, value: object) -> None:
    with pytest.raises(RefusedError, match="is no text"):
        checked_new(NewDocument("a.md", b"A text.", **{name: value}))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [one for one in SAID if one in LONGEST])
def test_what_is_longer_than_it_may_be_is_refused(name: str) -> None:
    with pytest.raises(RefusedError):
        checked_new(NewDocument("a.md", b"A text.", **{name: "9" * (LONGEST[name] + 1)}))  # type: ignore[arg-type]
