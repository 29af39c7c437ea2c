"""Bytes to text: byte-order marks, UTF-8, other encodings where they can be told, mojibake."""

from __future__ import annotations

from contextlib import suppress

from corpus.encodings import latin, marked, of_table, of_text
from corpus.errors import RefusedError
from corpus.readers.signature import seen_as

_SIGNS = b" \n\r\t.,;:!?'\"()-/&%\x91\x92\x93\x94\x96\x97"
_LETTERS = bytes(byte for byte in range(256) if chr(byte).isalnum() or byte in _SIGNS)
"""Bytes of ordinary text in Western European encodings."""


def decode(name: str, data: bytes, *, is_table: bool = False) -> tuple[str, list[str]]:
    """Return a file's text and warnings; raises RefusedError when it is empty or no text.

    What is a table is read in the encoding in which the same file of records would be.
    """
    if not data.strip(b" \t\r\n\x0b\x0c\0"):
        raise RefusedError(f"{name} was not added: it is empty.")
    if what := seen_as(data):
        raise RefusedError(f"{name} was not added: it is {what}, not text.")
    text, warnings = _decode(name, data, is_table=is_table)
    if not text.strip():
        raise RefusedError(f"{name} was not added: it holds only blank space.")
    if "\0" in text:
        raise RefusedError(f"{name} was not added: it holds binary data (NUL characters), not text.")
    repaired = _repair_mojibake(_paired(text))
    if repaired != text:
        warnings.append("characters that had been decoded wrongly before (such as Ã© for é) were repaired")
    lost = repaired.count("\ufffd")
    if lost:
        warnings.append(f"{lost} characters were already lost in the file (�)")
    return repaired, warnings


def _decode(name: str, data: bytes, *, is_table: bool) -> tuple[str, list[str]]:
    if encoding := marked(data):
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            raise RefusedError(
                f"{name} was not added: it begins as {encoding.removesuffix('-sig').upper()} but is not; "
                "save it as UTF-8."
            ) from None
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _guess(name, data, is_table=is_table)


def _guess(name: str, data: bytes, *, is_table: bool) -> tuple[str, list[str]]:
    if b"\0" in data:
        raise RefusedError(f"{name} was not added: it holds binary data, not text.")
    encoding = of_table(data) if is_table else of_text(data)
    if encoding is not None:
        with suppress(UnicodeDecodeError, LookupError):
            text = data.decode(encoding)
            if _is_text(text):
                return text, [
                    f"it is not UTF-8; it was read as {encoding.replace('_', '-')}: check its accents"
                ]
    raise RefusedError(
        f"{name} was not added: it is neither UTF-8 nor an encoding that can be told; save it as UTF-8."
    )


def _is_text(text: str) -> bool:
    controls = sum(1 for c in text if (ord(c) < 32 and c not in "\t\n\r\x0b\x0c") or 0x7F <= ord(c) < 0xA0)
    return controls * 200 < len(text)


def _paired(text: str) -> str:
    """Undo that letters of one byte each were read as UTF-16, two of them a character.

    A program that guesses reads “Gent hat” so as “敇瑮栠瑡”. Hardly anything that is written in such
    characters is made of two bytes that are letters of a European text throughout.
    """
    wide = text.encode("utf-16-le", "surrogatepass")
    letters = wide.translate(None, _LETTERS)
    if text.isascii() or len(letters) * 50 > len(wide) or b"\0" in wide:
        return text
    encoding = latin(wide, "cp1252")
    try:
        return wide.decode(encoding)
    except UnicodeDecodeError:
        return text


def _repair_mojibake(text: str) -> str:
    """Undo one wrong decoding, only where ftfy finds its traces; everything else stays untouched."""
    if text.isascii():
        return text
    from ftfy import TextFixerConfig, fix_text  # noqa: PLC0415
    from ftfy.badness import is_bad  # noqa: PLC0415

    if not is_bad(text):
        return text
    only_encoding = TextFixerConfig(
        unescape_html=False, remove_terminal_escapes=False, fix_encoding=True,
        restore_byte_a0=True, replace_lossy_sequences=False, decode_inconsistent_utf8=True,
        fix_c1_controls=True, fix_latin_ligatures=False, fix_character_width=False, uncurl_quotes=False,
        fix_line_breaks=False, fix_surrogates=False, remove_control_chars=False, normalization=None,
    )  # fmt: skip
    return fix_text(text, only_encoding)
