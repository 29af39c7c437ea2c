from __future__ import annotations

import json
import re
from dataclasses import replace

import discord
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answering.answer import Answer, Citation, Disagreement, Position
from bot.answering.blocks import (
    Block,
    Choice,
    Completeness,
    Item,
    Listing,
    Quote,
    Statement,
    written,
)
from bot.phrases.members import ENGLISH
from bot.render import limits
from bot.render.answer import as_many, pages, total
from bot.render.controls import answer_controls
from bot.render.lists import LONG
from bot.render.quotes import source_page
from bot.render.sources import disagreement_rows
from bot.render.text import escape, link, plain, shown, split
from bot.shared.citations import quoted
from bot.shared.markdown import as_markdown
from tests.bot.strategies import NASTY, answers, blocks, citations, texts

relaxed = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PING = re.compile(r"@(everyone|here)|<(@[!&]?|#|/[^:>]+:|t:|a?:[^:>]+:)\d")
FORGED = re.compile(r"\[[^\]]+\]\(")


def check_embed(embed: discord.Embed) -> None:
    json.dumps(embed.to_dict()).encode("utf-8")
    assert total(embed) <= limits.EMBED_TOTAL
    assert embed.title is None or 1 <= limits.length(embed.title.strip()) <= limits.TITLE
    assert embed.description is not None
    assert 1 <= limits.length(embed.description.strip()) <= limits.DESCRIPTION
    assert len(embed.fields) <= limits.FIELDS
    for field in embed.fields:
        assert 1 <= limits.length(str(field.name).strip()) <= limits.FIELD_NAME
        assert 1 <= limits.length(str(field.value).strip()) <= limits.FIELD_VALUE
    for text in texts_of(embed):
        assert not BIDI.search(text)
        assert not PING.search(text)
        assert "\x00" not in text and not re.search("[\ud800-\udfff]", text)


def texts_of(embed: discord.Embed) -> list[str]:
    found = [embed.title, embed.description, embed.footer.text]
    for field in embed.fields:
        found += [field.name, field.value]
    return [text for text in found if text]


def uncoded(text: str) -> str:
    """Drop code spans, inside which nothing is read as markdown."""
    return re.sub(r"(?<!\\)`[^`]*`", "", text)


@relaxed
@given(answers())
def test_any_answer_gives_valid_pages(answer: Answer) -> None:
    made = pages(answer, ENGLISH)
    assert 1 <= len(made) <= limits.PAGES
    for embed in made:
        check_embed(embed)


@relaxed
@given(answers(), st.integers(0, 50), st.booleans())
def test_any_answer_gives_valid_controls(answer: Answer, page: int, private: bool) -> None:
    controls = answer_controls(answer, ENGLISH, pages=len(pages(answer, ENGLISH)), page=page, private=private)
    rows: dict[int, int] = {}
    for button in controls.buttons:
        rows[button.row] = rows.get(button.row, 0) + 1
        assert button.label or button.emoji
        assert button.label is None or 1 <= limits.length(button.label.strip()) <= limits.BUTTON_LABEL
        assert 0 <= button.row <= 4
    assert all(count <= 5 for count in rows.values())
    if controls.menu:
        assert 1 <= len(controls.menu.options) <= limits.OPTIONS
        assert controls.menu.row not in rows
        for label, description in controls.menu.options:
            assert 1 <= limits.length(label.strip()) <= limits.OPTION
            assert description is None or 1 <= limits.length(description.strip()) <= limits.OPTION


@relaxed
@given(citations(), texts, st.integers(0, 300), st.integers(0, 300))
def test_any_source_gives_a_valid_page(citation: Citation, text: str, start: int, more: int) -> None:
    start = min(start, len(text))
    found = quoted(text, start, min(len(text), start + more), "current")
    check_embed(source_page(citation, found, ENGLISH, number=1, count=3))
    check_embed(source_page(citation, None, ENGLISH, number=1, count=1))
    assert found.before + found.quote + found.after in text


@relaxed
@given(texts, st.integers(5, 400))
@example("http://", 7)
@example("see http://> and www.", 40)
def test_text_of_strangers_is_never_empty_too_long_or_marked_up(text: str, most: int) -> None:
    cut = shown(text, most, one_line=False)
    assert 1 <= limits.length(cut) <= most
    bare = uncoded(cut)
    assert not PING.search(cut)
    assert not FORGED.search(bare)
    assert not re.search(r"(?<!\\)(\\\\)*[*_~|`]", bare.rstrip("…")), "a sign that Discord would act on"
    assert not re.search(r"https?://", bare)


