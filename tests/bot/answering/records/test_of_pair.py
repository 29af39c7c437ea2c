"""A partnership in sentences: in English those of a record, in another language in it alone."""

from __future__ import annotations

from itertools import product

from bot.answering.language import speaking
from bot.answering.records.of_pair import said
from corpus import wording
from corpus.model import Place
from corpus.partnerships import Bond

A, B = Place("Kassel", "Hesse", "Germany"), Place("Arad", None, "Israel")
BONDS = [
    Bond(0, 1, (), relation, since, until, status, status_date)
    for relation, since, until, status, status_date in product(
        ("twin", "", "friendship", "contact", "club", "guild"),
        (None, "1988", "1988-05-12"),
        (None, "2022", "2022-03"),
        ("active", "suspended", "ended", "unknown"),
        (None, "2022", "2022-03-04"),
    )
]


def test_in_english_it_says_what_a_record_says() -> None:
    for bond in BONDS:
        words = wording.words(
            A, B, relation=bond.relation, since=bond.since, until=bond.until, status=bond.status,
            status_date=bond.status_date,
        )  # fmt: skip
        assert " ".join(said(A.label, B.label, bond)) == words


def test_in_another_language_it_says_it_in_that() -> None:
    bond = Bond(0, 1, (), "twin", "1988-05-12", None, "suspended", "2022-03-04")
    told = {}
    for language in ("de", "fr", "es", "ja"):
        with speaking(language):
            told[language] = " ".join(said("Kassel", "Arad", bond))
    assert told == {
        "de": "Kassel und Arad sind seit 12. Mai 1988 Partnerstädte. "
        "Die Partnerschaft ruht (Stand 4. März 2022).",
        "fr": "Kassel et Arad sont villes jumelées depuis 12 mai 1988. "
        "Le partenariat est suspendu (état : 4 mars 2022).",
        "es": "Kassel y Arad son ciudades hermanadas desde 12 de mayo de 1988. "
        "El hermanamiento está suspendido (fecha: 4 de marzo de 2022).",
        "ja": "KasselとAradは1988年5月12日から姉妹都市です。 提携は2022年3月4日時点で停止中です。",
    }
