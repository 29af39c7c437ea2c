"""A title is a line that the text goes on about, and no banner, menu, page number or name of a file."""

from __future__ import annotations

import pytest

from corpus.readers import read

ABOUT = (
    "The friendship between Brandvik and Kotka began in 1971, when a choir came by boat for a week.",
    "Since then the families of both harbours have met each summer, in Brandvik in even years.",
    "The friends of the harbour school pay for the boat, and the town for the hall where everybody meets.",
    "In winter the choirs of Kotka and of Brandvik write letters to each other, which the library keeps.",
    "Whoever wants to come along asks the chair, who knows which families have room for guests in summer.",
    "Last year forty friends came to the harbour, and soon a friendship of sixty years is celebrated.",
    "The friendship of the two harbours has a song of its own, that each choir sings in its own words.",
    "Brandvik has named a square after Kotka, and Kotka a quay after its friends in Brandvik.",
    "For the friendship with Kotka a tree was planted in front of the hall of the harbour in Brandvik.",
)
TITLE = "The friendship of Brandvik and Kotka"


def title(*above: str) -> str | None:
    return read("scan_0042.txt", "\n\n".join([*above, *ABOUT]).encode()).title


@pytest.mark.parametrize(
    "banner",
    [
        "Skip to main content", "Bitte deaktivieren Sie Ihren Ad-Blocker", "Page 1 of 11", "Loading...",
        "HomeMy WebLinkAboutMinutes 2021", "Ogdenville Daily Wire", "3", "Follow us on Facebook",
        "(Ord. No. 04-60 of the town)", "Date: Saturday 5 August",
    ],
)  # fmt: skip
def test_a_title_stands_below_banners(banner: str) -> None:
    assert title(banner, TITLE) == TITLE
    assert title(banner, "- Ogdenville\n- Wire\n- Daily", TITLE) == TITLE


def test_a_banner_is_no_title_where_there_is_none() -> None:
    for banner in ("Skip to main content", "Page 1 of 11", "Bitte deaktivieren Sie Ihren Ad-Blocker"):
        assert title(banner) is None


def test_a_question_that_a_text_opens_with_is_its_title() -> None:
    assert title("How do the friends of Kotka travel?", "Chair of the choir") == (
        "How do the friends of Kotka travel?"
    )


def test_of_two_lines_at_the_top_the_one_that_the_text_is_about_is_the_title() -> None:
    above = "Agenda item\n\nThe friendship with Kotka"
    short = f"{above}\n\nMembers were glad that the friendship with Kotka goes on."
    assert read("a.txt", short.encode()).title == "The friendship with Kotka"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"# Menu\n\n- Home\n- Contact\n\n# {TITLE}\n\n{ABOUT[0]}", TITLE),
        (f"Skip to content\n\n# {TITLE}\n\n{ABOUT[0]}", TITLE),
        (f"# 1\n\n# {TITLE}\n\n{ABOUT[0]}", TITLE),
        (f"# Our year\n\n## {TITLE}\n\n{ABOUT[0]}", "Our year"),
    ],
)
def test_a_heading_of_markdown_is_the_title_unless_it_is_a_menu_s(text: str, said: str) -> None:
    assert read("a.md", text.encode()).title == said


CAPITALS = "RESOLUTION NO. 7-1998 A RESOLUTION ON THE FRIENDSHIP OF BRANDVIK WITH THE HARBOUR OF KOTKA"
LINES = CAPITALS.replace(" A ", "\nA ").replace(" WITH", "\nWITH")


@pytest.mark.parametrize(
    "text",
    [
        f"HomeMy WebLinkAboutReso 7-1998{CAPITALS} WHEREAS, in 1971 a choir came; and {' '.join(ABOUT)}",
        f"HomeMy WebLinkAbout7-1998 CCR Member Maja Orrin of the east ward introduced this and moved its\n"
        f"adoption:\n{LINES}\n\nWHEREAS, {' '.join(ABOUT)}",
    ],
    ids=["in one line with what follows", "in lines below others"],
)
def test_a_title_in_capitals_is_found_where_a_copied_page_joined_it_to_other_lines(text: str) -> None:
    assert read("scan_0042.txt", text.encode()).title == CAPITALS


@pytest.mark.parametrize("above", ["ELECTED AND MOVED BY ACCLAMATION", "FOR THE CHOIR"])
def test_capitals_that_a_text_does_not_go_on_about_are_no_title(above: str) -> None:
    assert read("scan_0042.txt", f"{above} {' '.join(ABOUT)}".encode()).title is None


def test_a_sentence_alone_at_the_top_is_a_headline_where_the_text_goes_on_about_it() -> None:
    headline = "The choirs of Brandvik celebrate fifty years of friendship with Kotka"
    below = "\n\n".join(" ".join(ABOUT[at : at + 3]) for at in range(0, len(ABOUT), 3))
    assert read("a.txt", f"{headline}.\n\n{below}".encode()).title == headline
    assert read("a.txt", f"The weather was wet, people say.\n\n{below}".encode()).title is None
    assert read("a.txt", "\n\n".join(ABOUT).encode()).title is None  # a paragraph among its like
