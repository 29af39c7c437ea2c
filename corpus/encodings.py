"""Tell in which encoding a file is written: by its mark, else by a detector, mended for Latin letters.

A detector that knows frequencies takes “très fier” in cp1252 for “trčs fier” in cp1250: both are letters.
What gives it away is that no language writes č, ę and ŕ together.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter

# UTF-32 before UTF-16: the little-endian marks begin alike.
_BYTE_ORDER = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_OF_SPREADSHEETS = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "latin_1", "iso8859_2", "iso8859_5",
    "iso8859_15", "mac_roman", "cp932", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "koi8_r",
    "utf_16_le", "utf_16_be",
]  # fmt: skip
"""What spreadsheets write; the code pages of DOS only make the guess worse."""

_SAMPLE = 256 * 1024  # bytes that are enough to tell an encoding, and quick to look through

_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2", "mac_roman")
"""Likely ones first: between two that fit alike, the earlier is taken."""

_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "àâæçéèêëîïôœùûüÿ", "áéíñóúü", "áâãàçéêíóôõúü", "äöüß", "àèéìíîòóùú", "àçéèíïóòúü", "åäöé", "æøåé",
        "áðéíóúýþæö", "éëèïöóü", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ",
        "ăâîșț", "čćđšž", "çğıöşüâîûi", "ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž",
    )
)  # fmt: skip
"""What languages of Europe write beside a to z: French, Spanish, Portuguese, German and so on."""

_MARKS = frozenset("“”‘’‚„‹›«»–—…•·°§©®™€¡¿´½\u00a0\u00ad")
"""Signs of ordinary prose; others, such as the ³ of a Polish ł read as Western European, count as misfits."""


def marked(data: bytes) -> str | None:
    """Return the encoding that a file's byte-order mark names, None where it has none."""
    return next((encoding for mark, encoding in _BYTE_ORDER if data.startswith(mark)), None)


def of_table(data: bytes) -> str | None:
    """Guess in which encoding a table without a mark is written, whose cells are mostly names."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for files that are not UTF-8

    found = list(from_bytes(data, cp_isolation=_OF_SPREADSHEETS))
    if not found:
        return None
    return latin(data, min(found, key=lambda match: _odd_letters(str(match))).encoding)


def of_text(data: bytes) -> str | None:
    """Guess in which encoding a text without a mark is written."""
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:_SAMPLE], threshold=0.15).best()
    return None if best is None else latin(data, best.encoding)


def _odd_letters(text: str) -> int:
    """Count signs that names do not hold, such as the £ of a Polish name read as Western European."""
    return sum(not letter.isascii() and not letter.isalpha() for letter in text)


def latin(data: bytes, guess: str) -> str:
    """Return the encoding of Latin text that was taken for `guess`; any other guess stays as it is."""
    high = {byte: count for byte, count in Counter(data).items() if byte >= 0x80}
    if guess.startswith("utf") or not _is_latin(_decoded(high, guess)):
        return guess
    fits = {name: fit for name in (*_LATIN, guess) if (fit := _misfits(_decoded(high, name))) is not None}
    return min(fits, key=fits.__getitem__)


def _decoded(high: dict[int, int], encoding: str) -> Counter[str] | None:
    """Return how often each character beyond ASCII occurs; None where a byte stands for none."""
    try:
        return Counter({bytes([byte]).decode(encoding): count for byte, count in high.items()})
    except UnicodeDecodeError:
        return None


def _is_latin(found: Counter[str] | None) -> bool:
    return found is not None and all(
        unicodedata.name(letter, "").startswith(("LATIN", "FEMININE", "MASCULINE", "MICRO"))
        for letter in found
        if letter.isalpha()
    )


def _misfits(found: Counter[str] | None) -> int | None:
    """Count the characters that the best fitting language does not write."""
    if found is None:
        return None
    letters: Counter[str] = Counter()
    for character, count in found.items():
        letters[character.lower()[:1]] += 0 if character in _MARKS else count
    return min(
        sum(count for letter, count in letters.items() if letter not in alphabet) for alphabet in _ALPHABETS
    )
