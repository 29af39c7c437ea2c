from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import RefusedError
from corpus.readers import read, registry, supported_endings
from corpus.readers.registry import MAX_BYTES, MAX_CHARACTERS
from tests.corpus.readers import files

GERMAN = """Die Städtepartnerschaft zwischen Köln und Dnipro wurde beschlossen. Viele Bürger hörten davon,
und die Gäste fühlten sich wohl. Über die Brücke führt ein schöner Weg zurück.
"""


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        read(name, data)
    line = str(refused.value)
    assert "\n" not in line
    assert name in line
    return line


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"x", ".docx"),
        ("README", b"x", "no ending"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.txt", b"\0\0\0", "empty"),
        ("a.txt", "\u00a0\u2003\ufeff".encode(), "no text"),
        ("a.md", b"---\n\n***\n", "no text"),
        ("a.txt", b"text\0text", "binary"),
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n....", "PNG"),
        ("a.txt", b"PK\x03\x04....", "ZIP"),
        ("a.txt", bytes(range(128, 256)) + b"\0" * 9, "binary"),
        ("a.txt", b"\xff\xfeodd", "UTF-16"),
        ("a.txt", b"\xef\xbb\xbf\xff\xff", "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(name: str, data: bytes, said: str) -> None:
    assert said in refusal(name, data)


def test_the_kinds_that_can_be_read_are_named() -> None:
    line = refusal("a.xyz", b"x")
    assert all(ending in line for ending in supported_endings())


def test_random_bytes_are_refused() -> None:
    for _ in range(20):
        refusal("a.txt", b"\x81" + os.urandom(3_000))


def test_the_limits_are_said() -> None:
    assert "10 MiB" in refusal("a.txt", b"a" * (MAX_BYTES + 1))
    assert "2,000,000" in refusal("a.txt", b"a" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize("ending", ["txt", "md", "html", "csv", "json", "eml", "ics", "rtf"])
def test_a_text_is_measured_before_it_is_read(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # reading two million characters takes seconds
    monkeypatch.setattr(registry, "assemble", pytest.fail)
    data = {"csv": b"a,b\n", "json": b'{"text": "', "eml": b"Subject: x\n\n", "rtf": b"{\\rtf1 "}.get(
        ending, b""
    )
    data += b"word " * (MAX_CHARACTERS // 5 + 1) + (b'"}' if ending == "json" else b"")
    assert "2,000,000" in refusal(f"a.{ending}", data)


@pytest.mark.parametrize("make", [files.docx, files.odt, files.xlsx])
def test_what_a_file_s_parts_hold_together_is_measured(
    make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "MAX_CHARACTERS", 20)
    assert "more than 20 characters" in refusal(f"a.{make.__name__}", make())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    reading = read("a.TXT", "Yaroslavl · Ярославль".encode(encoding))
    assert reading.canonical.text == "Yaroslavl · Ярославль"
    assert reading.warnings == ()


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_another_encoding_is_read_right_and_named(encoding: str) -> None:
    reading = read("a.txt", (GERMAN * 3).encode(encoding))
    assert reading.canonical.text.startswith("Die Städtepartnerschaft zwischen Köln")
    assert "not UTF-8" in reading.warnings[0]


def test_cyrillic_in_an_old_encoding_is_read_right() -> None:
    text = (
        "Ярославль и Берлингтон стали городами-побратимами. Их жители часто ездили друг к другу в гости.\n"
        * 5
    )
    assert "Ярославль и Берлингтон" in read("a.txt", text.encode("cp1251")).canonical.text


def test_text_that_was_decoded_wrongly_is_repaired_and_said() -> None:
    reading = read("a.txt", "The faÃ§ade of the nation â€” and more.".encode())
    assert reading.canonical.text == "The façade of the nation — and more."
    assert "decoded wrongly" in reading.warnings[0]


def test_letters_that_were_read_two_at_a_time_are_repaired_and_said() -> None:
    said = "Gent hat Wiesbaden gekündigt - nach 51 Jahren. Das ist schade für beide!"
    for encoding in ("cp1252", "latin-1"):
        found = read("a.txt", said.encode(encoding).decode("utf-16-le").encode())
        assert found.canonical.text == said
        assert "repaired" in found.warnings[0]
    for text in (
        "交流事業は昭和四十六年に始まり、今年で五十年を迎えた。",
        "两市市民每年互访，今年五月在码头见面。",
    ):
        assert read("a.txt", text.encode()).canonical.text == text


def test_hidden_characters_are_taken_out_and_said() -> None:
    reading = read("a.txt", "plain \u202etxet\u202c \U000e0041".encode())
    assert reading.canonical.text == "plain txet"
    assert "3 invisible" in reading.warnings[0]


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        reading = read(name, data)
    except RefusedError as refused:
        assert "\n" not in str(refused)
    else:
        assert reading.canonical.text.strip()
