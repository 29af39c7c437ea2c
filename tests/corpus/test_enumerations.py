"""An enumeration stands under the line that introduced it, however many blocks it has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.enumerations import leads
from corpus.readers.plain import read_plain
from corpus.segment import passages
from corpus.text import Block, assemble

LONG = "and it shall do so at each of its meetings, of which there are two in each and every year of its life"
TEXT = f"""Statutes of the Friends

The committee of the friends of Vellmar shall have these duties:

(1) It shall look after the guests who come to the town, {LONG}.

(2) It shall pay for at least one of the following, {LONG}:

a. a concert of the choir in the church of St. Anne, {LONG};

b. a dinner in the town hall, to which the mayor is invited, {LONG}.

(3) It shall write a report, {LONG}.

The friends meet in spring. {LONG.capitalize()}.
"""


def above(text: str) -> dict[str, str | None]:
    canonical = assemble(read_plain(text).blocks)
    return {canonical.text[cut.span.start :][:3]: cut.lead for cut in passages(canonical)}


def test_items_know_what_introduced_them_and_the_item_they_are_of() -> None:
    first = "The committee of the friends of Vellmar shall have these duties:"
    found = above(TEXT)
    assert found["(3)"] == first
    assert (found["b. "] or "").startswith(f"{first} › (2) It shall pay for at least one")
    assert found["The"] in (None, first)
    assert list(found.values())[-1] is None  # a paragraph ends it


def under_all(*items: str) -> list[str | None]:
    """Return what stands above each of these paragraphs where "All:" comes before the first."""
    canonical = assemble([Block("paragraph", text) for text in ("All:", *items)])
    return leads(canonical)[1:]


@pytest.mark.parametrize(
    "marks",
    [
        ("(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)"),
        ("i.", "ii.", "iii."),
        ("I.", "II.", "III.", "IV.", "V."),
        ("I)", "II)"),
        ("(a)", "(b)", "(c)", "(d)"),
        ("A.", "B.", "C.", "D."),
        ("(h)", "(i)", "(j)", "(k)"),
        ("(v)", "(w)", "(x)", "(y)"),
        ("(ix)", "(x)", "(xi)"),
        ("1.", "2.", "4."),
        ("XL.", "XLI."),
    ],
)
def test_marks_of_every_form_go_on_under_their_line(marks: tuple[str, ...]) -> None:
    canonical = assemble(
        [Block("paragraph", "They shall:"), *(Block("paragraph", f"{m} do it") for m in marks)]
    )
    assert leads(canonical) == [None, *["They shall:"] * len(marks)]


def test_a_letter_is_read_by_the_marks_around_it() -> None:
    assert under_all("(a) one:", "(i) x", "(ii) y", "(b) two", "(c) three") == [
        "All:", "All: › (a) one:", "All: › (a) one:", "All:", "All:",
    ]  # fmt: skip
    assert under_all("(i) one:", "(a) x", "(b) y", "(ii) two", "(iii) three") == [
        "All:", "All: › (i) one:", "All: › (i) one:", "All:", "All:",
    ]  # fmt: skip
    assert under_all("(h) one:", "(i) x", "(ii) y", "(i) two", "(j) three") == [
        "All:", "All: › (h) one:", "All: › (h) one:", "All:", "All:",
    ]  # fmt: skip


def test_the_same_marks_inside_count_for_themselves() -> None:
    assert under_all("(1) one:", "(1) x", "(2) y", "(3) z", "(2) two") == [
        "All:", "All: › (1) one:", "All: › (1) one:", "All: › (1) one:", "All:",
    ]  # fmt: skip


def test_other_marks_and_none_end_an_enumeration() -> None:
    assert under_all("(ii) one", "(b) two") == ["All:", None]
    assert under_all("(h) one", "(i) two", "(ii) three") == ["All:", "All:", None]
    assert under_all("(a) one", "A) two", "(b) three") == ["All:", None, None]
    assert under_all("(i) one", "plain", "(ii) two") == ["All:", None, None]


def test_a_heading_and_a_table_end_an_enumeration() -> None:
    text = f"Friends\n\nThey are to:\n\n1. meet, {LONG}.\n\n2. sing, {LONG}.\n\n# More\n\n3. eat, {LONG}.\n"
    from corpus.readers.registry import read

    canonical = read("friends.md", text.encode()).canonical
    found = {canonical.text[cut.span.start :][:9].strip("-# \n"): cut.lead for cut in passages(canonical)}
    assert not any(lead for start, lead in found.items() if start.startswith(("3", "More", "eat")))


def test_what_a_reader_says_of_a_block_stands_before_a_line_with_a_colon() -> None:
    blocks = [
        Block("paragraph", "What is due:"),
        Block("list", "Tea", lead="every Monday"),
        Block("list", "Cake"),
    ]
    assert leads(assemble(blocks)) == [None, "every Monday", None]


@given(
    st.lists(
        st.sampled_from(["To:", "(1) one", "(2) two:", "a. b", "(i) i", "ii. j:", "- c", "plain", "# h"]),
        max_size=12,
    )
)
def test_every_section_is_told_what_stands_above_it(lines: list[str]) -> None:
    canonical = assemble(read_plain("\n\n".join(lines)).blocks)
    found = leads(canonical)
    assert len(found) == len(canonical.sections)
    for section, lead in zip(canonical.sections, found, strict=True):
        assert section.lead is None or lead is not None
        assert lead is None or all(part.strip() for part in lead.split(" › "))
        assert "".join(canonical.text.split()).find("".join((lead or "").split(" › ")[-1].split())) >= 0


@pytest.mark.parametrize("colon", [":", "："])
def test_a_line_with_any_colon_introduces(colon: str) -> None:
    text = f"Friends\n\nThey meet.\n\nThe officers of the association shall be{colon}\n\n- Chair\n- Clerk\n"
    cut = passages(assemble(read_plain(text).blocks))[-1]
    assert cut.lead == f"The officers of the association shall be{colon}"
