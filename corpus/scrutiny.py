"""What a moderator should see of a text before it counts: people's details, orders to machines, repetitions.

Nothing here refuses anything; it names stretches of the canonical text, and masks those of people if asked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Detail = Literal["e-mail", "phone", "address"]

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w-])")
_SENTENCE = re.compile(r"[^.!?\n]{1,600}[.!?]*")
_WORD = re.compile(r"\w+")

_SHORTEST_SENTENCE = 5  # words besides numbers of a sentence that is told from others
_PLAIN = frozenset(("txt", "md", "markdown"))

MOST = 200
"""How many details and sentences are named at most; a directory of a thousand people is clear from fewer."""

RUN = 4
"""Words in a row that two passages are compared by."""

NEAR = 0.6
"""The share of a passage's runs of words that another one holds, from which on it is nearly the same."""

_DIGITS = 6
"""Digits of a phone number that is none of a country's plan, but is called one."""

_SHORTEST = 12
"""Words of a passage below which likeness says nothing."""


@dataclass(frozen=True, slots=True)
class Personal:
    """A stretch [start, end) of a text that tells how to reach somebody."""

    kind: Detail
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Near:
    """A new passage, by its number from 0, that is nearly one that is there, and the share it repeats."""

    passage: int
    source: str
    place: int
    share: float


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("corpus").joinpath("scrutiny.toml").read_text("utf-8"))


@cache
def _streets() -> re.Pattern[str]:
    """Return the pattern of a street with a house number, either order."""
    told = _words()["street"]
    before, after, joined = (
        "|".join(sorted(map(re.escape, told[name]), key=len, reverse=True))
        for name in ("before", "after", "joined")
    )
    name = r"(?:d[eiu]|de[ls]?|la|les?|l[’']|[^\W\d_a-zà-öø-ÿ])[\w’'.-]{0,30}"
    return re.compile(
        rf"\b\d{{1,4}}[a-z]?,? (?:{name} ){{1,4}}(?i:{after})\b"  # 12 Old Mill Lane
        rf"|\b\d{{1,4}}(?: bis)?,? (?i:{before})(?: {name}){{1,4}}"  # 7, rue du Port
        rf"|\b(?i:{before})(?: {name}){{1,4}},? (?:n[.ºo°]* ?)?\d{{1,4}}\b"  # via Roma 3
        rf"|\b{name}(?<=\w)(?i:{joined}) \d{{1,4}}[a-z]?\b"  # Lindenstraße 5
    )


@cache
def _orders() -> re.Pattern[str]:
    """Return the pattern of what is said to machines that follow what they read."""
    return re.compile("|".join(_words()["orders"]["said"]), re.IGNORECASE)


def personal(text: str, language: str | None = None) -> list[Personal]:
    """Return where e-mail addresses, phone numbers and street addresses stand, in their order."""
    found = [Personal("e-mail", match.start(), match.end()) for match in _EMAIL.finditer(text)]
    found += [Personal("phone", start, end) for start, end in _phones(text, language)]
    found += [Personal("address", match.start(), match.end()) for match in _streets().finditer(text)]
    kept: list[Personal] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept[:MOST]