@relaxed
@given(texts, st.integers(40, 2000))
def test_pieces_fit_and_lose_nothing(text: str, most: int) -> None:
    bare = plain(text)
    pieces = split(bare, most)
    assert all(1 <= limits.length(piece) <= most for piece in pieces)
    if len(pieces) < limits.PAGES and "://" not in bare and "www." not in bare and "discord" not in bare:
        read = re.sub(r"[\\\u200b\s`]", "", "".join(pieces))
        want = re.sub(r"[\\\u200b\s`]", "", bare)
        assert read == want or (not want and read == "—")


def test_each_hostile_sign_is_shown_as_what_it_is() -> None:
    assert escape("**bold** _it_ ~~no~~ ||s|| `c`") == r"\*\*bold\*\* \_it\_ \~\~no\~\~ \|\|s\|\| \`c\`"
    assert escape("@everyone") == "@\u200beveryone"
    assert escape("<@42>") == "\\<\u200b@\u200b42>"
    assert escape("[bank](https://evil.example/x)") == r"[bank]\(`https://evil.example/x`)"
    assert escape("# title\n- item\n> said\n1. one") == "\\# title\n\\- item\n\\> said\n1\u200b. one"
    assert escape("see https://a.org/b_c.") == "see `https://a.org/b_c`."
    assert escape("[1][2]") == "[1][2]"
    assert plain("a\u202eb\u2066c\u200b") == "abc"


def test_every_hostile_text_in_every_place_stays_harmless() -> None:
    for text in NASTY:
        citation = Citation(1, text, "passage", text, 1, text, text, text, 0, 1, text)
        hostile: tuple[Block, ...] = (
            Statement(text, (1,)), Listing(text, (Item(text, text, (1,), text),) * 30, 3),
            Quote(text, text, 1), Quote("", text, 1),
            Completeness(text, True), Choice(text, (text,)), Listing(text, (Item(text),)),
        )  # fmt: skip
        answer = Answer(
            "a", text, text, False, 0.9, (citation,), (Disagreement(text, (Position(text, 1),)),), True,
            [text] * 30, None, (), (), (text,), hostile,
        )  # fmt: skip
        for embed in pages(answer, ENGLISH):
            check_embed(embed)
            for part in texts_of(embed):
                assert "](https://evil" not in uncoded(part)


def test_a_link_says_where_it_leads() -> None:
    assert link("https://example.org/a") == "https://example.org/a"
    assert link("https://ex\u0430mple.org/") == "https://xn--exmple-4nf.org/"
    assert link("HTTP://0.00/@everyone?a=@here") == "http://0.00/%40everyone?a=%40here"
    assert link("https://good.org@evil.org/") == "`https://good.org@evil.org/`"
    assert link("javascript:alert(1)") == "javascript:alert(1)"
    assert link("https://example.org/(a)<b>") == "https://example.org/%28a%29%3Cb%3E"
    assert link("https://example.org/a?b=c#part-2") == "https://example.org/a?b=c#part-2"
    assert link("https://example.org/#@here (x)|_é") == "https://example.org/#%40here%20%28x%29%7C_%C3%A9"
    long = "https://example.org/" + "a" * 150
    assert link(long) == f"[example.org]({long})"
    assert link(long.replace("example", "exa_m_ple")).endswith("`exa_m_ple.org`")
    assert link("https://example.org/" + "a" * 900) == "`example.org`"
    assert link(None) == "" and link("") == ""


@given(st.lists(st.text("ab𝔸", max_size=30), max_size=30), st.integers(20, 200), st.integers(0, 3))
def test_of_lines_that_do_not_fit_it_is_said_how_many_they_are(
    lines: list[str], most: int, beyond: int
) -> None:
    text = as_many(lines, most, "… {count} more", beyond=beyond, joint="|")
    assert limits.length(text) <= most
    kept, told = text.split("|"), re.search(r"… (\d+) more$", text)
    if told is None:
        assert text == "|".join(lines) and not beyond
    else:
        assert kept[:-1] == lines[: len(kept) - 1]
        assert int(told[1]) == len(lines) + beyond - (len(kept) - 1)


def listed(items: list[Item], *after: Block, lead: str = "B has these:", more: int = 0) -> Answer:
    blocks = (Listing(lead, tuple(items), more), *after)
    return Answer("a", "Which?", written(blocks), False, 0.99, blocks=blocks)


def described(answer: Answer) -> str:
    return "\n".join(page.description or "" for page in pages(answer, ENGLISH))


