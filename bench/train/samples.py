"""Cut windows out of texts, with questions that they answer and questions that they do not."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tokenizers import Tokenizer

from bench.train.made import words as made_words
from bench.train.near_misses import NearMisses, names_and_numbers
from bench.train.texts import Ask, Text, spoken
from index.cross_encoder.input import CONTEXT_TOKENS, QUESTION_TOKENS, WINDOW_TOKENS

_SENTENCE = re.compile(r"(?<=[.!?;:|])\s+|\n+")
_MOST = 7
"""Questions of one window at most."""

_SIZES = (1.0, 0.7, 0.5, 0.35)
"""Parts of the longest window that are drawn: passages are mostly short, and short ones are quicker read."""

_WITH_CONTEXT = 0.85
_TYPED = 0.3
_NEAR = 0.75
"""How often a question of another text is of the same document, where it has more."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A question and a window: token ids, of the window without markers.

    `kind` tells what it is, for the report; `span` are the first and last token of the answer in the window,
    and `whole` tells that any of its tokens may be where the answer starts (a sentence that answers).
    """

    question: tuple[int, ...]
    context: tuple[int, ...]
    window: tuple[int, ...]
    answers: bool
    span: tuple[int, int] | None
    whole: bool
    kind: str


class Sampler:
    """Samples windows of texts, without end and by chance."""

    def __init__(self, texts: Sequence[Text], misses: NearMisses, tokenizer: Tokenizer, seed: int) -> None:
        self._texts = texts
        self._misses = misses
        self._tokenizer = tokenizer
        self._chance = random.Random(seed)
        self._groups: dict[tuple[str, str], list[Text]] = defaultdict(list)
        for text in texts:
            self._groups[text.source, text.group].append(text)
        self._told = {
            key: names_and_numbers(" ".join(text.body for text in some[:40]))
            for key, some in self._groups.items()
        }

    def sample(self, text: Text) -> list[Sample]:
        """Return one window of `text` with several questions; none where nothing can be asked of it."""
        chance = self._chance
        first, last = self._window(text)
        body = text.body[first:last]
        encoding = self._tokenizer.encode(body, add_special_tokens=False)
        window, offsets = encoding.ids[:WINDOW_TOKENS], encoding.offsets[:WINDOW_TOKENS]
        context: tuple[int, ...] = ()
        if text.context and chance.random() < _WITH_CONTEXT:
            context = tuple(self._ids(text.context)[:CONTEXT_TOKENS])
        asked = [one for ask in text.asks if (one := self._placed(ask, text, (first, last), offsets))]
        chance.shuffle(asked)
        parts = {kind: [one for one in asked if one[1] == kind] for kind in ("impossible", "window")}
        held = [one for one in asked if one[2] is not None]
        chosen = [*parts["impossible"][:3], *held[: max(2, _MOST // 2)], *parts["window"][:1]]
        for ask, _, _ in held[:2] if len(parts["impossible"]) < 2 else []:
            turned = self._turned(text, ask.text)
            if turned:
                chosen.append((Ask(turned, None, "impossible"), "turned", None))
        other = self._other(text, body)
        if other and len(chosen) <= _MOST:
            chosen.append((Ask(other, None, "impossible"), "other", None))
        return [
            Sample(
                tuple(self._ids(self._typed(ask.text))[:QUESTION_TOKENS]),
                context,
                tuple(window),
                span is not None,
                span,
                ask.kind == "sentence",
                kind,
            )
            for ask, kind, span in chosen
        ]

    def _ids(self, text: str) -> list[int]:
        found: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return found

    def _window(self, text: Text) -> tuple[int, int]:
        """Return a stretch of sentences of not too many tokens, around one that answers something."""
        ends = [0, *(match.end() for match in _SENTENCE.finditer(text.body)), len(text.body)]
        spans = [(a, b) for a, b in pairwise(ends) if b > a]
        sizes = [len(self._ids(text.body[a:b])) for a, b in spans]
        ask = self._chance.choice(text.asks)
        place = ask.span[0] if ask.span else self._chance.randrange(len(text.body))
        low = next((n for n, (a, b) in enumerate(spans) if a <= place < b), 0)
        high, total = low, sizes[low]
        limit = int(self._chance.choice(_SIZES) * WINDOW_TOKENS)
        while True:
            sides = []
            if low and total + sizes[low - 1] <= limit:
                sides.append(-1)
            if high + 1 < len(spans) and total + sizes[high + 1] <= limit:
                sides.append(1)
            if not sides:
                return spans[low][0], spans[high][1]
            if self._chance.choice(sides) < 0:
                low -= 1
                total += sizes[low]
            else:
                high += 1
                total += sizes[high]

    def _placed(
        self, ask: Ask, text: Text, window: tuple[int, int], offsets: Sequence[tuple[int, int]]
    ) -> tuple[Ask, str, tuple[int, int] | None] | None:
        """Return a question, its kind and its answer's tokens; None where it is not sure to be held."""
        if ask.span is None:
            return ask, "impossible", None
        start, end = (place - window[0] for place in ask.span)
        size = window[1] - window[0]
        if start >= 0 and end <= size:
            rows = [row for row, (a, b) in enumerate(offsets) if b > a and a < end and b > start]
            cut = not rows or offsets[-1][1] < end
            return None if cut else (ask, "answered", (rows[0], rows[-1]))
        if start < size and end > 0:
            return None
        answer = spoken(text.body[ask.span[0] : ask.span[1]])
        told = answer and answer in spoken(text.body[window[0] : window[1]])
        return None if told else (ask, "window", None)

    def _turned(self, text: Text, question: str) -> str | None:
        names, numbers = self._told[text.source, text.group]
        return self._misses.make(self._chance, question, names, numbers)

    def _other(self, text: Text, body: str) -> str | None:
        """Return a question of another text, mostly of the same document, that sounds alike."""
        near = self._groups[text.source, text.group]
        pool = near if len(near) > 1 and self._chance.random() < _NEAR else self._texts
        words, best = set(spoken(body).split()), (0.0, "")
        for other in self._chance.choices(pool, k=6):
            for ask in other.asks[:3] if other is not text else ():
                answer = spoken(other.body[ask.span[0] : ask.span[1]]) if ask.span else ""
                if ask.span and not (answer and answer in spoken(body)):
                    alike = len(words & set(spoken(ask.text).split())) + self._chance.random()
                    best = max(best, (alike, ask.text))
        return best[1] or None

    def _typed(self, question: str) -> str:
        """Return a question as people type it: now and then without its mark, or with a lead-in."""
        if self._chance.random() > _TYPED:
            return question
        bare = question.rstrip("? ")
        return self._chance.choice((bare, bare, self._chance.choice(made_words("leads")) + question))
