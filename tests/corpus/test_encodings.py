"""Latin texts without a mark of their encoding, as editors and spreadsheets of Europe saved them."""

from __future__ import annotations

import codecs

import pytest

from corpus.encodings import latin
from corpus.errors import RefusedError
from corpus.readers import read
from corpus.readers.decode import decode as decode_document
from corpus.tables import decode as decode_table

TEXTS = {
    "French": ("cp1252", "La visite à Orléans. Le maire était très fier de la fête près de la rivière."),
    "Spanish": ("cp1252", "La ciudad de La Coruña. El niño soñó con el año próximo en Logroño, señor."),
    "Portuguese": ("cp1252", "A delegação de São Paulo visitou a cidade irmã; as crianças não."),
    "Swedish": ("cp1252", "Göteborg och Malmö är vänorter sedan många år."),
    "English": ("cp1252", "The mayor said: “We are twins” – that’s that… It cost £5 at the café."),
    "Polish": ("cp1250", "Miasto Łódź jest partnerem miasta Poznań. Święto odbyło się w czwartek."),
    "Czech": ("cp1250", "Město Plzeň a Třebíč jsou partnerská města. Žáci zůstanou týden."),
    "Hungarian": ("cp1250", "Győr és Pécs testvérvárosok. A küldöttség nyáron érkezett."),
    "Turkish": ("cp1254", "İstanbul kardeş şehirdir. Öğrenciler ağırlandı, çocuklar şarkı söyledi."),
    "French, Mac": ("mac_roman", "La visite à Orléans a duré trois jours. Le maire était très fier."),
    "Russian": ("cp1251", "Ярославль и Бурлингтон стали побратимами в 1988 году."),
    "Greek": ("cp1253", "Η Αθήνα και η Λευκωσία είναι αδελφοποιημένες πόλεις."),
}


@pytest.mark.parametrize(("encoding", "text"), TEXTS.values(), ids=TEXTS)
def test_a_short_text_is_read_as_it_was_written(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    document, warnings = decode_document("a.txt", data)
    assert document == text
    assert "not UTF-8" in warnings[0]
    assert decode_table(data, "a.csv")[0] == text


def test_the_encoding_named_is_the_one_that_was_used() -> None:
    data = "La fête à Orléans, près de la rivière".encode("cp1252")
    assert "cp1252" in decode_document("a.txt", data)[1][0]
    assert "cp1252" in decode_table(data, "a.csv")[1][0]


@pytest.mark.parametrize("guess", ["cp1251", "utf_16_le", "cp932"])
def test_a_guess_that_is_not_latin_stays(guess: str) -> None:
    assert latin("日本語 Ярославль".encode("cp932" if guess == "cp932" else "utf-8"), guess) == guess


GERMAN = "id,city_a,country_a\n" + "1,Köln,Deutschland,Lille,Frankreich\n" * 5


def test_a_table_is_read_alike_as_a_document_and_as_records() -> None:
    # as prose, these lines would be taken for Chinese
    data = GERMAN.encode("cp1252")
    assert decode_table(data, "a.csv")[0] == GERMAN
    lines = read("a.csv", data).canonical.text
    assert "Köln" in lines and "Deutschland" in lines


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE])
def test_a_mark_that_is_not_kept_to_is_told(mark: bytes) -> None:
    data = mark + "name\nKöln\n".encode("cp1252") + b"x"
    with pytest.raises(RefusedError, match=r"begins as UTF-\d+ but is not. Nothing was imported"):
        decode_table(data, "a.csv")
    with pytest.raises(RefusedError, match=r"begins as UTF-\d+ but is not"):
        decode_document("a.csv", data)
