"""What a kind of question about records is: its slots, its examples, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.records._asks import Asks
from bot.answering.records.amounts import Amount
from bot.answering.records.draft import RecordAnswer
from bot.answering.records.lexicon import RELATED
from bot.answering.records.reading import Reading
from corpus.partnerships import Records

Handler = Callable[[Records, Reading, tuple[int, ...]], RecordAnswer | None]
"""Answers for the places that the names were settled to; None where the records lack what it takes."""

FILTERS = frozenset(
    ("active", "suspended", "ended", "stop", "still", "foreign", "start", "every", "records", "between")
)
"""Signs that narrow down which partnerships count, or change nothing, whatever is asked of them."""

_NEUTRAL = frozenset(
    """CITY WHERE YEAR rel partner friendship place which who where how many when be do have ask me plain
    put can in with to of and about article filler since until before after""".split()  # noqa: SIM905
)
"""Signs that carry no condition of their own; what they ask is in `Reading.asks` and the other slots."""


_ONE = Amount("exactly", 1)
"""What "just one" says: no number that is compared with, where examples of the kind or weights say so too."""


def _anything(_: Reading) -> bool:
    return True


TURNING = frozenset(
    ("only", "other", "except", "negated", "why", "essay", "more", "less", "than", "average", "reciprocal",
     "most", "least", "ordinal", "undated", "state", "source", "active", "suspended", "ended", "stop",
     "still", "NUMBER")
)  # fmt: skip
"""Signs that turn a question from a kind that does not understand them, unless weights hold it likely.

The weights see these signs too; likeness alone does not.
"""


@dataclass(frozen=True)
class Kind:
    """A kind of question that the records answer, and all that is said of it in one place.

    `places` are how many places it may name, `areas` how many countries or regions, at least and at
    most; `asks` the kinds of answer wanted; `needs` groups of signs of each of which one must be there;
    `allows` the signs that it understands besides. A sign that is in none of these turns the question
    into another one, and the kind does not answer it. `fits` is for what signs alone cannot say, and
    `partnerships` how many words of partnership there must be, also where likeness proposes the kind.
    `about_places` tells that "the records know no such place" answers it where a name is unknown.
    `amounts` tells that it understands a number that is compared with: "more than 5".
    `settles` tells that the partnership of the two places decides between places of one name.
    `examples` and `counter_examples` are questions with {A} and {B} for places and {X} for an area.
    """

    name: str
    answer: Handler
    asks: tuple[Asks, ...]
    places: tuple[int, ...] = (1,)
    areas: tuple[int, int] = (0, 9)
    needs: tuple[frozenset[str], ...] = (frozenset(RELATED),)
    allows: frozenset[str] = FILTERS
    fits: Callable[[Reading], bool] = _anything
    partnerships: int = 0
    years: bool | None = None
    amounts: bool = False
    settles: bool = False
    about_places: bool = True
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    @property
    def particular(self) -> int:
        """Rank kinds that take the same question: the one that needs most is meant."""
        return len(self.needs) + (self.fits is not _anything) + (self.areas[0] > 0)

    def has_slots(self, reading: Reading, learned: frozenset[str] = frozenset()) -> bool:
        """Tell whether a question has the slots of this kind, and no sign that would turn it into another.

        What several of its examples hold, `learned`, does not, where the weights fitted to them decide.
        """
        understood = self.allows.union(learned, *self.needs)
        return (
            len(reading.cities) in self.places
            and self.areas[0] <= len(reading.areas) <= self.areas[1]
            and (self.years is None or self.years == (reading.years is not None))
            and ("YEAR" not in reading.signs or reading.years is not None)
            and (reading.amount is None or self.amounts or (reading.amount == _ONE and "NUMBER" in learned))
            and sum(sign in RELATED for sign in reading.order) >= self.partnerships
            and not (TURNING & reading.signs) - understood
            and not reading.signs >= {"first", "latest"}
        )

    def takes(self, reading: Reading) -> bool:
        """Tell whether a question has the slots of this kind, and nothing that it does not understand."""
        return (
            len(reading.cities) in self.places
            and self.areas[0] <= len(reading.areas) <= self.areas[1]
            and reading.asks in self.asks
            and (self.years is None or self.years == (reading.years is not None))
            and all(not group.isdisjoint(reading.signs) for group in self.needs)
            and reading.signs <= _NEUTRAL.union(self.allows, *self.needs)
            and ("YEAR" not in reading.signs or reading.years is not None)
            and (reading.amount is None or self.amounts)
            and self.fits(reading)
        )


def signs(words: str) -> frozenset[str]:
    """Return signs from a line of them."""
    return frozenset(words.split())


def only(*kinds: str) -> tuple[frozenset[str], ...]:
    """Return needs: one sign of each line."""
    return tuple(signs(line) for line in kinds)
