"""Of which kind a question about records is: by its words, and by its likeness to examples of all kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.records.classifier import NONE
from bot.answering.records.idioms import OTHER
from bot.answering.records.kind import TURNING, Kind
from bot.answering.records.likeness import Comparison, Likeness, may_be_name
from bot.answering.records.reading import Reading

_NOT_NEARER = -0.05  # cosine by which a counter-example may be nearer to a question of a kind
_LIKE = 0.85  # cosine to an example at which a question is of its kind, where the kind has no weights
_NEARER = 0.05  # by so much must that example be nearer than any counter-example
_LIKELY = 0.5  # share that a kind has of the probability of all kinds with the question's slots, and of none
_CERTAIN = 0.9  # probability of another kind from which on it is believed before plain words
_SEEN = 0.5  # probability by the weights from which on no sign turns a question from a kind
_POSSIBLE = 0.3  # probability of a kind, whatever its share
_UNLIKELY = 0.3  # probability by the weights below which a likely kind is believed before that of the words
_NOTHING = frozenset[str]()
_WH = ("which", "who", "where", "when")  # what yes or no does not answer
_WORDS_SAY_SO = 0.7  # how sure a question is of a kind that its listed words fit, however unlikely by weights
_WORDS_DO_NOT = 0.5  # the same where words of no list had to be read
_UNREAD = 0.85  # how much less sure where a word of no list could not be read
_NONE = 0.5  # probability of none above which a question is of no kind, though its words fit one


@dataclass(frozen=True, slots=True)
class Decision:
    """A question as a kind reads it, and how sure it is of that kind, 0 to 1."""

    reading: Reading
    kind: Kind
    sureness: float


class Decider:
    """Tells the kind of questions; without `likeness`, by their words alone."""

    def __init__(self, likeness: Likeness | None, known: Sequence[Kind]) -> None:
        self._likeness = likeness
        self.kinds = known

    def kind(self, reading: Reading) -> Kind | None:
        """Return the kind of a question, of several that take it the most particular; None for no kind."""
        taking = [kind for kind in self.kinds if kind.takes(reading)]
        return max(taking, key=lambda kind: kind.particular, default=None)

    def decided(self, reading: Reading, alone: Reading, listed: Reading) -> Decision | None:
        """Return the kind of a question, and the question as that kind reads it; None for no kind.

        One that is of no kind is read once more: with a place that it names twice named once, and with a
        country taken for the city of that name.
        """
        found = self._decide(reading, alone, listed)
        if found is not None or reading is not alone:  # a follow-up's words stand in several questions
            return found
        for again in (Reading.named_once, Reading.with_places):
            other = again(reading)
            if other is not reading and (found := self._decide(other, other, again(listed))) is not None:
                return found
        return None

    def _decide(self, reading: Reading, alone: Reading, listed: Reading) -> Decision | None:
        """Return the kind of a question after its likeness to examples and counter-examples.

        `alone` is the question without those before it, and `listed` what listed words alone say of it. It is
        of the kind that its words fit, unless another one is far likelier; where the listed words say
        everything, its likeness to counter-examples does not matter.
        """
        kind = self.kind(reading)
        whole = reading is alone
        plain = kind is not None and alone.order == listed.order
        if self._likeness is None or alone.language != "en" or not (whole or (kind and not plain)):
            return Decision(reading, kind, 1.0) if kind else None
        seen = self._likeness.compare(alone)
        slotted = [one for one in self.kinds if one.has_slots(reading, _passed_over(one, seen))]
        slotted = [one for one in slotted if one.asks != ("yes-no",) or not reading.has(*_WH)]
        likely = _proposed(slotted, seen) if whole and not _names_unknown(reading) else None
        instead = likely is not None and (likely.asks != ("yes-no",) or reading.asks == "yes-no")
        if kind is None or (instead and _is_outweighed(kind, likely, seen, plain=plain)):
            if likely is None:
                return None
            return Decision(reading, likely, _sureness(reading, likely, seen, plain=False))
        if not plain and _vetoed(kind, seen, whole=whole):
            return None
        return Decision(reading, kind, _sureness(reading, kind, seen, plain=plain) if whole else 1.0)


def _names_unknown(reading: Reading) -> bool:
    """Tell whether the only name in a question is of no known place: nothing is told of all places then."""
    named = any(sign == OTHER and may_be_name(reading, at) for at, sign in enumerate(reading.order))
    return named and not (reading.cities or reading.areas)


def _sureness(reading: Reading, kind: Kind, seen: Comparison, *, plain: bool) -> float:
    """Return how sure a question is of a kind: `plain` where its listed words say so as well."""
    likely = seen.probabilities.get(kind.name, 1.0)
    words = _WORDS_SAY_SO if plain else _WORDS_DO_NOT
    return (words + (1 - words) * likely) * (_UNREAD if reading.other else 1.0)


def _passed_over(kind: Kind, seen: Comparison) -> frozenset[str]:
    """Return the signs that do not turn a question from a kind, by what its examples hold and weights say."""
    if seen.probabilities.get(kind.name, 0.0) >= _SEEN:
        return TURNING
    return seen.understood.get(kind.name, _NOTHING)


def _vetoed(kind: Kind, seen: Comparison, *, whole: bool) -> bool:
    """Tell whether a question that a kind takes is likely of none; weights know whole questions alone."""
    if kind.name in seen.probabilities:
        return whole and seen.probabilities[NONE] > _NONE
    return seen.cosines[kind.name] - seen.against < _NOT_NEARER


def _is_outweighed(kind: Kind, likely: Kind | None, seen: Comparison, *, plain: bool) -> bool:
    """Tell whether a question whose words fit a kind is hardly of that kind by the weights.

    Where every word of it is listed (`plain`), another kind must be all but certain.
    """
    other = seen.probabilities.get(likely.name, 0.0) if likely is not None else 0.0
    return seen.probabilities.get(kind.name, 1.0) < _UNLIKELY and (not plain or other >= _CERTAIN)


def _proposed(slotted: Sequence[Kind], seen: Comparison) -> Kind | None:
    """Return the kind that a question is of by likeness, of those whose slots it has.

    That is, of kinds without weights, the one to whose example the question is nearest, where it is much like
    that, and nearer to it than to any other kind's example and to any counter-example; else the likeliest by
    weights, where it is likely among those that it can be of.
    """
    others = [kind for kind in slotted if kind.name not in seen.probabilities]
    near = max(others, key=lambda one: seen.cosines[one.name], default=None)
    if near is not None:
        known = max((cosine for name, cosine in seen.cosines.items() if name != near.name), default=-1.0)
        if seen.cosines[near.name] >= max(_LIKE, seen.against + _NEARER, known):
            return near
    weighed = [kind for kind in slotted if kind.name in seen.probabilities]
    likely = max(weighed, key=lambda one: seen.probabilities[one.name], default=None)
    if likely is not None:
        open_ = seen.probabilities[NONE] + sum(seen.probabilities[kind.name] for kind in weighed)
        if seen.probabilities[likely.name] >= max(_POSSIBLE, _LIKELY * open_):
            return likely
    return None
