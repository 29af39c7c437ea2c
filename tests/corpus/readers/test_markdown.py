from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from corpus.readers.markdown import read_markdown
from corpus.text import assemble


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_markdown(text).blocks]


def test_structure_is_kept_and_markup_is_not() -> None:
    text = """# Sister *Cities*

They are **many**, says [the list](https://example.org "x"), and `code` too.
This line was wrapped.

## Burlington

- Yaroslavl, *Russia*
- Puerto Cabezas
  - since 1984
1. First
2. Second

> A quotation.

| City | Since |
|------|-------|
| Arad | 1996  |

```
code  stays
```
"""
    assert kinds(text) == [
        ("heading", "Sister Cities"),
        ("paragraph", "They are many, says the list, and code too. This line was wrapped."),
        ("heading", "Burlington"),
        ("list", "- Yaroslavl, Russia\n- Puerto Cabezas\n- since 1984"),
        ("list", "1. First\n2. Second"),
        ("paragraph", "A quotation."),
        ("table", "City | Since\nArad | 1996"),
        ("code", "code  stays"),
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("one &amp; two&nbsp;three", "one & two three"),
        ("a line<br>another", "a line\nanother"),
        ("hard  \nbreak", "hard\nbreak"),
        ("![alt text](a.png)", "alt text"),
        ("a <b>bold</b> word", "a bold word"),
        ("<div><p>In a block</p><script>evil()</script></div>", "In a block"),
        ("<!-- a comment -->\n\nText", "Text"),
        ("E. coli * 2 and snake_case_name", "E. coli * 2 and snake_case_name"),
        ("    indented as copied text often is", "indented as copied text often is"),
        ("part\u00adner\ufb01t", "partnerfit"),
        ("a [reference][1] here\n\n[1]: https://example.org", "a reference here"),
    ],
)
def test_inline_markup(markup: str, text: str) -> None:
    assert assemble(read_markdown(markup).blocks).text == text


def test_front_matter_names_the_document() -> None:
    source = read_markdown('---\ntitle: "Twin Towns"\nauthor: A. Writer\nlang: en\n---\n# Other\n\nText.')
    assert (source.title, source.author, source.language) == ("Twin Towns", "A. Writer", "en")
    assert [block.text for block in source.blocks] == ["Other", "Text."]


def test_the_first_heading_is_the_title() -> None:
    assert read_markdown("Twin Towns\n==========\n\nText.").title == "Twin Towns"
    assert read_markdown("Text.\n\n# Later").title is None


def test_the_words_of_an_item_in_several_paragraphs_are_kept() -> None:
    assert kinds("- one\n\n  two\n- three") == [("list", "- one\ntwo\n- three")]


def test_deep_nesting_is_read_all_the_same() -> None:
    assert "deep" in assemble(read_markdown(">" * 200 + " deep").blocks).text
    assert "deep" in assemble(read_markdown("- " * 200 + "deep").blocks).text


@pytest.mark.parametrize("mark", ["![", "[![", "["])
@pytest.mark.parametrize("closing", ["", "]"])
def test_brackets_without_end_are_looked_at_a_few_times_each(
    monkeypatch: pytest.MonkeyPatch, mark: str, closing: str
) -> None:
    looked, skip = 0, ParserInline.skipToken

    def counting(self: ParserInline, state: StateInline) -> None:
        nonlocal looked
        looked += 1
        skip(self, state)

    monkeypatch.setattr(ParserInline, "skipToken", counting)
    text = "a " + mark * 1_000 + closing * 1_000
    assert kinds(text) == [("paragraph", text)]
    assert looked < 20 * len(text)


def test_a_link_around_a_picture_in_a_deep_list_is_read() -> None:
    text = "".join(f"{'  ' * level}- level {level}\n" for level in range(12))
    linked = f"{text}{'  ' * 12}- see [[*![a picture](a.png)*]](https://example.org) there"
    assert kinds(linked)[0][1].endswith("- level 11\n- see [a picture] there")


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    read_markdown(text)


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1), min_size=1, max_size=40))
def test_words_are_not_lost(words: list[str]) -> None:
    from corpus.characters import repair_characters

    text = " ".join(words)
    assert assemble(read_markdown(text).blocks).text.split() == repair_characters(text).split()
