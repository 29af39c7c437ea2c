"""Words of the subject in other languages, as the English word that stands for them.

The embedding model and the stemmer know English alone. A question in one language finds a document in another
by the words that the lexicon holds for both: "Beitrag" and "cotisation" are a fee.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files

_NO_OTHERS = "!"
"""Begins the line of English words that are never taken for another language's."""

_ENDINGS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "de": (("", ("e", "en", "n", "er", "s", "es")),),
    "fr": (("", ("s", "x")), ("e", ("es",))),
    "es": (("", ("s", "es")), ("o", ("os", "a", "as"))),
    "it": (("o", ("i",)), ("a", ("e",)), ("e", ("i",))),
    "pt": (("", ("s", "es")), ("ao", ("oes",)), ("m", ("ns",))),
    "nl": (("", ("en", "s", "n")),),
    "ru": (
        ("", ("а", "у", "ом", "е", "ы", "и", "ов")),
        ("а", ("ы", "у", "е", "ой")),
        ("ие", ("ия", "ию", "ии")),
    ),
}
"""What stands for the end of a basic form in other forms, by language; of those not named, all are listed."""

_SHORTEST = 4
"""Letters of a basic form that is also known with other endings: shorter ones are often something else."""


class Lexicon:
    """Forms of words, folded, and the English word that each stands for."""

    def __init__(self, text: str, fold: Callable[[str], str]) -> None:
        rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
        languages, *meanings = rows
        english = {word for row in rows if row[0] == _NO_OTHERS for word in row[1].split()}
        meanings = [row for row in meanings if row[0] != _NO_OTHERS]
        english |= {row[0] for row in meanings}
        listed: dict[str, str] = {}
        formed: dict[str, str] = {}
        for meaning, *others in meanings:
            for language, forms in zip(languages[1:], others, strict=True):
                for form in map(fold, forms.split()):
                    listed.setdefault(form, meaning)
                    for other in _inflected(form, language):
                        formed.setdefault(other, meaning)
        self._meanings = {form: word for form, word in (formed | listed).items() if form not in english}

    def english(self, word: str) -> str | None:
        """Return the English word for a folded word of another language; None where it holds none."""
        return self._meanings.get(word)


def _inflected(form: str, language: str) -> list[str]:
    """Return other forms of a word, by the endings of its language."""
    if len(form) < _SHORTEST:
        return []
    return [
        form[: len(form) - len(end)] + other
        for end, others in _ENDINGS.get(language, ())
        if form.endswith(end)
        for other in others
    ]


def load(fold: Callable[[str], str]) -> Lexicon:
    """Read the lexicon that comes with Footbridge; `fold` is how words are folded."""
    return Lexicon(files("index").joinpath("lexicon.tsv").read_text("utf-8"), fold)
