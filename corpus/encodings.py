"""Tell Latin encodings of one byte a character apart, where a general detector mixes them up.

A detector that knows frequencies takes “très fier” in cp1252 for “trčs fier” in cp1250: both are letters.
What gives it away is that no language writes č, ę and ŕ together.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

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
