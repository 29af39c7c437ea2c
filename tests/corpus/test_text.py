from __future__ import annotations

import pytest

from corpus.text import Block, assemble, join_hyphens, words_of

CUT = "The informal nature of the twin city relationship gives rise to challenges, particularly in terms"


def paragraphs(*texts: str) -> list[Block]:
    return [Block("paragraph", text) for text in texts]


def test_a_paragraph_cut_by_a_page_break_is_joined() -> None:
    assert assemble(paragraphs(CUT, "of their sustainability.")).text == f"{CUT} of their sustainability."


def test_a_page_number_in_the_cut_goes() -> None:
    assert (
        assemble(paragraphs(CUT, "- 12 -", "of their sustainability.")).text
        == f"{CUT} of their sustainability."
    )


def test_a_word_cut_by_a_page_break_is_joined() -> None:
    text = assemble(
        paragraphs("A long enough paragraph that stops in the very middle of a rela-", "tionship of two.")
    )
    assert text.text.endswith("middle of a relationship of two.")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (CUT + ".", "of their own accord."),  # the sentence has ended
        (CUT, "Of their sustainability."),  # the next one begins anew
        ("Sister cities", "of the world unite in many ways."),  # too short to be half a paragraph
        (CUT + ":", "one, two and three."),
        (CUT + ".”", "and so on."),
    ],
)
def test_paragraphs_that_stand_alone_stay_alone(first: str, second: str) -> None:
    assert assemble(paragraphs(first, second)).text == f"{first}\n\n{second}"


def test_a_number_that_cuts_nothing_stays() -> None:
    assert assemble(paragraphs("It ended in peace.", "1984", "It began in war.")).text.count("1984") == 1


def test_sections_are_where_they_say_and_know_their_heading() -> None:
    blocks = [
        Block("heading", "Sister Cities", 1),
        *paragraphs("Opening words."),
        Block("heading", "History", 2),
        Block("heading", "Early years", 3),
        *paragraphs("It began."),
        Block("heading", "Today", 2),
        *paragraphs("It goes on."),
    ]
    canonical = assemble(blocks)
    for section, block in zip(canonical.sections, blocks, strict=True):
        assert canonical.text[section.span.start : section.span.end] == block.text
    headings = [section.heading for section in canonical.sections if section.kind == "paragraph"]
    assert headings == [None, "History › Early years", "Today"]


def test_a_text_of_headings_only_is_text() -> None:
    canonical = assemble([Block("heading", "Burlington is twinned with Yaroslavl", 1)])
    assert [section.kind for section in canonical.sections] == ["paragraph"]


@pytest.mark.parametrize(
    ("cut", "document", "joined"),
    [
        ("inter-\nnational", "", "international"),
        ("inter-\nnational", "inter-national", "inter-national"),
        ("well-\nknown", "", "well-known"),
        ("city-\nstate", "a city and a state", "city-state"),
        ("city-\nstate", "a city, a state, a citystate", "citystate"),
        ("Burlington-\nYaroslavl", "", "Burlington-Yaroslavl"),
        ("1984-\n1990", "", "1984-\n1990"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_where_it_is_safe(cut: str, document: str, joined: str) -> None:
    assert join_hyphens(cut, words_of(f"{document}\n{cut}")) == joined
