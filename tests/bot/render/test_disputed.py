"""What sources disagree about stands in the line of the entry that it is about, and loses nothing there."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.answer import Answer, Disagreement, Position
from bot.answering.blocks import Item
from bot.phrases.members import ENGLISH, LANGUAGES
from bot.render.answer import pages
from bot.render.controls import answer_controls
from bot.render.disputed import DISPUTED
from bot.render.lists import LONG, untold
from bot.render.quotes import source_page
from tests.bot.render.test_render import listed
from tests.bot.render.test_sources import cited

STARTED = Disagreement("start of A and C", (Position("1996", 3), Position("1991", 4)))
LIES = Disagreement("country of B", (Position("Venezuela", 6), Position("Nicaragua", 1)))
ITEMS = [
    Item("B, Nicaragua", "since 1984", (1, 2)),
    Item("C, Y", "since 1996, suspended as of 2022", (3, 4, 5)),
    Item("D, Z", "", (5,)),
    Item("E, X", "since 1991", (5,)),
]


def answered(*disagreements: Disagreement, items: list[Item] = ITEMS) -> Answer:
    citations = tuple(cited(number, f"Source {number}") for number in range(1, 7))
    return replace(
        listed(items), citations=citations, disagreements=disagreements, follow_ups=("And B?", "And C?")
    )


def test_each_side_stands_behind_what_the_entry_says_with_its_source() -> None:
    (page,) = pages(answered(STARTED, LIES), ENGLISH)
    assert str(page.description).split("\n")[1:] == [
        f"• B, Nicaragua [1] or Venezuela [6] {DISPUTED} (since 1984) [1][2]",
        f"• C, Y (since 1996 [3] or 1991 [4] {DISPUTED}, suspended as of 2022) [5]",
        "• D, Z [5]",
        "• E, X (since 1991) [5]",
    ]
    (field,) = page.fields
    assert field.name == ENGLISH.disagree and field.value == "-# all 6 side by side under “Sources”"


def test_what_no_entry_says_stands_below_with_its_sources() -> None:
    other = Disagreement("status of A and C", (Position("active", 3), Position("ended", 4)))
    (page,) = pages(answered(STARTED, other), ENGLISH)
    below, sources = page.fields
    assert below.value == "Status of A and C: **active** [3] or **ended** [4]"
    assert all(f"[{number}]" in str(sources.value) for number in (3, 4)) and "all 6" in str(sources.value)
    not_cited = replace(STARTED, statements=(Position("1996", 6), Position("1991", 2)))
    assert untold(answered(not_cited)) == [not_cited], "an entry says only what its own sources differ in"
    many = Disagreement("start", tuple(Position(str(1990 + n), n) for n in range(1, 7)))
    assert untold(answered(many)) == [many], "so many sides fit no line"


def test_where_a_list_is_not_one_entry_a_line_all_stands_below() -> None:
    long = [replace(ITEMS[1], label=f"C {n}, Y") for n in range(LONG + 1)]
    for items in (ITEMS[:2], long):
        page, *_ = pages(answered(STARTED, items=items), ENGLISH)
        assert page.fields[0].value == "Start of A and C: **1996** [3] or **1991** [4]"
        assert DISPUTED not in str(page.description)


def test_no_entry_says_two_things_in_one_place_and_numbers_are_whole() -> None:
    again = replace(STARTED, about="start by another word")
    assert untold(answered(STARTED, again)) == [again]
    part = replace(STARTED, statements=(Position("199", 3), Position("96", 4)))
    assert untold(answered(part)) == [part]


def test_it_is_marked_where_dates_stand_within_a_word_too() -> None:
    items = [replace(ITEMS[1], note="1996年から"), *ITEMS[:1], *ITEMS[2:]]
    (page,) = pages(answered(STARTED, items=items), LANGUAGES["ja"])
    assert f"(1996年から [3]{LANGUAGES['ja'].or_else}1991 [4] {DISPUTED}) [5]" in str(page.description)


def test_a_disputed_list_suggests_less_and_its_sources_open_with_all_side_by_side() -> None:
    def asks(answer: Answer) -> int:
        return sum(one.action == "ask" for one in answer_controls(answer, ENGLISH, pages=1).buttons)

    assert asks(answered(STARTED)) == 1 and asks(answered()) == 2
    embed = source_page(cited(1, "A"), None, ENGLISH, number=1, count=6, disagreements=(STARTED, LIES))
    assert embed.fields[-1].name == ENGLISH.disagree
    assert embed.fields[-1].value == (
        "• Start of A and C: **1996** [3] or **1991** [4]\n"
        "• Country of B: **Venezuela** [6] or **Nicaragua** [1]"
    )
