"""Cut windows out of texts, with questions that they answer and questions that they do not."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tokenizers import Tokenizer

from bench.train.made import words as made_words
from bench.train.near_misses import NearMisses, names_and_numbers
from bench.train.texts import Ask, Text, spoken
from index.cross_encoder.input import CONTEXT_TOKENS, QUESTION_TOKENS, WINDOW_TOKENS

_NAME = re.compile(r"(?<=\w )[A-Z]\w{2,}")
"""A name in a sentence, but its first word."""

_SENTENCE = re.compile(r"(?<=[.!?;:|])\s+|\n+")
_MOST = 7
"""Questions of one window at most."""

_SIZES = (1.0, 0.7, 0.5, 0.35)
"""Parts of the longest window that are drawn: passages are mostly short, and short ones are quicker read."""

_WITH_CONTEXT = 0.85
_TYPED = 0.3
_CHOICES, _RIVALS = 2, 3
"""How many questions of a text are asked of several windows, and of how many that do not answer at most."""

_POOL = 12
"""Among how many texts of other documents the one is chosen that has most words of a question."""

_NEAR = 0.75
"""How often a question of another text is of the same document, where it has more."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A question and a window: token ids, of the window without markers.

    `kind` tells what it is, for the report; `span` are the first and last token of the answer in the window,
    and `whole` tells that any of its tokens may be where the answer starts (a sentence that answers). Samples
    with the same `choice` are one question and several windows of which the first answers; 0: of none.
    """

    question: tuple[int, ...]
    context: tuple[int, ...]
    window: tuple[int, ...]
    answers: bool
    span: tuple[int, int] | None
    whole: bool
    kind: str
    choice: int = 0


def mask_of(tokenizer: Tokenizer) -> int:
    """Return the id of what stands for a hidden token; raises ValueError where there is none."""
    mask = tokenizer.token_to_id("[MASK]")
    if mask is None:
        raise ValueError("The tokenizer has no [MASK].")
    return mask


class Sampler:
    """Samples windows of texts, without end and by chance."""

    def __init__(
        self, texts: Sequence[Text], misses: NearMisses, tokenizer: Tokenizer, seed: int, masked: float = 0.0
    ) -> None:
        """Sample `texts`; `masked` is the part of tokens of questions and windows that is hidden."""
        self._texts = texts
        self._misses = misses
        self._tokenizer = tokenizer
        self._masked, self._mask = masked, mask_of(tokenizer)
        self._chance = random.Random(seed)
        self._choices = 0
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
        first, last = self._window(text, chance.choice(text.asks))
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
                self._shown(self._ids(self._typed(ask.text))[:QUESTION_TOKENS]),
                context,
                self._shown(window),
                span is not None,
                span,
                ask.kind == "sentence",
                kind,
            )
            for ask, kind, span in chosen
        ]

    def _shown(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Return ids, some hidden."""
        if not self._masked:
            return tuple(ids)
        return tuple(self._mask if self._chance.random() < self._masked else one for one in ids)

    def _ids(self, text: str) -> list[int]:
        found: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return found

    def choices(self, text: Text) -> list[Sample]:
        """Return questions, each with a window that answers it and with ones of the like that do not.

        The others are of the same document, and one of another, as a search would find them: with most of the
        question's words.
        """
        chance = self._chance
        held = [ask for ask in text.asks if ask.span]
        found = []
        for ask in chance.sample(held, min(_CHOICES, len(held))):
            right = self._choice(text, ask, self._window(text, ask))
            rivals = [self._choice(one, ask, at) for one, at in self._rivals(text, ask)] if right else []
            if right and rivals:
                self._choices += 1
                found += [replace(one, choice=self._choices) for one in (right, *filter(None, rivals))]
        return found

    def _choice(self, text: Text, ask: Ask, window: tuple[int, int]) -> Sample | None:
        """Return a question and a window of a text; None where what answers it was cut off."""
        encoding = self._tokenizer.encode(text.body[slice(*window)], add_special_tokens=False)
        tokens, offsets = encoding.ids[:WINDOW_TOKENS], encoding.offsets[:WINDOW_TOKENS]
        placed = self._placed(ask, text, window, offsets) if ask in text.asks else None
        if ask in text.asks and (placed is None or placed[2] is None):
            return None
        span = placed[2] if placed else None
        context = tuple(self._ids(text.context)[:CONTEXT_TOKENS])
        question = self._shown(self._ids(ask.text)[:QUESTION_TOKENS])
        kind = "answered" if placed else "rival"
        whole = ask.kind == "sentence"
        return Sample(question, context, self._shown(tokens), span is not None, span, whole, kind)

    def _rivals(self, text: Text, ask: Ask) -> list[tuple[Text, tuple[int, int]]]:
        """Return texts that do not answer a question but sound alike, each with its likest window."""
        asked = set(spoken(ask.text).split())
        answer = spoken(text.body[slice(*ask.span)]) if ask.span else ""
        near = [one for one in self._groups[text.source, text.group] if one is not text]
        far = [one for one in self._chance.choices(self._texts, k=_POOL) if one.group != text.group]
        named = set(_NAME.findall(ask.text))
        far = [one for one in far if named and not named <= set(_NAME.findall(f"{one.context} {one.body}"))]
        pools = [self._likest(near, asked, _RIVALS), self._likest(far, asked, 1)]
        rivals = [one for pool in pools for one in pool if answer not in spoken(one.body)][:_RIVALS]
        return [(one, self._window(one, self._likest_ask(one, asked))) for one in rivals]

    def _likest(self, texts: Sequence[Text], asked: set[str], most: int) -> list[Text]:
        """Return the texts with most words of a question, of some drawn by chance."""
        drawn = self._chance.sample(texts, min(_POOL, len(texts)))
        return sorted(drawn, key=lambda one: -len(asked & set(spoken(one.body).split())))[:most]

    def _likest_ask(self, text: Text, asked: set[str]) -> Ask:
        """Return a stand-in for a question whose answer is the sentence with most words of another."""
        span = max(
            _spans(text.body), key=lambda ends: len(asked & set(spoken(text.body[slice(*ends)]).split()))
        )
        return Ask("", span, "sentence")

    def _window(self, text: Text, ask: Ask) -> tuple[int, int]:
        """Return a stretch of sentences of not too many tokens, around what a question asks for."""
        spans = _spans(text.body)
        sizes = [len(self._ids(text.body[a:b])) for a, b in spans]
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


def _spans(body: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text stand."""
    ends = [0, *(match.end() for match in _SENTENCE.finditer(body)), len(body)]
    return [(a, b) for a, b in pairwise(ends) if b > a]