def test_a_long_list_is_grouped_by_country_and_paged_and_keeps_what_is_said_of_each() -> None:
    items = [Item(f"Town {n}, Land {n % 3}", "since 1990", (n + 1,), f"Land {n % 3}") for n in range(400)]
    answer = listed(items, Statement("There may be more."), lead="Chicago has 400 sister cities:")
    made = pages(answer, ENGLISH)
    assert len(made) > 1
    first = made[0].description or ""
    assert first.startswith(
        "Chicago has 400 sister cities:\n**Land 0** (134)\n• Town 0 (since 1990) [1]\n• Town 3"
    )
    assert made[0].footer.text == f"Confidence: high · Page 1 of {len(made)}"
    everything = described(answer)
    assert all(re.search(rf"• Town {n} \(since 1990\) \[{n + 1}\]$", everything, re.M) for n in range(400))
    assert everything.endswith("There may be more.")


def test_a_country_with_one_entry_has_no_heading_of_its_own() -> None:
    labels = [*((f"Town {n}", "Japan") for n in range(LONG)), ("Arad", "Israel"), ("Honfleur", "France")]
    items = [Item(f"{name}, {country}", "", (1,), country) for name, country in labels]
    lines = described(listed(items)).split("\n")
    assert lines[1:3] == [f"**Japan** ({LONG})", "• Town 0 [1]"]
    assert lines[-3:] == ["**Others** (2)", "• Arad, Israel [1]", "• Honfleur, France [1]"]
    assert "**Others**\n• Arad, Israel [1]" in described(listed(items[:-1])), "one is no number to tell"
    assert "**" not in described(listed(items[:LONG])), "a list that is not long is not grouped"
    each = [Item(f"Town, Land {n}", "", (1,), f"Land {n}") for n in range(LONG + 1)]
    assert "**" not in described(listed(each)), "nothing is grouped where nothing shares a group"


def test_a_short_list_is_one_item_a_line() -> None:
    items = [
        Item("A, X", "", (1,)), Item("C, Y", "since 1996", (2, 3)), Item("D, Z, Y", "", (4,)),
        Item("E, X", "", (5,)),
    ]  # fmt: skip
    (page,) = pages(listed(items, Statement("No."), lead="B has 4 sister cities:"), ENGLISH)
    assert page.description == (
        "B has 4 sister cities:\n• A, X [1]\n• C, Y (since 1996) [2][3]\n• D, Z, Y [4]\n• E, X [5]\n\nNo."
    )


def test_a_list_of_three_stays_in_its_sentence() -> None:
    items = [Item(name, "since 1996" if name == "C, Y" else "", (1,)) for name in ("A, X", "C, Y", "D, Z")]
    assert described(listed(items, Statement("No.", (2,)), lead="They are", more=2)) == (
        "They are A, X [1]; C, Y (since 1996) [1]; and D, Z [1] and 2 more. No [2]."
    )


def test_words_that_lead_in_to_bullets_end_with_a_colon() -> None:
    items = [Item(name, "", (1,)) for name in "ABCD"]
    assert described(listed(items, lead="They are")).startswith("They are:\n• A [1]\n")
    assert described(listed(items, lead="They are:")).startswith("They are:\n• A [1]\n")


def test_what_a_list_leaves_out_is_named_where_the_values_name_it_and_counted_otherwise() -> None:
    answer = listed([Item(name, "", (1,)) for name in "ABCD"], more=2)
    assert described(answer).endswith("• D [1]\n-# and 2 more")
    assert described(replace(answer, values=[*"ABCDEF"])).endswith("• D [1]\n**and 2 more**\n• E\n• F")
    assert described(replace(answer, values=[*"XYZ"])).endswith("• D [1]\n-# and 2 more")


def test_a_list_longer_than_the_pages_says_so() -> None:
    items = [Item(f"{'W' * 400} {n}") for n in range(4 * limits.PAGES + 9)]
    made = pages(listed(items), ENGLISH)
    assert len(made) == limits.PAGES and str(made[-1].description).endswith("\n…")


def test_whether_that_is_all_is_small_and_choices_are_listed() -> None:
    items = [Item(name, "", (1,)) for name in "ABCD"]
    told = described(listed(items, Completeness("The records claim to be complete.", True)))
    assert told.endswith("• D [1]\n-# The records claim to be complete.")
    blocks = (Choice("Which one do you mean?", ("Ayr, X", "Ayr, Y")),)
    (page,) = pages(Answer("a", "Ayr?", written(blocks), False, 0.0, choices=("a",), blocks=blocks), ENGLISH)
    assert page.description == "Which one do you mean?\n• Ayr, X\n• Ayr, Y"


