"""A text's date is the one that it is headed with, and its title the line that says which paper it is."""

from __future__ import annotations

import pytest

from corpus.readers.registry import read

PROSE = "The chair opened the meeting and welcomed the guests from both towns. The accounts were read."


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Harbour Board\nMinutes of the meeting held on Tuesday 2 October 2024 at 7 pm", "2024-10-02"),
        ("Harbour Board\n\nMINUTES - special meeting, Monday, Nov. 13, 2017, 6 p.m.", "2017-11-13"),
        ("Harbour Board\nAgenda\nThursday, April 20, 2023", "2023-04-20"),
        ("The Anchor\nNewsletter of the harbour friends, May 2025", "2025-05"),
        ("The Anchor\nIssue 12 · 3rd May 2025 · Editor: Ada Lund", "2025-05-03"),
        ("Harbour rules\n(as amended at the general meeting of 9 October 2019)", "2019-10-09"),
        ("Harbour rules\n\nLast updated 11 November 2024 by the harbour master, who answers for all of it.",
         "2024-11-11"),
        ("Tarnby, 2024-03-05\n\nDear friends,", "2024-03-05"),
        ("Hafenverein Tarnby\nTarnby, den 12. März 2025\n\nLiebe Gäste,", "2025-03-12"),
        ("Hafenverein Tarnby\nProtokoll der Sitzung vom 8.11.2022", "2022-11-08"),
        ("Satzung des Hafenvereins\nin der Fassung vom 1. Jänner 2018", "2018-01-01"),
        ("Mairie de Tarnby\n\nle 3 juin 2024\n\nMadame,", "2024-06-03"),
        ("Comité du port\nCompte rendu de la réunion du 1er février 2024", "2024-02-01"),
        ("Comité del puerto\nActa de la sesión de 30 de enero de 2023", "2023-01-30"),
        ("Puerto de Tarnby, a 4 de octubre de 2022\n\nEstimados amigos:", "2022-10-04"),
        ("Comitato del porto\nVerbale della riunione del 2 marzo 2023", "2023-03-02"),
        ("Comissão do porto\nAta da reunião de 5 de maio de 2021", "2021-05-05"),
        ("Havencomité\nNotulen van 7 mei 2020", "2020-05-07"),
        ("Komitet portowy\nProtokół z posiedzenia 9 września 2019 r.", "2019-09-09"),
        ("Комитет порта\nПротокол заседания от 6 июня 2022 года", "2022-06-06"),
        ("港の会だより 第4号\n発行日：２０２４年１２月１日　発行：港の会", "2024-12-01"),
        ("港の会\n令和6年5月3日\n会員の皆様", "2024-05-03"),
        ("港の会\n令和元年5月\n会員の皆様", "2019-05"),
        # what is of another day, of several, or of the matter alone
        ("The fire of 3 March 1911\n\nHow the harbour burned.", None),
        ("Programme for our guests\n29 May - 2 June 2025", None),
        ("Jugendlager\n6.–10. Juni 2024", None),
        ("Harbour Board\nMinutes of the meeting held on 31 February 2024", None),
        ("Harbour Board\nMinutes\n\n1. Minutes of 5 May 2020", None),
        (f"Harbour Board\n\n{PROSE}\n\nUpdated 4 May 2020", None),
        ("Two visits\n\n3 May 2020\n\n4 May 2021", None),
    ],
)  # fmt: skip
def test_the_date_that_a_text_is_headed_with_is_its_own(head: str, told: str | None) -> None:
    assert read("a.txt", f"{head}\n\n{PROSE}\n\n{PROSE}".encode()).published == told


def test_what_a_file_s_head_says_goes_before_what_its_text_does() -> None:
    text = f"---\ndate: 2020-01-02\n---\n# Harbour Board\n\n## Minutes of 5 May 2024\n\n{PROSE}\n"
    assert read("a.md", text.encode()).published == "2020-01-02"


MINUTES = "Minutes of the meeting of 2 May 2024"
PROTOKOLL = "Protokoll der Sitzung vom 2. Mai 2024"
RENDU = "Compte rendu de la réunion du 2 mai 2024"


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.txt", f"TARNBY HARBOUR BOARD\n{MINUTES}", MINUTES),
        ("a.txt", f"CITY OF TARNBY\nHARBOUR BOARD\n{MINUTES.upper()}\nThursday, 2 pm", MINUTES.upper()),
        (
            "a.txt",
            "AYUNTAMIENTO DE TARNBY\nOrdenanza del puerto",
            "AYUNTAMIENTO DE TARNBY – Ordenanza del puerto",
        ),
        ("a.md", f"# Hafenverein Tarnby e. V.\n\n## {PROTOKOLL}", f"Hafenverein Tarnby e. V. – {PROTOKOLL}"),
        ("a.md", f"# Comité du port\n\n{RENDU}", f"Comité du port – {RENDU}"),
        ("a.md", "# Constitution of the friends\n\n## Rules of the bar", "Constitution of the friends"),
        (
            "a.md",
            f"# Your first night\n\n## Rules for all\n\n{PROSE}\n\n## What we bring",
            "Your first night",
        ),
        ("a.md", f"# Harbour friends\n\n{PROSE}\n\n## Minutes of the last meeting", "Harbour friends"),
        ("a.md", "# Coordinator of the port\n\nRules: those of the board", "Coordinator of the port"),
    ],
)
def test_the_line_that_says_which_paper_a_text_is_goes_with_the_name_of_whose_it_is(
    name: str, text: str, title: str
) -> None:
    assert read(name, f"{text}\n\n{PROSE}\n\n{PROSE}".encode()).title == title
