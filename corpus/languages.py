"""Guess a text's language, where that decides how its sentences end: by script and by function words."""

from __future__ import annotations

from collections import Counter
from functools import cache

from corpus.late import LatePattern

_FUNCTION_WORDS = {
    "en": "the of and to in is was for that with are by on be as at this from which were has have it they",
    "de": "der die das und ist nicht den von mit dem ein eine sich auf für wird des zu im am sind wir er hat",
    "fr": "le la les des et est une du que dans pour qui sur au avec par pas sont ce nous il elle aux",
    "es": "el la los las y es una del que en por para con se su al no son lo como más fue un este",
    "it": "il la gli le e è una del della che di per con si non sono nel al un lo dei alla come questo",
    "pt": "o a os as e é uma do da que em para com não no na se por um dos das são ao mais foi este",
    "nl": "de het een en van is dat op te in voor met zijn niet aan er die werd wij bij om ook naar",
    "pl": "i w na z się do jest nie to że o jak po od za przez dla są był oraz ten ich tym przy",
}  # fmt: skip
_ENGLISH_TOO = frozenset(("a", "as", "do", "no", "in", "is", "on", "to", "i", "per", "an"))
"""Words that English has as well: they begin sentences, but do not tell a language."""

_LETTERS = {"de": "äöüß", "fr": "àâçèêëîïôœùû", "es": "ñ¿¡", "it": "ìò", "pt": "ãõ", "pl": "ąćęłńśźż"}
_SCRIPTS = (("ja", LatePattern("[\u3040-\u30ff]")), ("zh", LatePattern("[\u4e00-\u9fff]")),
            ("ru", LatePattern("[\u0400-\u04ff]")))  # fmt: skip
_WORD = LatePattern(r"[^\W\d_]+")
_READ = 20_000  # characters that are enough to tell
_LEAST = 4  # function words that a short text must have before it is taken for another language

_RU = "и в на с по не от для из к что как это он она они мы был была после потом его их при о"


def guess(text: str, otherwise: str = "en") -> str:
    """Return the language of a text: one of eleven; `otherwise` where there is too little to tell."""
    sample = text[:_READ]
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) * 5 > len(sample):
            return language
    words = Counter(word.casefold() for word in _WORD.findall(sample))
    counts = {
        language: sum(words[word] for word in found.split() if language == "en" or word not in _ENGLISH_TOO)
        + sum(map(sample.count, _LETTERS.get(language, "")))
        for language, found in _FUNCTION_WORDS.items()
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] >= max(_LEAST, counts.get(otherwise, 0) + 1) else otherwise


@cache
def function_words(language: str) -> frozenset[str]:
    """Return words that every text of a language has; none where the language is not known."""
    return frozenset((_RU if language == "ru" else _FUNCTION_WORDS.get(language, "")).split())


@cache
def starters(language: str) -> frozenset[str]:
    """Return words that mostly begin a sentence where they are written with a capital letter."""
    return frozenset(word.capitalize() for word in function_words(language) if len(word) > 1)


_LIBRARY = {"de": "deutsch.Deutsch", "nl": "dutch.Dutch", "fr": "french.French", "it": "italian.Italian",
            "pl": "polish.Polish", "ru": "russian.Russian", "es": "spanish.Spanish"}  # fmt: skip


_FURTHER = {
    "de": "abt fa hrn fam frl gebr inh vors stellv dipl bgm pfr str", "fr": "mgr préf sous-préf assoc",
    "es": "excma ilma ilmo", "pt": "exmo exma ilmo ilma eng arq sto", "it": "geom avv cav spett gent",
    "nl": "str burg ir", "pl": "inż ks bp abp", "ru": "акад доц им",
}  # fmt: skip
"""Abbreviations that the library lacks."""

_ENDINGS = {"de": "str", "nl": "str"}
"""How words end whose second half is abbreviated: Hauptstr."""


def is_abbreviation(word: str, language: str) -> bool:
    """Tell whether a word, without its full stop, is an abbreviation of a language other than English."""
    folded = word.casefold()
    return folded in abbreviations(language) or folded.endswith(_ENDINGS.get(language, "\n"))


@cache
def abbreviations(language: str) -> frozenset[str]:
    """Return the abbreviations of a language, without their last full stop, in lower case; most from pysbd.

    Portuguese, which it does not have, shares most of its own with Spanish.
    """
    name = _LIBRARY.get("es" if language == "pt" else language)
    if name is None:
        return frozenset()
    from importlib import import_module  # noqa: PLC0415  (read when a document is added, never to answer)

    module, _, kind = name.partition(".")
    listed = getattr(import_module(f"pysbd.lang.{module}"), kind).Abbreviation
    found = {*listed.ABBREVIATIONS, *listed.NUMBER_ABBREVIATIONS}
    if language == "it":  # of Spanish, these are prefixes
        found |= {*listed.PREPOSITIVE_ABBREVIATIONS}
    words = set(_FUNCTION_WORDS.get(language, "").split())
    found |= {*_FURTHER.get(language, "").split()}
    return frozenset(one.casefold().rstrip(".") for one in found) - words