def _phones(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    """Yield where phone numbers stand: of the language's countries, international, or called so."""
    from phonenumbers import Leniency, PhoneNumberMatcher  # noqa: PLC0415  (its tables are read at first use)

    told = _words()["phone"]
    regions = told["regions"].get((language or "en")[:2], ["GB", "US"])
    called = re.compile(
        rf"\b(?:{'|'.join(map(re.escape, told['called']))})(?: \w+){{0,3}}\W{{0,4}}$", re.IGNORECASE
    )
    for region in regions:
        for match in PhoneNumberMatcher(text, region, Leniency.VALID, max_tries=10_000):
            yield match.start, match.end
        for match in PhoneNumberMatcher(text, region, Leniency.POSSIBLE, max_tries=10_000):
            enough = sum(letter.isdigit() for letter in match.raw_string) >= _DIGITS
            if enough and called.search(text[max(0, match.start - 40) : match.start]):
                yield match.start, match.end


def without_details(name: str, data: bytes, text: str, found: Sequence[Personal]) -> tuple[str, bytes]:
    """Return a file that says the same without the details: name and bytes.

    A file of plain text or Markdown keeps its form; of any other, what was read of it, `text`, is written as
    plain text.
    """
    stem, dot, ending = name.rpartition(".")
    if ending.casefold() in _PLAIN:
        told = data.decode("utf-8", "replace")
        for one in found:
            told = told.replace(text[one.start : one.end], f"[{one.kind}]")
        return name, told.encode()
    return f"{stem if dot else name}.txt", masked(text, found).encode()


def masked(text: str, found: Iterable[Personal]) -> str:
    """Return a text with the kind of each detail in its place: [e-mail]."""
    parts, at = [], 0
    for one in found:
        parts += [text[at : one.start], f"[{one.kind}]"]
        at = one.end
    return "".join([*parts, text[at:]])


def orders(text: str) -> list[str]:
    """Return the sentences that speak to a machine which does what it reads ("ignore all instructions")."""
    found: list[str] = []
    for match in _orders().finditer(text):
        sentence = next(
            one[0] for one in _SENTENCE.finditer(text, max(0, text.rfind("\n", 0, match.start()) + 1))
            if one.end() > match.start()
        ).strip()  # fmt: skip
        if sentence not in found:
            found.append(sentence)
    return found[:MOST]


def near(new: Sequence[str], known: Mapping[tuple[str, int], str]) -> list[Near]:
    """Return which new passages nearly repeat one that is known, but not word for word.

    `known` are texts by document and number. A passage is compared by its runs of words, so the order in
    which passages stand, and small changes, do not matter.
    """
    runs = {number: _runs(text) for number, text in enumerate(new)}
    wanted = {run for some in runs.values() for run in some}
    where: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    for key, text in known.items():
        for run in _runs(text) & wanted:
            where.setdefault(run, []).append(key)
    found = []
    for number, some in runs.items():
        counts: dict[tuple[str, int], int] = {}
        for run in some:
            for key in where.get(run, ()):
                counts[key] = counts.get(key, 0) + 1
        best = max(counts, key=lambda key: counts[key], default=None)
        if best is not None and counts[best] >= NEAR * len(some) and new[number] != known[best]:
            found.append(Near(number, *best, round(counts[best] / len(some), 2)))
    return found


@dataclass(frozen=True, slots=True)
class Differing:
    """A sentence that says another number than a document does in the same words."""

    sentence: str
    said: str
    known: str
    source: str


def differing(new: Iterable[str], known: Mapping[tuple[str, int], str]) -> list[Differing]:
    """Return the sentences of new passages that differ from one of a document by one number alone.

    `known` are passages by document and number. Sentences that differ by more tell of something else, as
    minutes of two meetings do, and what a document says as well is no difference.
    """
    held: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}
    for (source, _), text in known.items():
        for words, numbers, _sentence in _numbered(text):
            held.setdefault(words, {}).setdefault(numbers, source)
    found: list[Differing] = []
    for text in new:
        for words, numbers, sentence in _numbered(text):
            others = held.get(words, {})
            for known_numbers, source in others.items() if numbers not in others else ():
                apart = [pair for pair in zip(numbers, known_numbers, strict=True) if pair[0] != pair[1]]
                if len(apart) == 1:
                    found.append(Differing(sentence, *apart[0], source))
                    break
            if len(found) >= MOST:
                return found
    return found


def _numbered(text: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """Yield of each sentence with numbers its words without them, the numbers, and the sentence."""
    for match in _SENTENCE.finditer(text):
        said = match[0].strip()
        words = [word.casefold() for word in _WORD.findall(said)]
        numbers = tuple(word for word in words if word[0].isdigit())
        if numbers and len(words) - len(numbers) >= _SHORTEST_SENTENCE:
            yield tuple("#" if word[0].isdigit() else word for word in words), numbers, said


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _SHORTEST:
        return set()
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