def test_many_markers_of_one_statement_are_drawn_together() -> None:
    blocks = (Statement("So it is.", (1, 2, 3, 5, 7, 8)), Statement("And so."))
    assert described(Answer("a", "?", "", False, 0.9, blocks=blocks)) == (
        "So it is [1]–[3][5][7][8]. And so."
    )


def test_an_answer_kept_without_blocks_shows_its_text() -> None:
    text = "Since 1996 [1].\n\nThe second paragraph."
    assert described(Answer("a", "When?", text, False, 0.9)) == text


@relaxed
@given(st.lists(blocks, max_size=6).map(tuple))
def test_nothing_that_a_block_says_is_lost(laid_out: tuple[Block, ...]) -> None:
    made = pages(Answer("a", "?", "", False, 0.9, blocks=laid_out), ENGLISH)
    read = _letters("".join(page.description or "" for page in made))
    if len(made) < limits.PAGES:
        for said in (part for block in laid_out for part in _said(block)):
            assert _letters(shown(said, 150).rstrip("…")) in read


def _letters(text: str) -> str:
    return "".join(re.findall(r"[A-Za-z]+", text))


def _said(block: Block) -> list[str]:
    if isinstance(block, Listing):
        named = [
            item.label.removesuffix(f", {item.group}") for item in block.items
        ]  # the heading says the rest
        return [block.lead, *named, *(item.note for item in block.items if item.note)]
    return [block.text, *(block.options if isinstance(block, Choice) else ())]


def test_what_several_sources_say_alike_is_said_once_and_dates_have_one_form() -> None:
    sides = (Position("1960", 1), Position("1967-06-03", 2), Position("1960", 3), Position("Version 2-11", 4))
    (row,) = disagreement_rows([Disagreement("start", sides)], ENGLISH, most=3)
    assert row == "Start: **1960** [1][3] or **3 June 1967** [2] or **Version 2-11** [4]"


def test_a_disagreement_is_not_said_twice() -> None:
    item = Disagreement("start of the partnership of A and B", (Position("1996", 1), Position("1991", 2)))
    blocks = (Statement("Since 1996.", (1,)),)
    (page,) = pages(Answer("a", "When?", written(blocks), False, 0.9, (), (item,), blocks=blocks), ENGLISH)
    assert page.description == "Since 1996 [1]."
    assert [field.name for field in page.fields] == [ENGLISH.disagree]


def test_an_answer_reads_as_it_should() -> None:
    citation = Citation(
        1, "c-1a2b3c4d-0-9z", "passage", "essay", 1, "Sister Cities", "A. Writer", None, 0, 10, "He spoke."
    )
    record = Citation(
        2,
        "c-9z8y7x6w-0-9z",
        "record",
        "P00001",
        1,
        "City list",
        None,
        "https://example.org/p",
        0,
        5,
        "words",
        "P00001",
    )
    answer = Answer(
        "a", "Where is Puerto Cabezas?", "In Nicaragua [2].", False, 0.7, (citation, record),
        (Disagreement("country of Puerto Cabezas", (Position("Venezuela", 1), Position("Nicaragua", 2))),),
    )  # fmt: skip
    (page,) = pages(answer, ENGLISH)
    assert page.title == "Where is Puerto Cabezas?"
    assert page.description == "In Nicaragua [2]."
    assert page.footer.text == "Confidence: fair"
    disagreement, sources = page.fields
    assert disagreement.name == "⚖️ Sources disagree"
    assert disagreement.value == "Country of Puerto Cabezas: **Venezuela** [1] or **Nicaragua** [2]"
    assert sources.value == (
        "-# **[1]** Sister Cities · by A. Writer\n-# **[2]** City list · https://example.org/p"
    )


def test_a_source_tells_what_its_quote_stands_under() -> None:
    citation = Citation(
        1, "c-1a2b3c4d-0-9z", "passage", "quays", 1, "Quays", None, None, 0, 10, "Orrin | 1962",
        heading="By town", lead="town | opened", page=3,
    )  # fmt: skip
    page = source_page(citation, None, ENGLISH, number=1, count=1)
    assert "By town › town" in page.fields[0].value and "opened · p. 3" in page.fields[0].value
    told = as_markdown(Answer("a", "When?", "x [1]", False, 0.9, (citation,)), "Quays")
    assert "under “By town › town" in told and "page 3" in told
