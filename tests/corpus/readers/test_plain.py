from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.characters import repair_characters
from corpus.readers.plain import read_plain
from corpus.text import assemble

ESSAY = Path(__file__).parents[3] / "corpus" / "bundled" / "sister_cities_essay.txt"


def canonical(text: str) -> str:
    return assemble(read_plain(text).blocks).text


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_plain(text).blocks]


def test_the_essay_is_repaired_and_its_wording_kept() -> None:
    source = ESSAY.read_text(encoding="utf-8")
    text = canonical(source)
    assert "particularly in terms of their sustainability. When a sister city treaty" in text
    assert '"In my view the United States must seek' in text
    assert 'safety and welfare of others around the world".' in text
    assert "](" not in text
    assert "as mayor of Vermont, Sanders has challenged the rigid approach" in text
    # Word for word: what differs is markup and blank space.
    bare = source.replace("[", "").replace("](#)", "")
    assert text.split() == bare.split()
    sections = assemble(read_plain(source).blocks).sections
    assert [s.kind for s in sections] == ["heading", "heading"] + ["paragraph"] * 8
    assert read_plain(source).title == "Sister Cities"


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "Sister cities were thought of as a way to bring\npeople together after the\nwar. It worked."
    assert kinds(text) == [("paragraph", text.replace("\n", " "))]


def test_a_paragraph_a_line_stays_one() -> None:
    first = "The first paragraph is too long to have been wrapped, " + "for it goes on " * 6 + "to its end."
    assert kinds(f"{first}\nThe second one is short.") == [
        ("paragraph", first),
        ("paragraph", "The second one is short."),
    ]


def test_the_last_line_of_a_paragraph_ends_it() -> None:
    text = (
        "The sister cities of Burlington are many and they\nhave changed.\n"
        "The programme began under its mayor of the time,\nwho thought of it."
    )
    assert [t for _, t in kinds(text)] == [
        "The sister cities of Burlington are many and they have changed.",
        "The programme began under its mayor of the time, who thought of it.",
    ]


@pytest.mark.parametrize("text", ["The mayor came.\n ", "It ended.\n\t\nAnew.\n  ", " \n \n"])
def test_a_line_of_blanks_is_none(text: str) -> None:
    assert "  " not in canonical(text)


def test_a_by_line_under_the_title_is_the_author_however_it_is_written() -> None:
    found = read_plain("My Trip to Metz\nby Anna Lee\n\nWe went there by train and stayed for a week.\n")
    assert (found.title, found.author) == ("My Trip to Metz", "Anna Lee")


def test_lists_and_tables_keep_their_lines() -> None:
    listed = "• Yaroslavl, Russia\n• Puerto Cabezas,\n  Nicaragua\n• Arad, Israel"
    assert kinds(listed) == [("list", "- Yaroslavl, Russia\n- Puerto Cabezas, Nicaragua\n- Arad, Israel")]
    assert kinds("City\tSince\nYaroslavl\t1988") == [("table", "City | Since\nYaroslavl | 1988")]


def test_what_dots_lead_to_is_a_row_with_what_they_lead_from() -> None:
    head = "The fee is paid once a year, in May, at the office of the harbour master:"
    rows = ("Adult ............. £12", "Pensioner . . . . . . free", "Club ……… 1.400 euros")
    text = "\n   ".join((head, *rows)) + "\nIt is not returned."
    assert kinds(text) == [
        ("paragraph", head),
        ("table", "Adult | £12\nPensioner | free\nClub | 1.400 euros"),
        ("paragraph", "It is not returned."),
    ]
    assert assemble(read_plain(text).blocks).sections[1].lead == head
    for line in ("He waited ... and waited.", "Name .......... Date ..........", "Name .........."):
        assert "|" not in canonical(line)


def test_the_parts_of_a_numbered_paragraph_stand_under_its_heading() -> None:
    text = (
        "1. BOATS\n1.1 Every boat has a name.\n1.2 None is painted red.\n\n"
        "2. What is not paid\n2.1 Taxis\n2.2 Hotels of five stars\n\n"
        "2.50 is the fee.\n\n7.30 Supper\n7.45 Dance"
    )
    assert kinds(text)[:4] == [
        ("heading", "1. BOATS"),
        ("list", "1.1 Every boat has a name.\n1.2 None is painted red."),
        ("heading", "2. What is not paid"),
        ("list", "2.1 Taxis\n2.2 Hotels of five stars"),
    ]
    assert "2.50 is the fee.\n\n7.30 Supper\n7.45 Dance" in canonical(text)


def test_headings_stand_alone_and_are_no_sentences() -> None:
    text = "Sister Cities\n\nThey are many.\n\nBurlington and its partners\n\nIt has some."
    assert [kind for kind, _ in kinds(text)] == ["heading", "paragraph", "heading", "paragraph"]
    assert kinds("Burlington and Yaroslavl") == [("paragraph", "Burlington and Yaroslavl")], (
        "it heads nothing"
    )


def test_the_author_is_read_from_a_by_line_only() -> None:
    assert read_plain("Sister Cities\n\nBy Alisha Rao\n\nThey are many.").author == "Alisha Rao"
    assert read_plain("Sister Cities\n\nEarly History\n\nThey are many.").author is None


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a [link](#) here.", "a link here."),
        ("see [the *page*](https://example.org/a_(b) \"title\") now.", "see the *page* now."),
        ("see [the page](https://example.org/a \"title\") now.", "see the page now."),
        ('"[Quoted, with [sic] inside](#)".', '"Quoted, with [sic] inside".'),
        ("![A picture](img/a.png) of it.", "A picture of it."),
        ("It says [sic](see below).", "It says [sic](see below)."),
        ("f[x](y) is no link.", "f[x](y) is no link."),
        ("A footnote [1] (of 1984).", "A footnote [1] (of 1984)."),
        ("<https://example.org> has it.", "https://example.org has it."),
        ("[unclosed](# is kept.", "[unclosed](# is kept."),
    ],
)  # fmt: skip
def test_link_markup_becomes_its_text(markup: str, text: str) -> None:
    assert canonical(markup) == text


LINES = st.lists(
    st.sampled_from(["", "Sister Cities", "- an item", "1. a point",
                     "the city of Burlington has many partners in",
                     "the world. It grows.", "of their own", "inter-", "national [link](#) here",
                     "a | b", "c\td",
                     "12", "\f", "Short line.", "ALL", "(aside) x", "---", "“Go.”", "x" * 130 + "."])
).map("\n".join)  # fmt: skip


@settings(max_examples=300)
@given(st.one_of(LINES, st.text()))
def test_reading_canonical_text_gives_the_same_text(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1, max_size=60))
def test_words_are_neither_lost_nor_changed(words: list[str]) -> None:
    text = " ".join(words)
    assert canonical(text).split() == repair_characters(text).split()
