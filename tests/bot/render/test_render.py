from __future__ import annotations

import json
import re

import discord
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answering.answer import Answer, Citation, Disagreement, Position
from bot.phrases.members import ENGLISH
from bot.render import limits
from bot.render.answer import confidence_word, pages, total
from bot.render.controls import answer_controls
from bot.render.quotes import marked, source_page
from bot.render.sources import source_rows
from bot.render.text import escape, link, plain, shown, split
from bot.shared.citations import quoted
from tests.bot.strategies import NASTY, answers, citations, texts

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
        answer = Answer(
            "a", text, text, False, 0.9, (citation,), (Disagreement(text, (Position(text, 1),)),), True,
            [text] * 30, None, (), (), (text,),
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
    long = "https://example.org/" + "a" * 150
    assert link(long) == f"[example.org]({long})"
    assert link(long.replace("example", "exa_m_ple")).endswith("`exa_m_ple.org`")
    assert link("https://example.org/" + "a" * 900) == "`example.org`"
    assert link(None) == "" and link("") == ""


def test_a_long_list_is_grouped_by_country_and_paged_and_keeps_what_is_said_of_each() -> None:
    values = [f"Town {n}, Land {n % 3}" for n in range(400)]
    items = [f"{value} (since 1990) [{n}]" for n, value in enumerate(values, 1)]
    text = (
        "Chicago has 400 sister cities: " + "; ".join(items[:-1]) + f"; and {items[-1]}. There may be more."
    )
    answer = Answer("a", "Which?", text, False, 0.99, (), (), True, values, False)
    made = pages(answer, ENGLISH)
    assert len(made) > 1
    first = made[0].description or ""
    assert first.startswith(
        "Chicago has 400 sister cities:\n**Land 0** (134)\n• Town 0 (since 1990) [1]\n• Town 3"
    )
    assert made[0].footer.text == f"Confidence: high · Page 1 of {len(made)}"
    everything = "\n".join(page.description or "" for page in made)
    assert all(re.search(rf"• Town {n} \(since 1990\) \[{n + 1}\]$", everything, re.M) for n in range(400))
    assert everything.endswith("There may be more.")


def test_a_short_list_is_one_item_a_line() -> None:
    text = "B has 4 sister cities: A, X [1]; C, Y (since 1996) [2][3]; D, Z, Y [4]; and E, X [5]. No."
    answer = Answer("a", "Which?", text, False, 0.9, (), (), True, ["A, X", "C, Y", "D, Z, Y", "E, X"], None)
    (page,) = pages(answer, ENGLISH)
    assert page.description == (
        "B has 4 sister cities:\n• A, X [1]\n• C, Y (since 1996) [2][3]\n• D, Z, Y [4]\n• E, X [5]\n\nNo."
    )


def test_a_disagreement_is_not_said_twice() -> None:
    item = Disagreement("start of the partnership of A and B", (Position("1996", 1), Position("1991", 2)))
    text = (
        "Since 1996 [1].\n\nSources disagree on the start of the partnership of A and B: 1996 [1]; 1991 [2]."
    )
    (page,) = pages(Answer("a", "When?", text, False, 0.9, (), (item,)), ENGLISH)
    assert page.description == "Since 1996 [1]."


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
        "**[1]** Sister Cities · by A. Writer\n**[2]** City list · https://example.org/p"
    )


def cited(number: int, title: str, url: str | None = None, quote: str = "He spoke.") -> Citation:
    return Citation(
        number, f"c-1a2b3c4d-0-{number}", "passage", "essay", 1, title, None, url, 0, len(quote), quote
    )


def test_a_source_has_one_row_whatever_is_cited_of_it() -> None:
    citations = [cited(1, "A"), *(cited(n, "B") for n in (2, 3, 4, 5)), cited(6, "A"), cited(8, "B")]
    rows, left = source_rows(citations, ENGLISH, needed=(), most=6)
    assert rows == ["**[1][6]** A", "**[2]–[5][8]** B"] and left == 0


def test_what_disagrees_keeps_its_source_where_there_is_no_room_for_all() -> None:
    citations = [cited(number, f"Source {number}") for number in range(1, 13)]
    rows, left = source_rows(citations, ENGLISH, needed={11}, most=3)
    assert rows == ["**[1]** Source 1", "**[2]** Source 2", "**[11]** Source 11"] and left == 9


def test_long_addresses_show_their_host_as_the_link() -> None:
    address = "https://www.example.org/2022/02/18/a-report-on-the-partnership"
    assert source_rows([cited(1, "A", address)], ENGLISH, needed=(), most=3)[0] == [
        f"**[1]** A · [www.example.org]({address})"
    ]


def test_a_quote_is_a_block_quote_and_its_source_is_named_once() -> None:
    citations = (cited(1, "Sister Cities"), cited(2, "Sister Cities", quote="She\nanswered."))
    text = "“Sister Cities” by A. Writer says: “He spoke.” [1]\n\nThe same text adds: “She answered.” [2]"
    (page,) = pages(Answer("a", "Who?", text, False, 0.9, citations), ENGLISH)
    assert page.description == "> “He spoke.” [1]\n\n> “She answered.” [2]"
    changed = text.replace("He spoke", "He sang")
    (page,) = pages(Answer("a", "Who?", changed, False, 0.9, citations), ENGLISH)
    assert str(page.description).startswith("“Sister Cities” by A. Writer says: “He sang.” [1]")


def test_what_was_looked_up_needs_no_word_for_confidence_and_a_choice_no_second_question() -> None:
    assert pages(Answer("a", "Ayr", "1 partner place", False, 1.0), ENGLISH)[0].footer.text is None
    asked = Answer("a", "Ayr?", f"There are 2. {ENGLISH.which}", False, 0.5, choices=("A, X", "A, Y"))
    assert pages(asked, ENGLISH)[0].footer.text is None


def test_an_abstention_offers_what_is_nearest_and_to_tell_later() -> None:
    near = Citation(
        1, "c-1a2b3c4d-0-9z", "passage", "essay", 1, "Sister Cities", None, None, 0, 10, "He spoke."
    )
    answer = Answer("a", "Mayor?", "I do not know.", True, 0.1, nearest=(near,))
    (page,) = pages(answer, ENGLISH)
    assert page.fields[0].name == ENGLISH.nearest
    assert "He spoke." in str(page.fields[0].value)
    assert page.footer.text == ENGLISH.not_answered
    actions = [button.action for button in answer_controls(answer, ENGLISH, pages=1).buttons]
    assert actions == ["src", "up", "down", "tell"]


def test_a_quote_stands_marked_in_its_paragraph() -> None:
    text = "One paragraph.\n\nBefore it. The sentence itself. After it.\n\nAnother."
    start = text.index("The sentence")
    found = quoted(text, start, start + len("The sentence itself."), "current")
    assert marked(found) == "Before it. **▸ The sentence itself. ◂** After it."


def test_confidence_is_one_plain_word() -> None:
    bounds = (0.95, 0.85, 0.846, 0.844, 0.6, 0.594, 0.3)
    words = ["high", "high", "high", "fair", "fair", "low", "low"]
    assert [confidence_word(c, ENGLISH) for c in bounds] == words
