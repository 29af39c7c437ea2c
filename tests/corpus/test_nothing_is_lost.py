from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers import read
from corpus.readers.plain import read_plain
from corpus.segment import MAX_PASSAGE_TOKENS, passages
from corpus.text import assemble
from tests.corpus.civic import documents


def lost(name: str, text: str) -> list[str]:
    """Return the letters and digits of a text's canonical form that lie in no sentence of a passage."""
    canonical = read(name, text.encode()).canonical
    covered = bytearray(len(canonical.text))
    for cut in passages(canonical):
        covered[cut.span.start : cut.span.end] = b"\1" * (cut.span.end - cut.span.start)
        assert cut.span.start <= cut.sentences[0].start <= cut.sentences[-1].end <= cut.span.end
    return [c for at, c in enumerate(canonical.text) if c.isalnum() and not covered[at]]


@settings(max_examples=200)
@given(documents)
def test_every_letter_of_a_civic_text_lies_in_a_passage(text: str) -> None:
    assert not lost("text.txt", text)
    assert not lost("text.md", text)


@given(st.text().filter(lambda text: any(c.isalnum() for c in assemble(read_plain(text).blocks).text)))
def test_every_letter_of_any_text_lies_in_a_passage(text: str) -> None:
    canonical = assemble(read_plain(text).blocks)
    covered = {at for cut in passages(canonical) for at in range(cut.span.start, cut.span.end)}
    assert all(at in covered for at, c in enumerate(canonical.text) if c.isalnum())


@settings(max_examples=100)
@given(documents)
def test_a_text_s_words_are_all_in_its_canonical_form(text: str) -> None:
    found = read("text.txt", text.encode()).canonical.text
    words = text.replace("\t", " ").split()
    assert [w for w in found.split() if w != "|"] == words


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_plain(text).blocks]


def headings(text: str) -> list[str]:
    return [text for kind, text in blocks(text) if kind == "heading"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Chair Maja Orrin", "Treasurer Tove Lindqvist", "Secretary Ana Ruiz", "Webmaster J. K. Abernathy"],
        ["会長 山田花子", "副会長 佐藤一郎", "会計 鈴木次郎", "書記 高橋三郎"],
        ["Председатель Юрий Седов", "Казначей Анна Белова", "Секретарь Пётр Чернов", "Член Ольга Гром"],
        ["Vellmar", "Brandvik", "Port Ansley", "São Mateus"],
        ["Soup of the day", "Roast lamb", "Apple tart", "Coffee"],
    ],
)
def test_lines_in_a_row_are_no_headings_but_a_passage(lines: list[str]) -> None:
    text = "\n\n".join(
        ["Friends of Vellmar", "They meet often.", *lines, "The friends were founded in 1987."]
    )
    assert headings(text) == ["Friends of Vellmar"]
    canonical = assemble(read_plain(text).blocks)
    assert any("\n\n".join(lines) in canonical.text[c.span.start : c.span.end] for c in passages(canonical))


@pytest.mark.parametrize(
    "line", ["12 € par personne", "Partnered 1971", "15万円から20万円", "info@example.org", "www.example.org"]
)
def test_what_holds_a_price_a_year_or_an_address_heads_nothing(line: str) -> None:
    text = f"Friends of Vellmar\n\nThey meet often.\n\n{line}\n\nThe friends were founded in 1987."
    assert headings(text) == ["Friends of Vellmar"]


@pytest.mark.parametrize(
    "line", ["Membership", "3. Officers", "ARTICLE IV", "IV. Public comment", "第3条 会費", "Членские взносы"]
)
def test_a_line_alone_above_prose_heads_it(line: str) -> None:
    text = f"Friends of Vellmar\n\nThey meet often.\n\n{line}\n\nThe friends pay ten pounds a year."
    assert headings(text) == ["Friends of Vellmar", line]
    cuts = passages(assemble(read_plain(text).blocks))
    assert cuts[-1].heading == line
    assert cuts[-1].headings == 1


def test_a_line_that_comes_again_and_again_is_no_heading() -> None:
    parts = [f"Return to top\n\nThe visit of {year} was a long one." for year in range(2001, 2006)]
    assert headings("\n\n".join(["Visits", "A list of them.", *parts])) == ["Visits"]


def test_a_table_keeps_its_empty_cells_and_names_its_columns() -> None:
    text = "# Towns\n\n| town | since | note |\n|---|---|---|\n| Brandvik | | asleep |\n| | 1971 | |\n"
    canonical = read("towns.md", text.encode()).canonical
    assert canonical.text.splitlines()[2:] == ["town | since | note", "Brandvik | | asleep", "| 1971 |"]
    assert passages(canonical)[-1].lead == "town | since | note"
    tabs = read("towns.txt", b"town\tsince\tnote\nBrandvik\t\tasleep\nVellmar\t1971\t\n").canonical
    assert tabs.text == "town | since | note\nBrandvik | | asleep\nVellmar | 1971 |"


def test_a_list_knows_the_line_that_introduces_it() -> None:
    text = "Friends\n\nThey meet.\n\nThe officers are elected. They are:\n\n- Maja Orrin\n- Ana Ruiz\n"
    cut = passages(assemble(read_plain(text).blocks))[-1]
    assert cut.lead == "They are:"
    assert len(cut.sentences) == 6


def test_ten_thousand_lines_are_cut_into_passages_that_the_model_can_read() -> None:
    text = "\n\n".join(f"Town{number}" for number in range(10_000))
    cuts = passages(assemble(read_plain(text).blocks))
    assert sum(len(cut.sentences) for cut in cuts) == 10_000
    assert len(cuts) < 500
    assert MAX_PASSAGE_TOKENS
