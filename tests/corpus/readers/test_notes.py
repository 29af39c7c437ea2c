"""Marks of footnotes leave no litter in sentences, and what the notes say is found, in every format."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers import read
from corpus.segment import passages
from tests.corpus.readers.noted import FILES, NOTES, SENTENCES, TITLE


@pytest.mark.parametrize("name", FILES)
def test_a_mark_is_out_of_its_sentence_and_its_note_is_a_passage(name: str) -> None:
    found = read(name, FILES[name]())
    text = found.canonical.text
    assert found.title == TITLE
    cuts = passages(found.canonical)
    said = [text[span.start : span.end] for cut in cuts for span in cut.sentences]
    for sentence in SENTENCES:
        assert sentence in said, text
    for note in NOTES:
        assert note in said, text
    assert not re.search(r"\[\^?\d\]|[¹³]|↩|\D1959\d", text)


@pytest.mark.parametrize(
    "text",
    [
        "An array a[1] has five items, and so has b[1][x].",
        "“[a] man” said so, see [3]. The hall has 120 m² and 40 m³, which is 10³ feet.",
        "Town[s] of the north write to us. The rule is in section 3 [1] of the bylaws.",
        "The hall of 40 km² was sold.\n\n² is a sign for squares.",
        "# Towns\n\n- [x] done\n- [ ] open",
        "See [the minutes][1] of May.\n\n[1]: https://example.org/minutes",
        "The array goes on.\n\n```\nvalues[1] + values[2]\n```",
    ],
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    found = read("a.md", text.encode()).canonical.text
    said = text.partition("\n\n[1]: ")[0].replace("[the minutes][1]", "the minutes")
    assert re.findall(r"\[\w\]|[²³]", said) == re.findall(r"\[\w\]|[²³]", found)


def test_marks_of_several_letters_count_nothing() -> None:
    for marked in (
        "The hall[a] was sold.[b] So was[ab] the quay.",
        "Sold.[^ab] Bought.[^1]",
        "A††† and ‡‡ sign.",
    ):
        assert read("a.txt", marked.encode()).canonical.text


@pytest.mark.parametrize(
    "marked",
    [
        "Ties were made.[1] Others followed,[2][3] and peace came.[1][6]",
        "The hall[note 1] was built by masons.\n\n[note 1] They came from far away.",
        "The hall[a] was built by masons[b] of the town.",
        "The hall† was built by masons.\n\n† They came from far away.",
        "会費※1は年額です。\n\n※1 学生は無料です。",
        "The hall was built in 1971.[4–6] It was sold in 1999.[7, 8]",
        "Das Haus[Anm. 1] steht noch.\n\n[Anm. 1] Seit 1971.",
    ],
)
def test_marks_of_every_kind_go(marked: str) -> None:
    found = read("a.txt", marked.encode()).canonical.text
    assert not re.search(r"\[|†|※", found)
    assert re.sub(r"[^\w]", "", re.sub(r"\[[^\]]*\]|†|※\d", "", marked)) == re.sub(r"[^\w]", "", found)


words = st.sampled_from(["hall", "1959", "m²", "x[2]", "club,", "sold.", "会費", "“tea”"])
marks = st.sampled_from(["[1]", "[2]", "¹", "²", "[^a]", "[b]", "†", "[note 3]", "[1][2]", ""])
lines = st.lists(st.tuples(words, marks).map("".join), min_size=1, max_size=8).map(" ".join)
texts = st.lists(
    st.one_of(lines, st.tuples(marks, st.just(" "), lines).map("".join)), min_size=1, max_size=5
).map("\n\n".join)


@given(texts)
def test_nothing_but_marks_is_taken_out_and_reading_again_takes_no_more(text: str) -> None:
    for name in ("a.txt", "a.md"):
        found = read(name, text.encode()).canonical.text
        bare = [re.sub(r"\W|[\d¹²abnote]", "", one) for one in (text, found)]
        assert bare[0] == bare[1]
        again = read("a.txt", found.encode()).canonical.text
        assert read("a.txt", again.encode()).canonical.text == again
