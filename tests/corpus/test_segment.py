from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.languages import guess
from corpus.model import Span
from corpus.segment import (
    MAX_PASSAGE_TOKENS,
    MAX_SENTENCE,
    MAX_UNIT,
    passages,
    sentences,
    token_estimate,
    windows,
)
from corpus.text import Block, Canonical, Section, assemble


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


# Each line is one text; ‖ stands where one sentence ends and the next begins.
EXAMPLES = """
He spoke at Westminster College.‖ Everybody listened.
The U.S. Senate met.‖ It was late.
They live in the U.S.‖ They like it there.
Dr. St. John lives in St. Louis, Missouri.‖ He is well.
They met on Main St.‖ The mayor came too.
The Hon. Sec. Mr. Orrin lives at Main St. No. 5 since Sat. 4 Oct. 1999.‖ He is well.
The Kurier, Est. 1954, is read.‖ He spoke in Rome.‖ Mr. Orrin did not.
J. R. R. Tolkien wrote it.‖ C. S. Lewis read it.
John F. Kennedy came to Berlin.‖ He stayed a day.
See No. 5 and pp. 3–4 of it.‖ It says more.
He said no.‖ She said yes.
Some cities, e.g. Yaroslavl, i.e. the one in Russia, answered.‖ Others did not.
Trade grew by 1.7 billion.‖ That is 3.5 percent.
They met at 5 p.m. on Monday.‖ It rained.
They met at 5 p.m.‖ The rain had stopped.
“It works.”‖ He smiled.
"We seek partnerships."‖ He meant it.
"Yes!" she said.‖ "Why not?" he asked.‖ Nobody knew.
Did it last?‖ It did!‖ Good.
Adult .......... £12.‖ Family.......... 20 pounds.‖ It is paid in May.
He waited....‖ Nobody came.
Present: R. Stone (Chair), S. Ames (Treasurer), T. Birch, U. Orrin.‖ Mrs V. Lund sent her regards.
It is:‖ A. the rope;‖ B. the knot;‖ C. the flag.‖ All are old.
It waned... and it flourished.‖ Both.
It waned...‖ It flourished again.
The authors state that ". . . it ends the debate".‖ Others differ.
Burlington (see Fig. 3. It shows a map.) has a lake.‖ It is large.
Smith et al. found it in 1990.‖ Others followed.
Yaroslavl Ltd. Director Ivanov came.‖ He left.
The treaty was signed in Sept. 1988 by both.‖ It holds.
The fund closed in December.‖ 12 cities had joined.
It was founded in 1956.[3]‖ Eisenhower led it.[4][5]‖ It grew.
Brown v. Board of Education was decided.‖ It mattered.
Il est parti.‖ Était-ce loin ?‖ Oui.
佛罗伦萨是友好城市。‖二者皆然！‖是吗？
هل هي مدينة توأم؟‖ نعم.
1. The first point.‖ It is short.
"""


@pytest.mark.parametrize("line", EXAMPLES.strip().splitlines())
def test_sentences_end_where_a_reader_ends_them(line: str) -> None:
    expected = [part.strip() for part in line.split("‖")]
    found = cut(line.replace("‖", ""))
    assert found == expected or found == [expected[0].removeprefix("1. "), *expected[1:]]


def language(canonical: Canonical, section: Section) -> str:
    return guess(canonical.text[section.span.start : section.span.end], guess(canonical.text))


