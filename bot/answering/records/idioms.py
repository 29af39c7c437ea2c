"""Words that mean something else together than each by itself: "other than", "1990 or later"."""

from __future__ import annotations

from collections.abc import Collection

OTHER = "OTHER"
"""The sign of a word that stands for nothing that the records know."""

_NOBODY = (("nobody",), ("no", "one"), ("noone",), ("none",), ("nothing",), ("nowhere",))
_NOT = (
    "not", "aren't", "isn't", "weren't", "wasn't", "neither", "nor", "nicht", "weder", "noch", "no", "ni",
    "pas", "non", "né", "niet", "não", "nem", "nie", "ani", "не", "ни",
)  # fmt: skip

TOGETHER: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], int, str], ...] = (
    *((("except", "other"), said, (), len(said), "only") for said in _NOBODY),  # "nobody but", "no one else"
    (("than", "except"), (), ("only",), 0, "filler"),  # "nobody else than"
    (("than",), ("other",), (), 1, "except"),  # "other than"
    *((("filler",), (said,), (), 1, "except") for said in ("leave", "leaving", "left")),  # "leave out"
    (("when",), ("by", "the"), (), 2, "filler"),
    (("average",), ("i",), (), 1, "filler"),  # "I mean"
    (("who",), ("says",), (), 1, "source"),
    (("when",), ("by",), (), 1, "filler"),  # "by date", "in order of the years"
    (("when",), ("order", "of"), (), 2, "filler"),
    (("when",), ("order", "of", "the"), (), 3, "filler"),
    (("to",), ("prior",), (), 1, "before"),
    (("in",), ("apart",), (), 1, "except"),  # "apart from"
    (("in",), ("aside",), (), 0, "except"),
    *(
        (("in",), (said,), (), 1, "except") for said in _NOT
    ),  # "not in Europe", "neither in Asia nor in Africa"
    (("filler",), ("as", "well"), (), 2, "and"),  # "to A as well as to B"
    ((OTHER, "long"), ("no",), (), 1, "ended"),  # "no longer"
    (("every",), ("at",), (), 0, "filler"),  # "at all"
    (("other",), ("one",), (), 1, "reciprocal"),  # "from one another"
    (("other",), ("each",), (), 1, "reciprocal"),
    (("latest", "newer"), (), ("most",), 1, "latest"),  # "most recently", "la más reciente"
    (("first", "older", "ended"), (), ("most",), 1, "first"),  # "la plus ancienne", "самый первый"
    (("can", "ask"), ("не",), (), 1, "me"),  # "Не могли бы вы …", "Не подскажете …"
    (("or",), (), ("me", "ask"), 0, "filler"),  # "Weet jij of …"
    (("found",), (), ("be",), 0, "put"),  # "to be found in"
    (("to",), ("about",), (), 0, "other"),  # "about to be suspended"
    (("filler",), ("get",), ("have",), 1, "other"),  # "get out of it"
    (("which",), ("est", "ce"), (), 2, "filler"),  # "Est-ce que …"
    (("partner",), ("closest",), (), 1, "other"),  # "the closest ties"
    (("common",), ("most",), (), 0, "filler"),  # "the most common partner"
    (("far", "unit"), (), ("least", "smallest"), 1, "near"),  # "the fewest kilometres"
    (("far", "unit"), (), ("largest",), 1, "farthest"),
    (("stop",), ("at", "the"), (), 2, "filler"),  # "at the end of 1988"
    (("stop",), ("by", "the"), (), 2, "filler"),
    (("stop",), ("until", "the"), (), 1, "filler"),
    (("status",), ("longest",), (), 0, "filler"),  # "the longest-standing partnership"
)
"""Signs of a word, the words right before it, signs of which the one before is one, how many words before it
then count for nothing, and what it means with them."""

_AUXILIARIES = frozenset(
    ("wurde", "wurden", "wird", "werden", "worden", "werd", "zostało", "zostały", "została", "został",
     "zostać")
)  # fmt: skip
"""Words of becoming that only say that something was done, beside what was ended or suspended."""


def settled(sign: str, word: str, signs: Collection[str], after: Collection[str]) -> str:
    """Return the sign of a word that all `signs` of its question, or those right `after` it, decide on.

    "Wann wurde … beendet?" does not ask for a beginning, nor "С какими городами …" since when.
    """
    if word in _AUXILIARIES and not {"ended", "stop", "suspended"}.isdisjoint(signs):
        return "be"
    if word in ("с", "со") and {"YEAR", "when"}.isdisjoint(after):
        return "with"
    return sign


OPEN_YEARS = {
    "YEAR or newer": "since", "YEAR or after": "since", "YEAR until still": "since",
    "YEAR and newer": "since", "YEAR and after": "since",
    "YEAR or older": "until", "YEAR or before": "until",
    "YEAR and older": "until", "YEAR and before": "until",
}  # fmt: skip
"""What makes of a year what stands after it, unless that is a year: "1990 or later", "2005 till today"."""
