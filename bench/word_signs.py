"""What the words of wordings are signs of, as far as that is known: what the tagger of words learns from.

A listed word is what its list says, or what its example says (`{ended:axed}`); what words of no list are
signs of is told in `bench/wordings/words.tsv`, a sign and a question with the word in « » a line. A word that
is told of always alike is that in other wordings too. In a wording of no kind, a word that those of kinds
never hold is what records do not know.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bench.kind_wordings import MORE, OPEN, Wording
from bot.answering.records import lexicon
from bot.answering.records.classifier import NONE
from bot.answering.records.idioms import OTHER
from bot.answering.records.masking import is_name
from bot.answering.records.reading import Reading

FILE = MORE / "words.tsv"

ONE_OF = 3
"""Of so many wordings one is misspelt as well."""

_SHORTEST = 4  # letters of a word that is misspelt
_MARK = re.compile("«(.+?)»")
_WORD = re.compile(r"\{[^{}]*\}|[^\W\d_]+")


def told() -> list[tuple[str, str, str]]:
    """Return the signs that somebody told: a question, a word of it in lower case, and its sign."""
    found = []
    for line in FILE.read_text("utf-8").splitlines():
        sign, marked = line.split("\t")
        word = _MARK.search(marked)
        if word is None:
            raise ValueError(f"no word is marked in {line!r}")
        found.append((_MARK.sub(r"\1", marked), word[1].casefold(), sign))
    return found


def told_alone(asked: Sequence[Wording]) -> Iterator[Wording]:
    """Yield the questions of words of which some is told, and which are no wording of a kind or of none."""
    known = {one.text for one in asked}
    for text in dict.fromkeys(text for text, _, _ in told()):
        if text not in known:
            yield Wording(text, OPEN)


@dataclass(frozen=True, slots=True)
class Known:
    """Where a word stands among those of a reading, its sign, and whether a list says so."""

    at: int
    sign: str
    is_listed: bool


class WordSigns:
    """Knows what words of these wordings are signs of; `read` holds the listed reading of each."""

    def __init__(self, asked: Sequence[Wording], read: Sequence[Reading]) -> None:
        self._told: dict[tuple[str, str], str] = {}
        by_word: defaultdict[str, set[str]] = defaultdict(set)
        for text, word, sign in told():
            self._told[text, word] = sign
            by_word[word].add(sign)
        self._alike = {word: min(signs) for word, signs in by_word.items() if len(signs) == 1}
        self._harmless = set(by_word)
        self.ambiguous = frozenset(
            word
            for one in asked
            for word, sign in one.given.items()
            if (listed := lexicon.languages()["en"].sign(word)) and listed != sign
        )
        for one, reading in zip(asked, read, strict=True):
            if one.kind not in (NONE, OPEN):
                order = zip(reading.words, reading.order, strict=True)
                self._harmless |= {word for word, sign in order if sign == OTHER}

    def of(self, one: Wording, reading: Reading) -> list[Known]:
        """Return the words of a wording whose sign is known; names, years and numbers are none."""
        found, text, given = [], one.text, one.given
        for at, (word, sign) in enumerate(zip(reading.words, reading.order, strict=True)):
            if is_name(sign):
                continue
            listed = lexicon.languages()["en"].sign(word)
            known = given.get(word) or self._told.get((text, word)) or listed
            if known is None:
                known = self._of_no_list(one.kind, word)
            if known is not None:
                found.append(Known(at, known, known == listed))
        return found

    def _of_no_list(self, kind: str, word: str) -> str | None:
        if kind != NONE:
            return self._alike.get(word)
        return None if word in self._harmless else OTHER


def misspelt(asked: Sequence[Wording]) -> Iterator[Wording]:
    """Yield some wordings once more, with a listed word misspelt that says what it says."""
    chance = random.Random(0)
    english = lexicon.languages()["en"]
    for one in asked[::ONE_OF]:
        spots = [
            match
            for match in _WORD.finditer(one.example)
            if len(match[0]) >= _SHORTEST and match[0][0] != "{" and english.sign(match[0].casefold())
        ]
        if not spots:
            continue
        match = chance.choice(spots)
        typed, sign = _slip(match[0], chance), english.sign(match[0].casefold())
        low = typed.casefold()
        if english.sign(low) or lexicon.common(low):
            continue
        example = f"{one.example[: match.start()]}{{{sign}:{typed}}}{one.example[match.end() :]}"
        yield replace(one, example=example, original=one.text)


def _slip(word: str, chance: random.Random) -> str:
    """Return a word with two letters swapped, one left out, one doubled or one beside it struck."""
    at = chance.randrange(1, len(word) - 1)
    before, after = word[:at], word[at + 1 :]
    struck = chance.choice("abcdefghijklmnopqrstuvwxyz")
    swapped = word[at + 1] + word[at] + word[at + 2 :]
    return before + chance.choice((swapped, after, word[at] + word[at:], struck + after))
