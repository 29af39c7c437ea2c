"""What each word of a question about records is a sign of, language by language.

The lists are data (`words/*.toml`). They hold what grammar fixes and the plain words of the subject; any
other English word is read by weights (`tagger`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

RELATED = ("rel", "partner", "friendship")
"""Signs of partnership."""

_SHORTENED = frozenset(("s", "d", "re", "ve", "ll"))
_ASKING = frozenset(("which", "who", "where", "when", "how", "why"))
"""Signs of words that a verb is joined to: "where'd", "who've"."""

_STEM = 3  # letters of a declined name before its ending

_FUZZY = (
    "sister", "sisters", "twinned", "twinning", "twins", "partner", "partners", "partnership", "partnerships",
    "cities", "country", "countries", "paired", "linked",
    "friendship", "common", "suspended", "distance", "relationship", "kilometers",
)  # fmt: skip
"""English words long and plain enough that a misspelt one is still recognised."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language: `signs` by word in lower case, `numbers` and `decades` by word.

    `neighbours` are words of their own that are one letter from a word of the subject; `names` words of
    the language that are names of places too, and words in lower case. `endings` are those of declined
    names, longest first, and what stands there in the first case; `ordinals` are places in a ranking by word.
    """

    code: str
    signs: Mapping[str, str]
    numbers: Mapping[str, int]
    decades: Mapping[str, int]
    neighbours: frozenset[str]
    names: frozenset[str]
    endings: Sequence[tuple[str, str]] = ()
    ordinals: Mapping[str, int] = field(default_factory=dict)

    def sign(self, word: str) -> str | None:
        """Return what a word in lower case is a sign of, None when it is in no list."""
        word = word.replace("’", "'")
        found = self.signs.get(word)
        if found is None and "'" in word and self.code in ("fr", "it"):  # l'année, d'Orléans, qu'est-ce
            found = self.signs.get(word.rpartition("'")[2])
        if found is None and self.code == "en":
            said, _, rest = word.rpartition("'")
            found = self.signs.get(said) if rest in _SHORTENED and self.signs.get(said) in _ASKING else None
        if found or self.code != "en" or len(word) < 5 or word in self.neighbours:
            return found
        return _misspelt(word, self) or _borrowed(word)

    def basic_forms(self, name: str) -> Iterator[str]:
        """Yield what a declined name may be declined from: "Волгоград" for "Волгограда"."""
        for ending, basic in self.endings:
            if name.endswith(ending) and len(name) - len(ending) >= _STEM:
                yield name[: len(name) - len(ending)] + basic


def _misspelt(word: str, language: Language) -> str | None:
    alike = [core for core in _FUZZY if core[0] == word[0] and abs(len(core) - len(word)) <= 1]
    if not alike:
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only for words that may be misspelt

    return next(
        (language.signs[core] for core in alike if OSA.distance(word, core, score_cutoff=1) <= 1), None
    )


def _borrowed(word: str) -> str | None:
    """Return the sign of a word of partnership of another language: "the Partnerstädte of Chicago"."""
    found = {one.signs.get(word) for one in languages().values() if one.code != "en"} - {None}
    return found.pop() if found and found <= {"rel", "partner"} else None


@cache
def languages() -> Mapping[str, Language]:
    """Read the word lists, English first."""
    folder = files("bot.answering.records") / "words"
    found = {}
    for file in sorted(folder.iterdir(), key=lambda file: (not file.name.startswith("en."), file.name)):
        if file.name.endswith(".toml"):
            rows = tomllib.loads(file.read_text("utf-8"))
            found[file.name.removesuffix(".toml")] = _language(file.name.removesuffix(".toml"), rows)
    return found


def _language(code: str, rows: Mapping[str, Mapping[str, str]]) -> Language:
    signs = {
        word: sign
        for table in ("misspelt", "signs")
        for sign, words in rows.get(table, {}).items()
        for word in words.split()
    }
    others = rows.get("others", {})
    numbers = {word: int(value) for word, value in rows.get("numbers", {}).items()}
    return Language(
        code,
        signs,
        numbers,
        {word: int(value) for word, value in rows.get("decades", {}).items()},
        frozenset(others.get("neighbours", "").split()),
        frozenset(others.get("names", "").split()),
        _endings(rows.get("endings", {})),
        {word: int(value) for word, value in rows.get("ordinals", {}).items()},
    )


def _endings(rows: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return endings, longest first, with each of the basic forms that they may stand for; "-" is none."""
    pairs = [(ending, basic.strip("-")) for ending, forms in rows.items() for basic in forms.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def language_of(words: Sequence[str]) -> Language:
    """Return the language that knows most of these words, in lower case; English where that is open."""
    known = languages()
    if len(words) < 2:
        return known["en"]
    return max(known.values(), key=lambda one: sum(one.sign(word) is not None for word in words))


def known(word: str) -> bool:
    """Tell whether a word in lower case is one of the words of such questions in English."""
    return word.replace("’", "'") in languages()["en"].signs


def common(word: str) -> bool:
    """Tell whether a word in lower case is a word of the language besides a name."""
    return word in languages()["en"].names or word in _ordinary()


@cache
def _ordinary() -> frozenset[str]:
    """Return ordinary words that small places bear as their name too; `tools.ordinary` lists them."""
    text = (files("bot.answering.records") / "words" / "ordinary.txt").read_text("utf-8")
    return frozenset(text.split())