# The same in ten other languages.
OTHERS = """
Der Freundeskreis Vellmar e. V. wurde am 3. Mai 1984 gegründet.‖ Er hat 40 Mitglieder.
Nach § 4 Art. 5 Abs. 2 Nr. 3 der Satzung gilt das.‖ Die Frist ist z. B. im Juni.
Frau Dr. Orrin kam mit dem Bus aus St. Gallen, ca. 30 Pers. waren dabei.‖ Das war gut.
M. Orrin et Mme. Ruiz sont venus avec les enfants.‖ L'art. 5 al. 2 s'applique.‖ Le comité vote.
El Sr. Ruiz y la Sra. Orrin llegaron a la plaza.‖ La Avda. Central núm. 4 es la sede.‖ Las cuotas suben.
Il sig. Orrin e la dott.ssa Ruiz sono arrivati con gli ospiti.‖ La quota è a pag. 12 del programma.
O Sr. Silva e a Dra. Costa chegaram com os filhos.‖ Ver o art. 5 e a pág. 3 da ata.
De heer dr. Jansen kwam met mevr. De Vries naar het feest.‖ Zie art. 5, blz. 3 van de notulen.
Pan prof. Nowak i dr. Kowalska przyjechali do nas z żoną.‖ Zob. art. 5 ust. 2 oraz pkt. 3 umowy z miastem.
Город основан в 1010 г. и стал побратимом.‖ См. ст. 5 п. 2 договора.‖ Это ул. Ленина, д. 5.
Frau Orrin von der Fa. Weber wohnt in der Hauptstr. 5 in Vellmar.‖ Das ist nicht weit von der Schule.
De heer Jansen woont in de Kerkstr. 5 en is er niet.‖ Het bestuur vergadert op maandag.
La Excma. Sra. alcaldesa recibió a los socios en la sede.‖ El acto fue el 3 de mayo.
O Exmo. Sr. Costa e o Eng. Reis chegaram com os filhos.‖ Não ficaram para a festa da cidade.
市長は山田氏で、住所はSt. John通り3番地です。‖次の会は5月です。
主席住在St. John街3号。‖委员会开会。
市長は「ようこそ。お元気ですか。」と言った。‖それから帰った。
市长说：“欢迎。你好吗？”然后走了。‖他回来了。
"""


@pytest.mark.parametrize("line", OTHERS.strip().splitlines())
def test_an_abbreviation_cuts_no_sentence_in_other_languages(line: str) -> None:
    text = line.replace("‖", "")
    found = [text[span.start : span.end] for span in sentences(text, None, guess(text))]
    assert found == [part.strip() for part in line.split("‖")]


@pytest.mark.parametrize(
    "line",
    [
        "I. Call to Order The chair opened ‖II. Roll Call ‖III. Public Comment None ‖IV. Minutes Adopted",
        "Duties: ‖(a) to keep the books ‖(b) to pay the bills ‖(c) to report",
        "1. Welcome ‖2. Report of the chair ‖3. Any other business",
        "J. K. Abernathy and I. Orrin spoke for the town",
        "See I. Orrin, V. Lund and A. Ruiz",
    ],
)
def test_numbered_items_in_one_line_are_units_and_initials_are_none(line: str) -> None:
    expected = [part.strip() for part in line.split("‖")]
    assert cut(line.replace("‖", "")) == [expected[0].removeprefix("1. "), *expected[1:]]


def test_a_resolution_in_one_sentence_is_cut_into_its_clauses() -> None:
    whereas = "WHEREAS, the people of Vellmar and those of Brandvik have been friends for many years"
    text = "; ".join([f"{whereas}, as the council noted in the year {year}" for year in range(1990, 2000)])
    found = cut(f"{text}; NOW, THEREFORE, BE IT RESOLVED that the mayor shall sign the agreement.")
    assert len(found) == 11
    assert all(len(one) <= MAX_UNIT for one in found)
    assert found[-1] == "NOW, THEREFORE, BE IT RESOLVED that the mayor shall sign the agreement."


def test_a_line_end_ends_a_sentence_and_a_list_mark_is_none() -> None:
    text = (
        "Burlington's sister cities are:\n- Yaroslavl, Russia\n- Arad, Israel. And Bethlehem.\n2. Moss Point"
    )
    assert cut(text) == [
        "Burlington's sister cities are:", "Yaroslavl, Russia", "Arad, Israel.", "And Bethlehem.",
        "Moss Point",
    ]  # fmt: skip


