"""Read words that are in no list by their likeness to the words of the kinds' examples.

The reference are the words of all examples and counter-examples, each as the embedding model sees it in its
sentence. A word of a question takes the sign that most of its nearest reference words have: "possess" that of
"have", "severed" that of "ended"; "mayor", which only counter-examples say, that of what records do not know.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.records.kind import Kind
from bot.answering.records.lexicon import languages
from bot.answering.records.reading import OTHER, Reading
from index.embedding import Embedder
from index.embedding.tokens import TokenVectors

NEIGHBOURS = 5
"""How many reference words vote on a word."""

_SHARPNESS = 4  # power of a cosine that a vote weighs
_LEAST = 0.42  # cosine to the nearest reference word below which nothing is known of a word
_SURE = 0.65  # share of the votes that signs of what the records know need together
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAMES = {"A": "Springfield", "B": "Riverton", "X": "Germany", "X2": "Japan", "Y": "1990", "Y2": "2005"}
_SLOT = re.compile(r"\{(?:(?P<sign>\w+):)?(?P<said>[^{}]+)\}")

PLAIN = "plain"
"""The sign of a word that stands in an example and in no list: it asks for nothing by itself."""

READABLE = frozenset(
    (
        "rel", "partner", "have", "status", "start", "stop", "ended", "suspended", "active",
        "connected",
        "be", "do", "ask", "me", "filler", PLAIN, "records", "still", "every", "foreign", "with", "in", "of",
        "to", "article", "common",
    )
)  # fmt: skip
"""Signs that a word can take by likeness; what asks, ranks or turns a question is always a listed word."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Reference words: `vectors` float32 (words, dimensions) of unit length, and the sign of each.

    `ambiguous` are listed words that an example gives another sign: they are read by their context, too.
    """

    vectors: NDArray[np.float32]
    signs: tuple[str, ...]
    ambiguous: frozenset[str]


def filled(example: str) -> tuple[str, dict[int, str]]:
    """Return an example with names in its slots, and the signs that it gives to words, by where these stand.

    {A} and {B} are places, {X} and {X2} areas, {Y} and {Y2} years; {ended:axed} gives a word a sign.
    """
    parts: list[str] = []
    given: dict[int, str] = {}
    at = length = 0
    for match in _SLOT.finditer(example):
        said = match["said"] if match["sign"] else _NAMES[match["said"]]
        parts += [example[at : match.start()], said]
        length += match.start() - at
        if match["sign"]:
            given[length] = match["sign"]
        length += len(said)
        at = match.end()
    return "".join([*parts, example[at:]]), given


def reference(embedder: Embedder, kinds: Sequence[Kind]) -> Reference:
    """Embed the words of all examples and counter-examples.

    A word of no list means nothing in an example, since the question is answered whatever it says; in a
    counter-example it is what the records do not know.
    """
    texts = [(filled(one), False) for kind in kinds for one in kind.examples]
    texts += [(filled(one), True) for kind in kinds for one in kind.counter_examples]
    english = languages()["en"]
    vectors: list[NDArray[np.float32]] = []
    signs: list[str] = []
    ambiguous: set[str] = set()
    plain = {word for example, counter in texts if not counter for word in _unlisted(example[0])}
    names = {word.casefold() for name in _NAMES.values() for word in _WORD.findall(name)}
    read = embedder.tokens([text for (text, _), _ in texts])
    for ((text, given), counter), tokens in zip(texts, read, strict=True):
        for match in _WORD.finditer(text):
            word = re.sub(r"['’]s$", "", match[0]).casefold()
            vector = word_vector(tokens, match.start(), match.start() + len(word))
            if vector is None or word in names:
                continue
            listed = english.sign(word)
            sign = given.get(match.start()) or listed
            if listed is not None and sign != listed:
                ambiguous.add(word)
            if counter and listed is None and word in plain:
                continue  # it asks for nothing by itself
            if counter and sign is not None and sign in READABLE and sign not in ("have", "be", "do"):
                continue  # what it says of partnership it says in the examples as well
            vectors.append(vector)
            signs.append(sign or (OTHER if counter else PLAIN))
    return Reference(np.stack(vectors), tuple(signs), frozenset(ambiguous))


def _unlisted(text: str) -> set[str]:
    english = languages()["en"]
    words = {re.sub(r"['’]s$", "", word).casefold() for word in _WORD.findall(text)}
    return {word for word in words if english.sign(word) is None}


def word_vector(tokens: TokenVectors, start: int, end: int) -> NDArray[np.float32] | None:
    """Return the mean of the tokens at [start, end) of a text, of unit length; None without any."""
    rows = [row for row, (a, b) in enumerate(tokens.offsets) if a >= start and b <= end and b > a]
    if not rows:
        return None
    mean = tokens.vectors[rows].mean(0)
    return np.asarray(mean / (np.linalg.norm(mean) or 1.0), np.float32)


class Likeness:
    """Reads words of no list; the reference is embedded at the first such word, and kept in a file."""

    def __init__(self, embedder: Embedder, kinds: Sequence[Kind], folder: Path | None = None) -> None:
        self._embedder, self._kinds, self._folder = embedder, kinds, folder
        self._reference: Reference | None = None

    def signs(self, reading: Reading) -> dict[str, str]:
        """Return a sign for each word of no list that has one by likeness, by the word in lower case.

        Only English is read so: the examples are.
        """
        if reading.language != "en":
            return {}
        known = self._known()
        wanted = [
            at
            for at, (sign, word) in enumerate(zip(reading.order, reading.words, strict=True))
            if sign == OTHER or word in known.ambiguous
        ]
        if not wanted:
            return {}
        text, spans = masked(reading, wanted)
        tokens = self._embedder.tokens([text])[0]
        found: dict[str, str] = {}
        for at, (start, end) in zip(wanted, spans, strict=True):
            word = reading.words[at]
            vector = word_vector(tokens, start, end)
            sign = _vote(known, vector) if vector is not None else None
            if sign is not None:
                found[word] = sign
        return found

    def _known(self) -> Reference:
        if self._reference is None:
            self._reference = self._stored() or self._made()
        return self._reference

    def _file(self) -> Path | None:
        if self._folder is None:
            return None
        said = repr([(kind.name, kind.examples, kind.counter_examples) for kind in self._kinds])
        said += self._embedder.fingerprint + repr(sorted(languages()["en"].signs.items()))
        return self._folder / f"examples-{hashlib.sha256(said.encode()).hexdigest()[:16]}.npz"

    def _stored(self) -> Reference | None:
        file = self._file()
        if file is None or not file.is_file():
            return None
        try:
            with np.load(file, allow_pickle=False) as arrays:
                return Reference(
                    arrays["vectors"].astype(np.float32),
                    tuple(arrays["signs"].tolist()),
                    frozenset(arrays["ambiguous"].tolist()),
                )
        except (OSError, ValueError, KeyError):
            return None  # cut off while it was written: it is made again

    def _made(self) -> Reference:
        made = reference(self._embedder, self._kinds)
        file = self._file()
        if file is not None:
            try:
                for old in file.parent.glob("examples-*.npz"):
                    old.unlink()
                fresh = file.with_name(f".{os.getpid()}-{file.name}")
                with fresh.open("wb") as stream:
                    np.savez(
                        stream,
                        vectors=made.vectors.astype(np.float16),
                        signs=np.array(made.signs),
                        ambiguous=np.array(sorted(made.ambiguous), dtype=str),
                    )
                fresh.replace(file)
            except OSError:
                pass  # a folder that cannot be written: it is made at each start
        return made


def _vote(known: Reference, vector: NDArray[np.float32]) -> str | None:
    similar = known.vectors @ vector
    nearest = np.argsort(-similar)[:NEIGHBOURS]
    if similar[nearest[0]] < _LEAST:
        return None
    votes: defaultdict[str, float] = defaultdict(float)
    for row in nearest:
        votes[known.signs[row]] += float(max(similar[row], 0.0)) ** _SHARPNESS
    readable = {sign: weight for sign, weight in votes.items() if sign in READABLE}
    if sum(readable.values()) < _SURE * sum(votes.values()):
        return None
    return max(readable, key=lambda sign: readable[sign])


def masked(reading: Reading, wanted: Sequence[int]) -> tuple[str, list[tuple[int, int]]]:
    """Return a question with its names replaced as in the examples, and where the wanted words stand."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    cities = areas = 0
    for place, ((start, end), sign) in enumerate(zip(reading.spans, reading.order, strict=True)):
        parts.append(reading.text[at:start])
        length += start - at
        said = reading.text[start:end]
        if sign == "CITY":
            said, cities = _NAMES["A" if cities == 0 else "B"], cities + 1
        elif sign == "WHERE":
            said, areas = _NAMES["X" if areas == 0 else "X2"], areas + 1
        if place in wanted:
            spans.append((length, length + len(said)))
        parts.append(said)
        length += len(said)
        at = end
    parts.append(reading.text[at:])
    return "".join(parts), spans