PROSE = st.lists(
    st.sampled_from(["U.S.", "Dr.", "city", "Burlington", "3.5", "(see", "it)", '"Go', 'now."', "end.",
                     "What?", "J.",
                     "…", "...", "e.g.", "[12]", "Ünïted", "。", "友好", "\n", "- item", "1.", "No.", "!"])
).map(" ".join)  # fmt: skip


@given(st.one_of(st.text(), PROSE))
def test_sentences_tile_the_text(text: str) -> None:
    position = 0
    for span in sentences(text):
        assert position <= span.start < span.end <= len(text)
        gap = text[position : span.start].strip()
        assert not gap or len(gap) <= 4, "only blank space or a list's mark may lie between sentences"
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert span.end - span.start <= MAX_SENTENCE
        position = span.end
    assert not text[position:].strip()


@given(st.lists(PROSE.filter(str.strip), min_size=1, max_size=4))
def test_passages_hold_their_sentences_and_tile_their_section(texts: list[str]) -> None:
    canonical = assemble([Block("paragraph", " ".join(text.split())) for text in texts])
    found = [span for cut in passages(canonical) for span in cut.sentences]
    assert found == [
        span
        for section in canonical.sections
        for span in sentences(canonical.text, section.span, language(canonical, section))
    ]
    for passage in passages(canonical):
        before = canonical.text[passage.span.start : passage.sentences[0].start]
        assert len(before) <= 6, "at most a list's mark stands before the first sentence"
        assert passage.span.end == passage.sentences[-1].end


def test_a_long_paragraph_is_cut_between_sentences_into_like_parts() -> None:
    sentence = "The sister city relationship has changed the lives of many people in both of the cities."
    canonical = assemble([Block("paragraph", " ".join([sentence] * 40))])
    sizes = [token_estimate(canonical.text[p.span.start : p.span.end]) for p in passages(canonical)]
    assert len(sizes) > 1
    assert max(sizes) <= MAX_PASSAGE_TOKENS
    assert min(sizes) > max(sizes) / 2


LONG = (
    "The sister city relationship has changed the lives of many people in both of the cities since it began, "
)
LONG += "and it goes on changing them in ways that nobody who signed it had thought of."


def found_in(blocks: list[Block]) -> list[tuple[str, str | None, int]]:
    canonical = assemble(blocks)
    return [(canonical.text[p.span.start : p.span.end], p.heading, p.headings) for p in passages(canonical)]


def test_a_heading_opens_the_passage_of_what_it_heads() -> None:
    blocks = [Block("heading", "Sister Cities", 1), Block("paragraph", LONG), Block("heading", "History", 2),
              Block("heading", "Today", 3), Block("paragraph", LONG), Block("paragraph", "Three."),
              Block("heading", "What is to come", 3)]  # fmt: skip
    assert found_in(blocks) == [
        (f"Sister Cities\n\n{LONG}", None, 1),
        (f"History\n\nToday\n\n{LONG}", "History › Today", 2),
        ("Three.", "History › Today", 0),
        ("What is to come", None, 1),
    ]


def test_a_few_words_open_the_passage_of_what_follows_under_the_same_heading() -> None:
    blocks = [Block("paragraph", text) for text in ("Two to a room.", "Bring a coat.", LONG, "The end.")]
    blocks += [Block("heading", "Next", 2), Block("paragraph", LONG)]
    assert [text for text, _, _ in found_in(blocks)] == [
        f"Two to a room.\n\nBring a coat.\n\n{LONG}", "The end.", f"Next\n\n{LONG}",
    ]  # fmt: skip


def test_what_never_ends_is_cut_all_the_same() -> None:
    assert len(cut("data," * 1_000)) == 6


def test_windows_are_neighbours() -> None:
    assert windows([Span(0, 2), Span(3, 5), Span(6, 9)]) == [Span(0, 5), Span(3, 9)]
    assert windows([Span(0, 2)]) == []
